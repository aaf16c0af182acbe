"""Expressions that are compiled when they are first used: most documents need few of them."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn", "pattern", "flags", "groups")


class _Expression:
    """Stands for a compiled expression; after the first use its methods are those of the compiled one."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._made_of = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(*self._made_of)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def expression(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` returns, compiled on first use; a faulty expression raises re.error only then."""
    return cast("re.Pattern[str]", _Expression(pattern, flags))
