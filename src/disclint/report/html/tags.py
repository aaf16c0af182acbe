"""HTML put together so that a text can only ever be text: what is no `Html` is escaped.

All of it is ASCII: an encoding that is guessed wrong spoils nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from disclint.lazy import expression

VOID = ("meta", "input", "br")
# What HTML can't hold (controls, halves of characters, noncharacters) and what would turn the direction of a line.
_WRITTEN = expression(
    "[^\\t\\n\\x20-\\x7e\\xa0-\\u061b\\u061d-\\u200d\\u2010-\\u2027\\u202f-\\u2065\\u206a-\\ud7ff\\ue000-\\ufdcf\\ufdf0-\\ufffd"
    "\\U00010000-\\U0010ffff]"
    f"|[{''.join(f'{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}' for plane in range(1, 17))}]"
)
_SPECIAL = expression(r"[^\t\n !#-%(-;=?-~]")
_LINE_END = expression(r"\r\n?")


class Html(str):
    """Markup that is put into a page as it is."""

    __slots__ = ()


NOTHING = Html()


def escaped(text: str) -> Html:
    """The text as content or as an attribute's value. Characters that a page can't hold are written out, such as
    `\\u202e`; line breaks become one `\\n`."""
    if isinstance(text, Html):
        return text
    if not _SPECIAL.search(text):
        return Html(text)
    text = _WRITTEN.sub(lambda m: f"\\u{ord(m[0]):04x}", _LINE_END.sub("\n", text))
    text = (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#39;")
    )
    return Html(text.encode("ascii", "xmlcharrefreplace").decode())


def tag(element: str, /, *inside: str | None, **attributes: str | int | bool | None) -> Html:
    """The element. `class_` is `class`, `data_rule` is `data-rule`; an attribute that is True stands alone, one that is
    None or False is left out, as is content that is None."""
    start = f"<{element}{''.join(_attribute(*item) for item in attributes.items())}>"
    return Html(start if element in VOID else f"{start}{joined(inside)}</{element}>")


def joined(parts: Iterable[str | None], between: str = NOTHING) -> Html:
    """The parts one after the other."""
    return Html(escaped(between).join(escaped(part) for part in parts if part is not None))


def listed(items: Iterable[str], **attributes: str) -> Html | None:
    """A list; None where there is nothing to list."""
    found = [tag("li", item) for item in items]
    return tag("ul", *found, **attributes) if found else None


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escaped(str(value))}"'
