"""One piece of what sources a number, and the words that all of them go by, in order of strength."""

from __future__ import annotations

from typing import NamedTuple

# strongest first
WORDS = (
    "register", "link", "note", "source-line", "attribution", "quote", "reference-list", "own-data", "repeat", "carried-over",
    "market-date", "link-paragraph", "reference-list-words", "anonymous",
)  # fmt: skip
RANK = {word: i for i, word in enumerate(WORDS)}
CARRIED = frozenset(["link", "note", "source-line", "attribution", "quote"])


class Evidence(NamedTuple):
    """One piece of evidence: its word, where it stands in the readable text, and what it is (a name, a target, a slug).
    `through` holds, for repeat and carried-over, the evidence words of the place it leads back to."""

    word: str
    start: int
    end: int
    text: str = ""
    through: tuple[str, ...] = ()
