"""Plain words as they are written in a format, so that its readers get the very same words."""

from __future__ import annotations

from disclint.lazy import expression

_MARKDOWN = expression(r"[\\`*\[\]<{}~|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w)")
_START = expression(r"[#>+=:-]|\d{1,9}[.)](?=\s|\Z)")
_HTML = expression(r"[&<>{}]")
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "{": "&#123;", "}": "&#125;"}


def escaped(text: str, format: str, *, opens: bool = False) -> str:
    """The words as that format writes them; KeyError where there is no such format. `opens`: they begin a paragraph."""
    return {"text": _as_it_is, "markdown": _markdown, "mdx": _markdown, "html": _html, "template": _html}[format](
        text, opens
    )


def _as_it_is(text: str, opens: bool) -> str:
    return text


def _html(text: str, opens: bool) -> str:
    return _HTML.sub(lambda m: _REFERENCES[m[0]], text)


def _markdown(text: str, opens: bool) -> str:
    start = _START.match(text) if opens else None
    kept = start.end() - 1 if start else 0
    mark = "\\" if start else ""
    return (
        text[:kept]
        + mark
        + text[kept : start.end() if start else 0]
        + _MARKDOWN.sub(r"\\\g<0>", text[kept + bool(start) :])
    )
