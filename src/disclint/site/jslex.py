"""Reading JavaScript as text: white space and comments, strings, balanced brackets, types that are skipped."""

from __future__ import annotations

from disclint.lazy import expression

_SPACE = expression(r"(?:\s++|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z))*+")
_NAME = expression(r"[A-Za-z_$][\w$]*+")
_STRING = expression(r"\"(?:[^\"\\\n]++|\\.)*+\"?+|'(?:[^'\\\n]++|\\.)*+'?+", 16)
_NUMBER = expression(r"\d[\d_]*+(?:\.\d++)?+(?:e[+-]?+\d++)?+n?+")
_TYPE = expression(
    r"\s*+(?:typeof\s++|keyof\s++|readonly\s++)*+(?:[A-Za-z_$][\w$.]*+|\"[^\"\n]*+\"|'[^'\n]*+')(?:\[\])*+"
)
_ESCAPE = expression(r"\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", 16)
_CHARS = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "v": "", "0": "", "\n": ""}
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_WORTH = expression(r"[\"'`(){}\[\]/]")


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
    inner = (
        match.group()[1:-1] if match.group()[-1] == match.group()[0] and len(match.group()) > 1 else match.group()[1:]
    )
    return (inner, match.end(), True) if "\\" not in inner else (unescaped(inner), match.end(), False)


def number_at(text: str, at: int, end: int) -> tuple[float, int]:
    match = _NUMBER.match(text, at, end)
    if match is None:
        return 0, at + 1
    written = match.group().replace("_", "").rstrip("n")
    return (float(written) if not written.isdigit() else int(written[:18])), match.end()


def unescaped(text: str) -> str:
    def char(escape: str) -> str:
        if escape[0] in "ux" and len(escape) > 1:
            code = int(escape[1:].strip("{}"), 16)
            return chr(code) if code < 0x110000 else ""
        return _CHARS.get(escape, escape)

    return _ESCAPE.sub(lambda m: char(m[1]), text)


def skip_template(text: str, at: int, end: int) -> int:
    """Behind the template literal that begins at `at`."""
    at += 1
    while at < end:
        if text[at] == "\\":
            at += 2
        elif text[at] == "`":
            return at + 1
        elif text.startswith("${", at):
            at = skip_brackets(text, at + 1, end)
        else:
            at += 1
    return end


def skip_brackets(text: str, at: int, end: int) -> int:
    """Behind the bracket that closes the one at `at`; strings and comments are passed over. `end` where it is missing."""
    depth = 0
    while at < end:
        match = _WORTH.search(text, at, end)
        if match is None:
            return end
        at, char = match.start(), match.group()
        if char in "\"'":
            at = string_at(text, at, end)[1]
        elif char == "`":
            depth += 1
            at += 1
            at = _inside_template(text, at, end)
            depth -= 1
        elif char == "/":
            after = skip_space(text, at, end)
            at = after if after > at else at + 1
        else:
            depth += 1 if char in _PAIRS else -1
            at += 1
            if depth <= 0:
                return at
    return end


def _inside_template(text: str, at: int, end: int) -> int:
    """Behind the next back-tick; `${…}` in between is passed over by its brackets alone."""
    depth = 0
    while at < end:
        char = text[at]
        if char == "\\":
            at += 2
            continue
        if text.startswith("${", at):
            depth += 1
            at += 2
            continue
        if char == "}" and depth:
            depth -= 1
        elif char == "`" and not depth:
            return at + 1
        at += 1
    return end


def skip_type(text: str, at: int, end: int) -> int:
    """Behind a TypeScript type such as `Record<string, string> | null`."""
    while at < end:
        at = skip_space(text, at, end)
        if text[at : at + 1] in ("(", "[", "{"):
            at = skip_brackets(text, at, end)
        else:
            match = _TYPE.match(text, at, end)
            if match is None:
                return at
            at = match.end()
        if text.startswith("<", at):
            at = _skip_angles(text, at, end)
        at = skip_space(text, at, end)
        if text.startswith(("=>", "|", "&"), at) and not text.startswith(("||", "&&"), at):
            at += 2 if text.startswith("=>", at) else 1
            continue
        if text.startswith("[]", at):
            return at + 2
        return at
    return at


def _skip_angles(text: str, at: int, end: int) -> int:
    depth = 0
    for i in range(at, min(end, at + 2000)):
        depth += (text[i] == "<") - (text[i] == ">" and text[i - 1] != "=")
        if not depth:
            return i + 1
    return at + 1


_CODE = expression(
    r"(?P<string>\"(?:[^\"\\\n]++|\\.)*+\"?+|'(?:[^'\\\n]++|\\.)*+'?+|`(?:[^`\\]++|\\.)*+`?+)"
    r"|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)",
    16,
)


def without_comments(text: str) -> str:
    """The same code, as long as before, with spaces for its comments."""
    return _CODE.sub(lambda m: m.group() if m["string"] is not None else " " * len(m.group()), text)
