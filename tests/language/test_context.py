"""Guards: what each excuses, and what it must not excuse."""

from __future__ import annotations

import pytest

from disclint.formats import parse
from disclint.language.context import GUARDS
from disclint.language.reading import Reading
from disclint.model import Source


def held(text: str) -> set[str]:
    """The guards that hold for the phrase between `[[` and `]]`."""
    start = text.index("[[")
    phrase = text[start + 2 : text.index("]]")]
    reading = Reading(parse(Source("x", text.replace("[[", "").replace("]]", "")), "markdown"))
    at = reading.text.rindex(phrase)
    return {name for name, (check, _) in GUARDS.items() if check(reading, at, at + len(phrase))}


HOLDS = [
    ("enforcement", "The SEC charged Bob Stone with promising [[guaranteed returns]]."),
    ("enforcement", "Prosecutors said victims were told that [[returns were guaranteed]]."),
    ("enforcement", "## Warning signs\n\nA pitch for [[guaranteed returns]] and haste."),
    ("enforcement", "Scammers use lines like these:\n\n- [[100x guaranteed]]\n- act now"),
    ("enforcement", "Fraudsters called. The scheme was simple. Savers heard of [[risk-free income]]."),
    ("definition", "A [[risk-free asset]] is one whose return is certain."),
    ("definition", "The term [[risk-free rate]] is used in textbooks."),
    ("definition", "[[Risk-free rate]] means the yield on short bills."),
    ("definition", "## Glossary\n\n[[Guaranteed income]]: a stream that an insurer backs."),
    ("question", "Are [[returns guaranteed]]?"),
    ("question", "## Is it [[risk-free]]?\n\nIt is."),
    ("example", "For example, a broker may talk of [[guaranteed returns]]."),
    ("example", "Suppose a bond pays a [[guaranteed return]] of five percent."),
    ("example", "## Quiz\n\n[[Guaranteed returns]]"),
    ("example", "## What do funds give?\n\n- [x] A spread\n- [ ] [[Guaranteed returns]]"),
    ("example", "A fund gives:\n\n- [x] A spread\n- [ ] You get [[guaranteed returns]]\n\n> **Explanation:** No."),
    ("example", "## What do funds give?\n\nA) A spread\n\nB) [[Guaranteed returns]]"),
    ("quoted", 'Watch for promises of "[[guaranteed returns]]" or "no risk".'),
    ("quoted", 'Jane Roe said, "[[Returns are guaranteed]]."'),
    ("quoted", "> [[Returns are guaranteed]].\n>\n> — Bob Stone"),
]


@pytest.mark.parametrize(("guard", "text"), HOLDS)
def test_a_guard_holds(guard: str, text: str) -> None:
    assert guard in held(text)


NEVER = [
    "Our [[returns are guaranteed]].",
    "Beware of imitators! Our [[returns are guaranteed]].",
    "Beware of scams! Get [[guaranteed returns]] today.",
    "## Warning signs\n\nOur [[guaranteed returns]] are real.",
    "## Avoid scams\n\nJoin now and earn [[guaranteed returns]].",
    "[[Guaranteed profit]] is a click away.",
    "Want [[guaranteed returns]]? Join us.",
    'Our "[[guaranteed returns]]" plan.',
    "## What do you get?\n\n- [x] [[Guaranteed returns]]\n- [x] Sleep",
    "## What do you get?\n\n- [x] Our [[guaranteed returns]]\n- [ ] Risk",
    "## Want a better fund?\n\n- [x] [[Guaranteed returns]]\n- [ ] Risk",
    "Members have:\n\n- [x] [[Guaranteed returns]]\n- [ ] Fees",
    "To do:\n\n- [ ] Print [[guaranteed returns]]\n- [ ] Mail it",
    "No scam here: [[returns are guaranteed]].",
    "For example, our plan pays [[guaranteed returns]].",
    "Is it safe? Yes, [[returns are guaranteed]].",
    "> [[Returns are guaranteed]].",
    "Some firms were fined. Elsewhere, life goes on. Income is [[risk-free]] here.",
]


@pytest.mark.parametrize("text", NEVER)
def test_no_guard_holds_for_the_documents_own_promise(text: str) -> None:
    assert held(text) == set()


def test_every_guard_says_what_it_is() -> None:
    assert list(GUARDS) == ["enforcement", "definition", "question", "example", "quoted"]
    assert all(description for _, description in GUARDS.values())
