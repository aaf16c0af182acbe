"""Words as GitHub and GitLab Markdown shows them: no markup, no mention, no link comes of what somebody wrote."""

from __future__ import annotations

import re

from disclint.lazy import expression
from disclint.report.text import safe

# Markup inside a line, and what makes a link, an emoji or a formula of plain words.
_MARKUP = r"[\\`*_\[\]<>|~$&]|:(?=//|[\w+-]+:)|(?<=www)\."
# Mentions and references are looked for after Markdown is read, so that an entity is no help: an empty comment parts them.
_REFERENCE = r"[@#!](?=\w)|(?<!\d)%(?=[\w\"])|(?<=\bGH)-(?=\d)"
_PROSE = expression(rf"(?P<reference>{_REFERENCE})|{_MARKUP}", re.IGNORECASE)
_CODE = expression(r"(?P<reference>@(?=\w))|[\\`*_\[\]<>|~$&]|:(?=//)|(?<=www)\.", re.IGNORECASE)


def prose(text: str) -> str:
    """The text inside a line or a cell of a table. Characters that can't be seen are written out."""
    return _PROSE.sub(_parted, safe(text).strip())


def code(text: str) -> str:
    """The text as code, where neither mentions nor references are looked for."""
    text = safe(text).strip()
    return f"<code>{_CODE.sub(_parted, text)}</code>" if text else ""


def _parted(match: re.Match[str]) -> str:
    return f"{match[0]}<!-- -->" if match["reference"] else f"&#{ord(match[0])};"
