"""Words as GitHub and GitLab Markdown shows them: no markup, no mention, no link comes of what somebody wrote."""

from __future__ import annotations

from disclint.lazy import expression
from disclint.report.text import safe

# What is markup inside a line, and what makes a link, an emoji or a formula of plain words.
_MARKUP = expression(r"[\\`*_\[\]<>|~$&]|:(?=\S)|(?<=\bwww)\.|\b(?<=ftp)\.")
# Mentions and references are looked for after Markdown is read: only an empty comment breaks them.
_REFERENCE = expression(r"[@#!%](?=[\w\"])|(?<=\bGH)-(?=\d)", 2)


def prose(text: str) -> str:
    """The text inside a line or a cell of a table. Characters that can't be seen are written out."""
    text = _MARKUP.sub(lambda m: f"&#{ord(m[0])};", safe(text).strip())
    return _REFERENCE.sub(lambda m: f"{m[0]}<!-- -->", text)


def code(text: str) -> str:
    """The text as code, where neither mentions nor links are looked for."""
    text = safe(text).strip()
    return f"<code>{_MARKUP.sub(lambda m: f'&#{ord(m[0])};', text)}</code>" if text else ""
