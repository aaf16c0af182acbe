"""Words that stand where a source should: a target such as `#` or example.com, a note that says no more than "TODO"."""

from __future__ import annotations

import re

from disclint.lazy import expression

# an address that leads nowhere, whoever writes it
_NOWHERE = expression(
    r"(?:https?:/{0,2}|#!?|javascript:(?:void\(0?\))?;?|about:blank|(?:https?://)?(?:www\.)?example\.(?:com|org|net)(?=[/?#:]|$).*"
    r"|(?:https?://)?(?:localhost|127\.0\.0\.1)(?=[/?#:]|$).*)?",
    re.IGNORECASE | re.DOTALL,
)
_STAND_IN = (
    r"(?:(?:insert|add|put|paste|your|the|need|needs|missing|find)[ _-]{0,2}(?:a |the |your )?)?"
    r"(?:link|url|source|address|citation|reference)(?:[ _-]{0,2}(?:here|needed|missing|tbd|tba|todo|to come|to follow))?"
)
_UNDONE = r"(?:todo|tbd|tba|tbc|tk|tktk|fixme|xxx+|to be added|to be confirmed|to come)"
_WORD = expression(rf"(?:{_UNDONE}|{_STAND_IN})", re.IGNORECASE)
_BODY = expression(
    rf"(?:{_UNDONE}\b(?! (?:group|plc|inc|ltd|llc|bank))[^\n]{{0,60}}+|{_STAND_IN}|[?.…_-]{{1,12}}+)?", re.IGNORECASE
)
_LINK_TEXT = expression(
    r"\]\((?:insert|add|todo|tbd|tba|fixme|paste|your|link|url|source)[ _][^()\n]{0,40}\)", re.IGNORECASE
)
_EDGES = " \t\r\n*_`~[]()<>{}↩↑^:.,;"


def leads_nowhere(target: str) -> bool:
    """Whether an address is empty, a bare `#` or `http://`, a script, or the reader's own machine."""
    return _NOWHERE.fullmatch(target.strip()) is not None


def stands_in(target: str) -> bool:
    """Whether a target is a word for what is still to be put there: `url`, `TODO`, `insert-link-here`."""
    return _WORD.fullmatch(target.strip().strip("<>[]{}")) is not None


def says_nothing(text: str) -> bool:
    """Whether the text of a note or an entry is empty or says only that something is still to come."""
    bare = text.strip(_EDGES)
    return len(bare) < 80 and "://" not in bare and _BODY.fullmatch(bare) is not None


def unmade_links(text: str) -> list[tuple[int, int, str]]:
    """Links in Markdown whose target has spaces, so that they stand in the text as written: `[Reuters](INSERT LINK)`. Each
    with its range and its target."""
    found = []
    for match in _LINK_TEXT.finditer(text):
        opening = text.rfind("[", max(0, match.start() - 120), match.start())
        if opening >= 0 and "\n" not in text[opening : match.start()] and opening + 1 < match.start():
            found.append((opening, match.end(), match.group()[2:-1]))
    return found
