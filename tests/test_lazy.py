"""Expressions are compiled on first use, and are then like any other."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest

import disclint
from disclint.lazy import _Expression, expression


def test_a_faulty_expression_fails_when_it_is_used() -> None:
    faulty = expression("(")
    with pytest.raises(re.error):
        faulty.match("a")


def test_an_expression_does_what_a_compiled_one_does() -> None:
    lazy, compiled = expression("B+(c?)", re.IGNORECASE), re.compile("B+(c?)", re.IGNORECASE)
    text = "abbc bc b"
    assert [m.span() for m in lazy.finditer(text, 1)] == [m.span() for m in compiled.finditer(text, 1)]
    assert lazy.sub("-", text) == compiled.sub("-", text) == "a- - -"
    assert (lazy.pattern, lazy.flags, lazy.findall(text)) == (compiled.pattern, compiled.flags, ["c", "c", ""])
    assert lazy.fullmatch("bbc") and not lazy.match(text) and lazy.search(text)


def test_it_has_nothing_that_a_compiled_expression_lacks() -> None:
    with pytest.raises(AttributeError):
        _ = expression("a").unknown  # type: ignore[attr-defined]


def test_every_expression_of_the_package_compiles() -> None:
    modules = [import_module(found.name) for found in pkgutil.walk_packages(disclint.__path__, "disclint.")]
    known = {
        id(value): value for module in modules for value in vars(module).values() if isinstance(value, _Expression)
    }
    assert len(known) > 100
    for value in known.values():
        assert value.groups >= 0
