"""What the language layers see in one document; each layer is computed once, on first use, and shared by all rules."""

from __future__ import annotations

import bisect
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from disclint.document import Block, Document, Section, folded, plain
from disclint.facts import Sourcing
from disclint.lazy import expression
from disclint.model import Span

if TYPE_CHECKING:
    from disclint.language.choices import Choice
    from disclint.language.claims import Claims
    from disclint.language.cues import Cue
    from disclint.language.names import Name, Names
    from disclint.language.quantities import Quantity
    from disclint.language.register import Register
    from disclint.language.signals import Signals

_NOTHING = Sourcing()
_CAPITALS = expression(r"\b[A-Z][^a-z\n]{16,}[^a-z\s]")
_WORDS = expression(r"[A-Z]{2,}")
_SHOUTED = 4  # words in capitals, from which on the case of a text says nothing: more than most names have
Polarity = Literal["said", "denied", "mentioned", "unfinished"]


class Quotation(NamedTuple):
    """Text between quotation marks, or an attributed block quotation. `speaker` is the name found, if any;
    `attributed` says that the words are somebody else's (a speech verb, a name, "X's website says")."""

    start: int
    end: int
    attributed: bool
    speaker: str = ""


class Reading:
    """One document, read. All offsets are of `document.text`; `plain` and `folded` have the same length. `sourcing` is what
    the configuration says of figures: names whose numbers are none, and figures that are approved as of `today`.
    `publisher` holds the names of whoever publishes; `release` says that the document is a press release."""

    def __init__(
        self,
        document: Document,
        sourcing: Sourcing = _NOTHING,
        today: str = "",
        *,
        publisher: tuple[str, ...] = (),
        release: bool = False,
    ) -> None:
        self.document = document
        self.publisher, self.release = publisher, release
        self.sourcing, self.today = sourcing, today
        self.text = document.text

    @cached_property
    def plain(self) -> str:
        return plain(self.text)

    @cached_property
    def folded(self) -> str:
        return folded(self.plain)

    @cached_property
    def capitals(self) -> tuple[Span, ...]:
        """Stretches of several words, all in capitals: the case of a word tells nothing there."""
        runs = (Span(m.start(), m.end()) for m in _CAPITALS.finditer(self.plain))
        return tuple(run for run in runs if len(_WORDS.findall(self.plain, *run)) >= _SHOUTED)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """In order, never across a block, without the white space around them."""
        from disclint.language.sentences import sentences

        return sentences(self.document, self.plain)

    @cached_property
    def sentence_starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def sentence_index(self, offset: int) -> int:
        """The index of the sentence that holds `offset`, or else of the last one before it (0 where there is none)."""
        i = bisect.bisect_right(self.sentence_starts, offset) - 1
        return i if i > 0 else 0

    def sentence(self, offset: int) -> Span:
        """The sentence that holds `offset`; an empty span in an empty document."""
        return self.sentences[self.sentence_index(offset)] if self.sentences else Span(offset, offset)

    @cached_property
    def _block_starts(self) -> list[int]:
        return [b.start for b in self.document.blocks]

    def block_index(self, offset: int) -> int:
        i = bisect.bisect_right(self._block_starts, offset) - 1
        return i if i > 0 else 0

    def block(self, offset: int) -> Block:
        """The block that holds `offset`."""
        blocks = self.document.blocks
        return blocks[self.block_index(offset)] if blocks else Block(0, len(self.text), "paragraph")

    @cached_property
    def _section_starts(self) -> list[int]:
        return [s.start for s in self.document.sections]

    def section(self, offset: int) -> Section:
        sections = self.document.sections
        if not sections:
            return Section(0, len(self.text), 0, "")
        return sections[max(0, bisect.bisect_right(self._section_starts, offset) - 1)]

    def marked(self, kind: str, start: int, end: int) -> bool:
        """Whether a mark of that kind (`quote`, `details`, `table` …) holds the whole range."""
        return any(m.start <= start and end <= m.end for m in self.marks_of(kind))

    def marks_of(self, kind: str) -> tuple[Span, ...]:
        return self._marks.get(kind, ())

    @cached_property
    def _marks(self) -> dict[str, tuple[Span, ...]]:
        found: dict[str, list[Span]] = {}
        for mark in self.document.marks:
            found.setdefault(mark.kind, []).append(Span(mark.start, mark.end))
        return {kind: tuple(spans) for kind, spans in found.items()}

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """Multiple-choice questions, in order."""
        from disclint.language.choices import choices

        return choices(self)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """In order; nested ones are part of the outer one."""
        from disclint.language.quotations import quotations

        return quotations(self)

    def quotation(self, start: int, end: int) -> Quotation | None:
        """The quotation that holds the range, if any."""
        i = bisect.bisect_right(self._quotation_starts, start) - 1
        return self.quotations[i] if i >= 0 and end <= self.quotations[i].end else None

    def quotations_between(self, start: int, end: int) -> tuple[Quotation, ...]:
        """The quotations that start in that range."""
        starts = self._quotation_starts
        return self.quotations[bisect.bisect_left(starts, start) : bisect.bisect_left(starts, end)]

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [q.start for q in self.quotations]

    def polarity(self, start: int, end: int) -> Polarity:
        """Whether the phrase at that range is said, denied, only mentioned, or left unfinished by its sentence."""
        from disclint.language.polarity import polarity

        return polarity(self, start, end)

    @cached_property
    def _names(self) -> Names:
        from disclint.language.names import Names

        return Names(self)

    @property
    def names(self) -> tuple[Name, ...]:
        """Organisations, persons and other capitalised names, in order."""
        return self.names_between(0, len(self.text))

    def names_between(self, start: int, end: int) -> tuple[Name, ...]:
        """The names that start in that range; only the sentences that it touches are searched."""
        if not self.sentences or end <= start:
            return ()
        return self._names.between(start, end)

    @cached_property
    def cue_chunks(self) -> dict[int, tuple[Cue, ...]]:
        """What `polarity` has found so far, stretch by stretch."""
        return {}

    @cached_property
    def signals(self) -> Signals:
        """Where the words stand that the numeric layers listen to."""
        from disclint.language.signals import Signals

        return Signals(self)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every number in the text in order, masked ones too."""
        from disclint.language.quantities import quantities

        return quantities(self)

    @cached_property
    def register(self) -> Register:
        """The house's approved figures."""
        from disclint.language.register import Register

        return Register(self)

    @cached_property
    def tells_method(self) -> bool:
        """Whether the text says how its own figures came about."""
        from disclint.language.method import tells_method

        return tells_method(self)

    @cached_property
    def claims(self) -> Claims:
        """The quantities with what sources them."""
        from disclint.language.claims import claims

        return claims(self)
