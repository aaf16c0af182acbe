"""Expressions as rule authors write them, made ready for matching; what could misfire or blow up is refused in words.

The syntax is what Python's `re` and `regex` share. Typographic quotes, dashes and spaces become plain ones, groups stop
capturing, `{name}` becomes the lexicon's terms, capital letters small ones (unless cased), negated sets stop at a
block's end, and `*`, `+`, `{n,}` count to 64 at most: so every pattern has a greatest length and needs linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from disclint.document import plain
from disclint.ruleset.rule import Lexicon

MOST_REPEATS = 64

_TOKEN = re.compile(
    r"""(?P<escape>\\(?s:.)?)
      | (?P<set>\[\^?\]?(?:\\(?s:.)|[^\]\\])*+\]?)
      | (?P<comment>\(\?\#)
      | (?P<special>\(\?(?:P?<[A-Za-z_]\w*>|P[=>(]|[a-zA-Z-]+[:)]|\(|R|&|\d|\|))
      | (?P<open>\(\?(?:[:=!>]|<[=!]))
      | (?P<group>\((?!\?))
      | (?P<lexicon>\{[A-Za-z][\w-]*\})
      | (?P<repeat>[*+?]|\{\d{1,6}(?:,\d{0,6})?\}|\{,\d{1,6}\})
      | (?P<brace>[{}])
      | (?P<edge>[\^$])
      | (?P<newline>[\n\r])
      | (?P<other>(?s:.))""",
    re.VERBOSE,
)
_DASHES = "‐‑‒–—―−﹘﹣－"


class Expanded(NamedTuple):
    """The regular expression, and what is wrong with what the author wrote (then the expression is not to be used)."""

    regex: str
    faults: tuple[str, ...]


def expanded(expression: str, lexicons: Mapping[str, Lexicon], *, cased: bool = False) -> Expanded:
    """The expression ready to be compiled, with every fault found in it.

    `lexicons` hold terms that are expanded already. `cased` expressions meet the plain text, others the folded text.
    """
    writer = _Writer(lexicons, cased)
    for kind, token in _tokens(expression):
        writer.take(kind, token)
    regex = "".join(writer.parts)
    if writer.faults:
        return Expanded(regex, tuple(dict.fromkeys(writer.faults)))
    from disclint.ruleset.analysis import faults

    meant = "".join(writer.unbounded)
    return Expanded(regex, faults(meant, _apart(meant), cased=cased))


def _apart(expression: str) -> str:
    """The same expression with alternatives that `re` can't merge: `regex` tries each, so each has to be counted."""
    return "".join("|(?=)" if token == "|" else token for _, token in _tokens(expression))


def _tokens(expression: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(expression):
        yield match.lastgroup or "", match.group()


class _Writer:
    """Writes the expression anew, token by token: `parts` with bounded repeats, `unbounded` as the author meant it."""

    def __init__(self, lexicons: Mapping[str, Lexicon], cased: bool) -> None:
        self._lexicons = lexicons
        self._cased = cased
        self.parts: list[str] = []
        self.unbounded: list[str] = []
        self.faults: list[str] = []
        self._last = ""

    def take(self, kind: str, token: str) -> None:
        written = getattr(self, f"_{kind}")(token)
        self.parts.append(written)
        self.unbounded.append(token if kind == "repeat" else written)
        self._last = kind

    def _escape(self, token: str) -> str:
        if token in _REFUSED_ESCAPES:
            self.faults.append(_REFUSED_ESCAPES[token])
        elif token[1:].isdigit() and token != "\\0":
            self.faults.append(f'"{token}" refers back to a group; expressions can\'t')
        elif token == "\\":
            self.faults.append('the expression ends with a single "\\"')
        return _WIDENED.get(token) or plain(token)

    def _set(self, token: str) -> str:
        if len(token) < 3 or not token.endswith("]"):
            self.faults.append('a "[" is not closed; write "\\[" for the bracket itself')
            return token
        inner = token[1:-1].removeprefix("^")
        for escape in re.findall(r"\\.", inner):
            if escape in ("\\s", "\\n", "\\r", "\\W", "\\D", "\\S"):
                self.faults.append(f"\"{escape}\" can't stand in [ … ]: it would match across a block's end")
        if "[" in re.sub(r"\\.", "", inner) or re.search(r"--|&&|\|\||~~", inner):
            self.faults.append(f'in "{token}", write "\\[", "\\-", "\\&" or "\\|" for these characters')
        folded = "".join(self._letter("\\-" if c in _DASHES else plain(c)) for c in _units(inner))
        return f"[^{folded}\\n]" if token.startswith("[^") else f"[{folded}]"

    def _comment(self, token: str) -> str:
        self.faults.append('comments ("(?#") are not supported')
        return token

    def _special(self, token: str) -> str:
        hint = "; write (…), groups need no names" if "<" in token else ""
        if re.match(r"\(\?[a-zA-Z-]+[:)]", token):
            hint = "; case is ignored already, and {cased: '…'} keeps it"
        self.faults.append(f'"{token}" is not supported{hint}')
        return token

    def _open(self, token: str) -> str:
        return token

    def _group(self, token: str) -> str:
        return "(?:"

    def _lexicon(self, token: str) -> str:
        name = token[1:-1]
        lexicon = self._lexicons.get(name)
        if lexicon is None:
            from disclint.ruleset.scalars import nearest

            self.faults.append(f'no lexicon is named "{name}"{nearest(name, tuple(self._lexicons))}')
            return ""
        if self._cased and lexicon.terms:
            self.faults.append(f'the lexicon "{name}" has terms that ignore case; a cased expression can\'t insert it')
        return f"(?:{'|'.join(inserted(lexicon, self._cased))})"

    def _repeat(self, token: str) -> str:
        if self._last == "repeat" or token == "?":
            return token  # behind another repeat sign, "+" and "?" make it possessive or lazy
        if token in "*+":
            return f"{{{int(token == '+')},{MOST_REPEATS}}}"
        least = token[1:-2]
        return f"{{{least},{max(int(least), MOST_REPEATS)}}}" if token.endswith(",}") and least else token

    def _brace(self, token: str) -> str:
        self.faults.append(f'write "\\{token}" for a brace, {{name}} for a lexicon, {{0,2}} for a count')
        return token

    def _edge(self, token: str) -> str:
        self.faults.append(
            f'"{token}" is not supported: an expression is found anywhere in a block; "\\{token}" is the character'
        )
        return token

    def _newline(self, token: str) -> str:
        self.faults.append("the expression holds a line break; text has none inside a block")
        return token

    def _other(self, token: str) -> str:
        return self._letter(plain(token))

    def _letter(self, char: str) -> str:
        return char if self._cased or len(char) > 1 or len(char.lower()) != 1 else char.lower()


_REFUSED_ESCAPES = {
    "\\s": 'write a space instead of "\\s": white space is one space in readable text, and "\\s" crosses blocks',
    "\\n": 'text has no line break inside a block; "\\n" would cross its end',
    "\\r": 'text has no line break inside a block; "\\r" never matches',
    "\\t": 'white space is one space in readable text; write a space instead of "\\t"',
    "\\f": 'white space is one space in readable text; write a space instead of "\\f"',
    "\\v": 'white space is one space in readable text; write a space instead of "\\v"',
    "\\A": '"\\A" is not supported: an expression is found anywhere in a block',
    "\\Z": '"\\Z" is not supported: an expression is found anywhere in a block',
    "\\p": '"\\p{…}" is not supported; write the characters as [ … ]',
    "\\P": '"\\P{…}" is not supported; write the characters as [^ … ]',
    "\\N": '"\\N{…}" is not supported; write the character itself',
}
_WIDENED = {"\\W": "[^\\w\\n]", "\\D": "[^\\d\\n]"}


def _units(inner: str) -> Iterator[str]:
    """The characters of a set, escapes in one piece."""
    return (m.group() for m in re.finditer(r"\\(?s:.)|(?s:.)", inner))


def inserted(lexicon: Lexicon, cased: bool) -> list[str]:
    """A lexicon's terms for an expression that keeps case or doesn't, the longest first."""
    terms = lexicon.cased if cased else (*lexicon.terms, *(small(term) for term in lexicon.cased))
    return sorted(dict.fromkeys(terms), key=lambda term: (-len(term), term))


def small(regex: str) -> str:
    """A cased expression for folded text: letters lowered, escapes kept."""
    return "".join(c if len(c) > 1 or len(c.lower()) != 1 else c.lower() for c in _units(regex))
