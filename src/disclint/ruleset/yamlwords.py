"""What YAML means by an unquoted word, and what its parser means by its complaints."""

from __future__ import annotations

import re

_NULL = re.compile(r"(?:null|Null|NULL|~|)\Z")
_BOOL = re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z")
_INT = re.compile(r"[-+]?[0-9]{1,15}\Z")
_BASED = re.compile(r"0(?:o[0-7]{1,15}|x[0-9a-fA-F]{1,12})\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,30}|[0-9]{1,30}(?:\.[0-9]{0,30})?)(?:[eE][-+]?[0-9]{1,2})?\Z")


def resolve(text: str) -> bool | int | float | str | None:
    """What an unquoted scalar means in YAML 1.2's core schema. `.inf`, `.nan` and very long numbers stay text."""
    if _NULL.match(text):
        return None
    if _BOOL.match(text):
        return text[0] in "tT"
    if _INT.match(text):
        return int(text)
    if _BASED.match(text):
        return int(text, 0)
    return float(text) if _FLOAT.match(text) else text


_WORDS = (
    (
        "found character that cannot start any token",
        "this character can't begin a value; put the value in single quotes",
    ),
    ("mapping values are not allowed", 'a ": " too many; a value that holds ": " needs quotes'),
    ("could not find expected ':'", 'a ":" is missing after the key, or the line is indented wrongly'),
    (
        "did not find expected key",
        "the line is indented differently from the keys above it, or a quote is not closed before it",
    ),
    ("did not find expected '-' indicator", "the line is indented differently from the list above it"),
    ("did not find expected ',' or", "a comma or the closing bracket is missing"),
    ("did not find expected node content", "a value is missing here, or a bracket is not closed"),
    ("found unexpected end of stream", "this quote is not closed before the end of the file"),
    ("found unexpected document indicator", "this quote is not closed before a new document begins"),
    (
        "found unknown escape character",
        "in double quotes a backslash must be doubled; use single quotes for expressions",
    ),
    ("block sequence entries are not allowed", 'a list item ("- ") is not allowed here; begin it on a line of its own'),
)


def in_words(problem: str, context: str, char: str) -> str:
    """What libyaml says, as a person who writes rules would say it."""
    if char == "\t":
        return "a tab stands where only spaces may indent the line"
    for said, meant in _WORDS:
        if said in problem:
            return meant
    return f"not valid YAML: {problem}{f' ({context})' if context else ''}"
