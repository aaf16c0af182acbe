"""Reading JavaScript as text: white space and comments, strings, balanced brackets, types that are skipped.

What is understood is read by the parser; brackets are only counted to step over what is not.
"""

from __future__ import annotations

from disclint.lazy import expression

_SPACE = expression(r"(?:\s++|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z))*+")
_NAME = expression(r"[A-Za-z_$][\w$]*+")
_STRING = expression(r"\"(?:[^\"\\\n]++|\\.)*+\"?+|'(?:[^'\\\n]++|\\.)*+'?+", 16)
_CLOSED = expression(r"\"(?:[^\"\\\n]++|\\.)*+\"|'(?:[^'\\\n]++|\\.)*+'", 16)
_NUMBER = expression(r"0[xX][\da-fA-F_]++|0[bB][01_]++|(?:\d[\d_]*+(?:\.\d*+)?+|\.\d++)(?:[eE][+-]?+\d++)?+n?+")
_REGEX = expression(r"/(?![*/])(?:[^/\\\[\n]++|\\[^\n]|\[(?:[^\]\\\n]++|\\[^\n])*+\])++/[a-z]*+")
_TYPE = expression(
    r"\s*+(?:typeof\s++|keyof\s++|readonly\s++)*+(?:[A-Za-z_$][\w$.]*+|\"[^\"\n]*+\"|'[^'\n]*+'|-?\d[\d.]*+)(?:\[\])*+"
)
_ESCAPE = expression(r"\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", 16)
_CHARS = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "v": "", "0": "", "\n": ""}
_OPENING = "([{"
_WORTH = expression(r"[\"'`(){}\[\]/]")
_TEMPLATE_WORTH = expression(r"[\\`}]|\$\{")
_BEFORE_REGEX = expression(r"[(,=:\[!&|?{};\n]\s{0,80}\Z")
_ANGLE = expression(r"=>|[<>;]|&&|\|\|")


def skip_space(text: str, at: int, end: int) -> int:
    match = _SPACE.match(text, at, end)
    return match.end() if match else at


def name_at(text: str, at: int, end: int) -> str:
    match = _NAME.match(text, at, end)
    return match.group() if match else ""


def string_at(text: str, at: int, end: int) -> tuple[str, int, bool]:
    """The value of a quoted string that begins at `at`, where it ends, and whether it stands there as it is."""
    match = _STRING.match(text, at, end)
    if match is None:
        return "", at + 1, False
    said = match.group()
    inner = said[1:-1] if len(said) > 1 and said[-1] == said[0] else said[1:]
    return (inner, match.end(), True) if "\\" not in inner else (unescaped(inner), match.end(), False)


def number_at(text: str, at: int, end: int) -> tuple[float, int]:
    match = _NUMBER.match(text, at, end)
    if match is None:
        return 0, at + 1
    written = match.group().replace("_", "").rstrip("n")
    if written[:2].lower() in ("0x", "0b"):
        return int(written[:18] + "0" * (len(written) == 2), 0), match.end()
    value = float(written)
    return (int(value) if value.is_integer() and value < 2**53 else value), match.end()


def regex_at(text: str, at: int, end: int) -> int:
    """Behind the regular expression that begins at `at`; `at` where there is none."""
    match = _REGEX.match(text, at, end)
    return match.end() if match else at


def unescaped(text: str) -> str:
    def char(escape: str) -> str:
        if escape[0] in "ux" and len(escape) > 1:
            code = int(escape[1:].strip("{}"), 16)
            return chr(code) if code < 0x110000 else ""
        return _CHARS.get(escape, escape)

    return _ESCAPE.sub(lambda m: char(m[1]), text)


def skip_brackets(text: str, at: int, end: int, depth: int = 0) -> int:
    """Behind the bracket that closes the one at `at` (or, with `depth` 1, one before it); strings and comments are passed
    over. `end` where it is missing."""
    while at < end:
        match = _WORTH.search(text, at, end)
        if match is None:
            return end
        at, char = match.start(), match.group()
        if char in _OPENING or char in ")]}":
            depth += 1 if char in _OPENING else -1
            at += 1
            if depth <= 0:
                return at
        else:
            at = _skip_quoted(text, at, end)
            if not depth:
                return at
    return end


def _skip_quoted(text: str, at: int, end: int) -> int:
    """Behind the string, template literal, comment or regular expression at `at`; one character where there is none.

    Text of JSX may stand here too: the apostrophe of "don't" opens no string, the `//` of an address no comment.
    """
    char, before = text[at], text[at - 1] if at else ""
    if char == "`":
        return _skip_template(text, at + 1, end)
    if char != "/":
        match = None if before.isalnum() else _CLOSED.match(text, at, end)
        return match.end() if match else at + 1
    after = at if before == ":" and text.startswith("//", at) else skip_space(text, at, end)
    if after > at:
        return after
    return regex_at(text, at, end) if _BEFORE_REGEX.search(text, max(0, at - 80), at) else at + 1


def _skip_template(text: str, at: int, end: int) -> int:
    """Behind the next back-tick; `${…}` in between is passed over by its brackets alone."""
    depth = 0
    while match := _TEMPLATE_WORTH.search(text, at, end):
        char, at = match.group(), match.end()
        if char == "\\":
            at += 1
        elif char == "`" and not depth:
            return at
        elif char != "`":
            depth = depth + 1 if char == "${" else max(0, depth - 1)
    return end


def skip_type(text: str, at: int, end: int, *, arrows: bool = True) -> int:
    """Behind a TypeScript type such as `Record<string, string> | null`. `arrows`: it may be that of a function."""
    while at < end:
        at = skip_space(text, at, end)
        if text.startswith("|", at):
            at = skip_space(text, at + 1, end)
        if text[at : at + 1] in ("(", "[", "{"):
            at = skip_brackets(text, at, end)
        else:
            match = _TYPE.match(text, at, end)
            if match is None:
                return at
            at = match.end()
        at = _behind_type(text, at, end)
        after = skip_space(text, at, end)
        if text.startswith(("=>", "|", "&") if arrows else ("|", "&"), after) and not text.startswith(
            ("||", "&&"), after
        ):
            at = after + (2 if text.startswith("=>", after) else 1)
            continue
        return at
    return at


def _behind_type(text: str, at: int, end: int) -> int:
    """What may follow a type's name: type parameters, an index, `[]`."""
    if text.startswith("<", at):
        at = skip_angles(text, at, end) or at + 1
    while text.startswith("[", at):
        at = skip_brackets(text, at, end)
    return at


def skip_angles(text: str, at: int, end: int, reach: int = 600) -> int:
    """Behind the `>` of the type parameters that begin at `at`; 0 where there are none."""
    depth = 0
    for match in _ANGLE.finditer(text, at, min(end, at + reach)):
        if match.group() in ("<", ">"):
            depth += 1 if match.group() == "<" else -1
            if not depth:
                return match.end()
        elif match.group() in ("&&", "||"):
            return 0
    return 0


_CODE = expression(
    r"(?P<string>\"(?:[^\"\\\n]++|\\.)*+\"?+|'(?:[^'\\\n]++|\\.)*+'?+|`(?:[^`\\]++|\\.)*+`?+)"
    r"|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)",
    16,
)


def without_comments(text: str) -> str:
    """The same code, as long as before, with spaces for its comments."""
    return _CODE.sub(lambda m: m.group() if m["string"] is not None else " " * len(m.group()), text)
