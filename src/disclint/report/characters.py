"""Characters that a format can't carry, written out as `\\u001b` so that nothing is lost and nothing breaks."""

from __future__ import annotations

from disclint.lazy import expression

_SURROGATE = expression(r"[\ud800-\udfff]")
# What XML 1.0 forbids, and the controls that it discourages.
_NOT_XML = expression(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")


def whole(text: str) -> str:
    """The text without halves of characters, which strict readers of JSON refuse."""
    return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def xml(text: str) -> str:
    """The text as XML content, in ASCII: an encoding that is guessed wrong spoils nothing."""
    text = _NOT_XML.sub(lambda m: f"\\u{ord(m[0]):04x}", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return text.encode("ascii", "xmlcharrefreplace").decode()


def attributes(**values: str | int | None) -> str:
    """The values as XML attributes in their order, each with a space before it; those that are None are left out."""
    return "".join(f' {name}="{_quoted(str(value))}"' for name, value in values.items() if value is not None)


def _quoted(text: str) -> str:
    return xml(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
