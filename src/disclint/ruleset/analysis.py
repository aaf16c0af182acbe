"""What a regular expression can do, read off its syntax tree: match nothing, cross a block, or take forever.

The measure of time is the number of ways in which a backtracking matcher can try one text from one starting point; an
expression may have some thousands, whatever the text.
"""

from __future__ import annotations

import re
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as sre_parser  # type: ignore[import-not-found]
import warnings
from typing import Any

from disclint.ruleset.ambiguity import REPEATS, inner, ways
from disclint.ruleset.charsets import SPACE, mask

MOST_WAYS = 2_000
MOST_REPEATS = 64  # what an unbounded repeat counts for
WIDEST_GAP = 200
LONGEST = 20_000  # characters of an expression, lexicons inserted
_PLAIN = re.compile(r"\w(?:[\w,'-]| (?! )){0,80}")  # words alone have no faults


def faults(expression: str, apart: str, *, cased: bool) -> tuple[str, ...]:
    """What is wrong with an expression in the syntax of `re`, in words for its author; nothing where all is well.

    `apart` is the same expression with its alternatives kept apart; the number of ways is counted there.
    """
    if _PLAIN.fullmatch(expression):
        return ()
    if len(expression) > LONGEST:
        return (f"with its lexicons inserted, the expression is longer than {LONGEST:,} characters",)
    try:
        tree, tree_apart = _parsed(expression), _parsed(apart)
        import regex

        regex.compile(expression)
    except (re.error, _regex_error(), Warning, OverflowError, RecursionError) as error:
        return (f"the expression is not valid: {_plainly(str(error))}",)
    found = _parts(tree, cased)
    if tree.getwidth()[0] == 0:
        found.append("the expression matches empty text, so it would match everywhere")
    elif not found and ways(list(tree_apart), MOST_REPEATS) > MOST_WAYS:
        found.append(
            "the expression can match one text in too many ways and would be slow; use fewer or shorter repeats"
        )
    return tuple(dict.fromkeys(found))


def _parsed(expression: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return sre_parser.parse(expression)


def _regex_error() -> type[Exception]:
    import regex

    return regex.error


def _plainly(error: str) -> str:
    # the position is one in the expression written anew, which its author has never seen
    return error.partition(" at position")[0].replace("subpattern", "group")


def _parts(tree: Any, cased: bool, *, unbounded: bool = False) -> list[str]:
    """Faults of single parts, all levels down. `unbounded` says that the tree stands in an unbounded repeat."""
    found: list[str] = []
    items = list(tree)
    for i, (op, arg) in enumerate(items):
        if op in REPEATS:
            found += _repeat(arg, cased, unbounded)
        elif op in (sre.LITERAL, sre.NOT_LITERAL, sre.IN):
            found += _characters(op, arg, cased)
        else:
            for tree_inside in inner(op, arg):
                found += _parts(tree_inside, cased, unbounded=unbounded)
        if i and items[i - 1][:2] == (sre.LITERAL, 32) and (op, arg) == (sre.LITERAL, 32):
            found.append("two spaces in a row never match: white space is one space in readable text")
    return found


def _repeat(arg: Any, cased: bool, unbounded: bool) -> list[str]:
    _, most, body = arg
    endless = most is sre.MAXREPEAT
    single = _single(body)
    found = _parts(body, cased, unbounded=unbounded or endless)
    if endless and unbounded:
        found.append("an unlimited repeat (*, + or {n,}) stands inside another; limit one, e.g. {0,5}")
    if single is not None and single & SPACE and endless:
        what = "a space" if single == SPACE else "a gap"
        found.append(f"{what} is repeated without limit; limit it, e.g. .{{0,40}}")
    elif not endless and most > WIDEST_GAP:
        found.append(f"a repeat of up to {most:,} is too wide; the most is {WIDEST_GAP}")
    return found


def _characters(op: Any, arg: Any, cased: bool) -> list[str]:
    parts = arg if op is sre.IN else [(op, arg)]
    negated = op is sre.NOT_LITERAL or parts[0][0] is sre.NEGATE
    found: list[str] = []
    for kind, value in parts:
        chars = [value] if kind is sre.LITERAL else list(value) if kind is sre.RANGE else []
        if not negated and any(c in (10, 13) for c in chars):
            found.append("a line break can't stand in an expression: text has none inside a block")
        if not cased and any(_capital(chr(c)) for c in chars):
            found.append("a capital letter written as a code never matches where case is ignored; use {cased: '…'}")
    return found


def _capital(char: str) -> bool:
    return len(char.lower()) == 1 and char.lower() != char


def _single(body: Any) -> int | None:
    """The characters of a body that is one character wide, else None."""
    items = list(body)
    if len(items) != 1:
        return None
    op, arg = items[0]
    return _single(arg[3]) if op is sre.SUBPATTERN else mask(op, arg)
