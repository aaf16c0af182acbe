"""Hugo's functions of text: what they print keeps the place where it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from disclint.lazy import expression
from disclint.site.hugoasked import Asked
from disclint.site.scope import CONTENT, UNKNOWN, Markup, Sourced, sourced
from disclint.site.values import Format

if TYPE_CHECKING:
    from disclint.site.frame import Frame, Function

_VERB = expression(r"%[-+# 0]*+[0-9.]*+[a-zA-Z%]")
_WORDS = expression(r"[\s_-]++")


def text(value: object) -> str:
    """The value as a string; ValueError where it can't be known."""
    if isinstance(value, Asked):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if value is None:
        return ""
    raise ValueError


def as_syntax(syntax: Format) -> Function:
    """A function that says what the text is (`safeHTML`, `markdownify`)."""

    def call(frame: Frame, args: Sequence[object], _: Mapping[str, object]) -> object:
        value = args[-1]
        if isinstance(value, Asked) and not value.quiet:
            value = value.shown()
        if isinstance(value, Sourced):
            return sourced(str(value), value.place, exact=value.exact, syntax=syntax)
        if isinstance(value, Markup) and syntax == "markdown":
            return Markup(tuple(piece._replace(format=syntax) if piece.text else piece for piece in value.pieces))
        if isinstance(value, str) and syntax == "markdown":
            return sourced(value, frame.place, syntax=syntax)
        return value

    return call


def reworded(change: Callable[[str], str], name: str = "") -> Function:
    """A function of one text. Rendered markup and the content go through as they are; `name` is the function's in TEXT."""

    def call(_: Frame, args: Sequence[object], __: Mapping[str, object]) -> object:
        value = args[-1]
        if isinstance(value, Markup) or value is CONTENT or value is UNKNOWN:
            return value
        if isinstance(value, Asked) and name:
            return value.through(name)
        return _again(value, change(text(value)))

    return call


def _again(value: object, new: str) -> str:
    """New words for a value, at its place."""
    origin = value.shown() if isinstance(value, Asked) else value
    if isinstance(origin, Sourced):
        return sourced(new, origin.place, exact=origin.exact and new == origin, syntax=origin.syntax)
    return new


def changed(change: Callable[..., str], subject: int = -1) -> Function:
    """A function of several texts; the one that it changes is at `subject`. The content goes through as it is."""

    def call(_: Frame, args: Sequence[object], __: Mapping[str, object]) -> object:
        value = args[subject]
        if value is CONTENT:
            return value
        if any(a is UNKNOWN or isinstance(a, Markup) or (isinstance(a, Asked) and a.quiet) for a in args):
            return UNKNOWN
        return _again(value, change(*map(text, args)))

    return call


def asked(kind: str, test: Callable[[str, str], bool]) -> Function:
    """A test of a text by another one: `hasPrefix TEXT PREFIX`."""

    def call(_: Frame, args: Sequence[object], __: Mapping[str, object]) -> object:
        value, than = args[0], args[1]
        if UNKNOWN in (value, than) or isinstance(value, Markup) or value is CONTENT:
            return UNKNOWN
        if isinstance(value, Asked):
            return bool(value.ask(kind, text(than)))
        return test(text(value), text(than))

    return call


def printf(_: Frame, args: Sequence[object], __: Mapping[str, object]) -> object:
    """`printf`, verbs taken for plain insertions; a single `%s` keeps the place of what it inserts."""
    if any(a is UNKNOWN or a is CONTENT or isinstance(a, Markup) for a in args):
        return CONTENT if CONTENT in args else UNKNOWN
    given = list(args[1:])
    if args[0] == "%s" and len(given) == 1:
        return given[0]
    if any(isinstance(a, Asked) and a.quiet for a in given):
        return UNKNOWN

    def insert(match: object) -> str:
        verb = str(match[0])  # type: ignore[index]
        return "%" if verb == "%%" else text(given.pop(0)) if given else ""

    return _VERB.sub(insert, text(args[0]))


def joined(_: Frame, args: Sequence[object], __: Mapping[str, object]) -> object:
    """`print`."""
    if any(a is UNKNOWN or a is CONTENT or isinstance(a, Markup) for a in args):
        return args[0] if len(args) == 1 else UNKNOWN
    return args[0] if len(args) == 1 else "".join(map(text, args))


def humanized(value: str) -> str:
    words = _WORDS.sub(" ", value).strip()
    return words[:1].upper() + words[1:]


def urlized(value: str) -> str:
    kept = "".join(c for c in value.strip().replace(" ", "-") if c.isalnum() or c in "-_./~")
    return kept.lower()


TEXTS: Mapping[str, Function] = {
    **dict.fromkeys(("safeHTML", "safe.HTML", "plainify", "transform.Plainify", "htmlUnescape"), as_syntax("html")),
    **dict.fromkeys(
        ("transform.HTMLUnescape", "string", "cast.ToString", "emojify", "transform.Emojify"), as_syntax("html")
    ),
    **dict.fromkeys(("markdownify", "transform.Markdownify", ".RenderString"), as_syntax("markdown")),
    **dict.fromkeys(("htmlEscape", "transform.HTMLEscape", "safeHTMLAttr", "safe.HTMLAttr"), as_syntax("text")),
    **dict.fromkeys(
        ("safeCSS", "safeJS", "safeJSStr", "safeURL", "safe.CSS", "safe.JS", "safe.URL"), as_syntax("text")
    ),
    **dict.fromkeys(("lower", "strings.ToLower"), reworded(str.lower, "|lower")),
    **dict.fromkeys(("upper", "strings.ToUpper"), reworded(str.upper, "|upper")),
    **dict.fromkeys(("title", "strings.Title"), reworded(str.title, "|title")),
    **dict.fromkeys(("chomp", "strings.Chomp"), reworded(lambda value: value.rstrip("\r\n"))),
    **dict.fromkeys(("strings.TrimSpace",), reworded(str.strip, "|trim")),
    **dict.fromkeys(("humanize", "inflect.Humanize"), reworded(humanized)),
    **dict.fromkeys(("urlize", "urls.URLize", "anchorize", "urls.Anchorize"), reworded(urlized, "|urlize")),
    **dict.fromkeys(("strings.FirstUpper",), reworded(lambda value: value[:1].upper() + value[1:])),
    **dict.fromkeys(("singularize", "pluralize", "inflect.Singularize", "inflect.Pluralize"), lambda *_: UNKNOWN),
    **dict.fromkeys(("trim", "strings.Trim"), changed(lambda value, cut: value.strip(cut), 0)),
    **dict.fromkeys(("strings.TrimPrefix",), changed(lambda cut, value: value.removeprefix(cut))),
    **dict.fromkeys(("strings.TrimSuffix",), changed(lambda cut, value: value.removesuffix(cut))),
    **dict.fromkeys(("strings.TrimLeft",), changed(lambda cut, value: value.lstrip(cut))),
    **dict.fromkeys(("strings.TrimRight",), changed(lambda cut, value: value.rstrip(cut))),
    **dict.fromkeys(("replace", "strings.Replace"), changed(lambda value, old, new, *_: value.replace(old, new), 0)),
    **dict.fromkeys(("replaceRE", "strings.ReplaceRE"), lambda _, args, __: CONTENT if CONTENT in args else UNKNOWN),
    **dict.fromkeys(("hasPrefix", "strings.HasPrefix"), asked("prefix", str.startswith)),
    **dict.fromkeys(("hasSuffix", "strings.HasSuffix"), asked("suffix", str.endswith)),
    **dict.fromkeys(("strings.Contains",), asked("contains", lambda value, part: part in value)),
    **dict.fromkeys(("printf", "fmt.Printf"), printf),
    **dict.fromkeys(("print", "println", "fmt.Print", "fmt.Println"), joined),
}
