"""The matrix of near misses: ways to damage a statement until no reader would say that the page makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from disclint.proving import wording
from disclint.proving.edits import edited
from disclint.proving.stating import Piece, Stated, sources

if TYPE_CHECKING:
    from disclint.document import Document
    from disclint.proving.bench import Page

SPEAKER = "Acme Capital's website says"
MARKED = ("markdown", "mdx", "html")  # formats with markup
_ALL = (*MARKED, "text")
Wrap = Callable[[str, str, str], Iterator[str]]


class Damage(NamedTuple):
    """`label` completes "the words stand …". `spares` maps a trait of a statement to why the damage means nothing for it.
    `pages` yields the damaged texts: one or several ways to do the same."""

    label: str
    formats: tuple[str, ...]
    spares: dict[str, str]
    pages: Callable[[Page, Stated], Iterator[str]]


def wrapped(wrap: Wrap) -> Callable[[Page, Stated], Iterator[str]]:
    """Puts every piece between something. `wrap` gets its source, its readable words and the format, and yields ways."""

    def pages(page: Page, stated: Stated) -> Iterator[str]:
        document = page.document
        spans = [sources(document, piece) for piece in stated.pieces]
        ways = [
            list(wrap(document.source.text[span.start : span.end], _words(document, piece), document.format))
            for span, piece in zip(spans, stated.pieces, strict=True)
        ]
        for way in zip(*ways, strict=True):
            yield edited(document.source.text, [(*span, new) for span, new in zip(spans, way, strict=True)])

    return pages


def removed(page: Page, stated: Stated) -> str:
    """The text without the statement."""
    return edited(page.text, [(*sources(page.document, piece), "") for piece in stated.pieces])


def _words(document: Document, piece: Piece) -> str:
    return " ".join(document.text[piece.start : piece.end].split())


def _comment(source: str, words: str, format: str) -> Iterator[str]:
    yield f"{{/* {source} */}}" if format == "mdx" else f"<!-- {source.replace('--', '–')} -->"


def _code_span(source: str, words: str, format: str) -> Iterator[str]:
    yield f"<code>{source}</code>" if format == "html" else f"`` {words} ``"


def _code_block(source: str, words: str, format: str) -> Iterator[str]:
    if format == "html":
        yield f"<pre><code>{source}</code></pre>"
    else:
        yield f"\n\n```\n{words}\n```\n\n"


def _picture(source: str, words: str, format: str) -> Iterator[str]:
    text = wording.quotable(words).replace("[", "(").replace("]", ")")
    yield f'<img src="picture.png" alt="{text}">' if format != "markdown" else f"![{text}](picture.png)"
    yield f'<span title="{text}">See here.</span>'


def _struck(source: str, words: str, format: str) -> Iterator[str]:
    # where no space follows, a stop and "~~" close nothing
    yield f"<s>{source}</s>" if format == "html" else f"~~{source}~~{' ' if wording.foreign(words) else ''}"
    yield f"<del>{source}</del>"


def _hidden(source: str, words: str, format: str) -> Iterator[str]:
    yield f"<span hidden>{source}</span>"
    if format != "mdx":
        yield f'<span style="display:none">{source}</span>'


def _quoted(source: str, words: str, format: str) -> Iterator[str]:
    words = wording.quotable(words)
    yield f'{SPEAKER}: "{words}"'
    yield f"“{words}”, said Jane Roe of Acme Capital."


def _conditional(source: str, words: str, format: str) -> Iterator[str]:
    yield f'Writers should say: "{wording.quotable(words)}"'


def _supposed(page: Page, stated: Stated) -> Iterator[str]:
    yield from wrapped(_conditional)(page, stated)
    if "legend" in stated.traits:
        return
    yield _each(page, stated, lambda piece: _led(page, piece, "Writers should say that"))
    if all(wording.simple(wording.bare(_words(page.document, piece))) for piece in stated.pieces):
        yield _each(page, stated, lambda piece: f"{_led(page, piece, 'If', bare=True)}, we would tell you so.")


def _each(page: Page, stated: Stated, new: Callable[[Piece], str]) -> str:
    return edited(page.text, [(*sources(page.document, piece), new(piece)) for piece in stated.pieces])


def _led(page: Page, piece: Piece, lead: str, *, bare: bool = False) -> str:
    """Every clause that makes the statement, with words before it that take it back."""
    words = page.document.text[piece.start : piece.end]
    ranges = [(w.start - piece.start, w.end - piece.start) for w in piece.words]
    return " ".join(wording.led(wording.bare(words) if bare else words, ranges, lead).split())


def _front_matter(page: Page, stated: Stated) -> Iterator[str]:
    words = wording.joined([_words(page.document, piece) for piece in stated.pieces]).replace("'", "''")
    text, line = removed(page, stated), f"disclaimer: '{words}'\n"
    yield f"---\n{line}{text[4:]}" if text.startswith("---\n") else f"---\n{line}---\n\n{text}"


def _inverted(page: Page, stated: Stated) -> Iterator[str]:
    """The opposite: denials are taken out, what is said outright is said to be untrue."""

    def opposite(piece: Piece) -> str:
        lead = "It is not true that"
        if "legend" in stated.traits:
            words = _words(page.document, piece)
            turned = wording.turned(words)
            return turned if turned != words else _led(page, piece, lead)
        ranges = [(w.start - piece.start, w.end - piece.start, w in piece.denials) for w in piece.words]
        return " ".join(wording.inverted(page.document.text[piece.start : piece.end], ranges, lead).split())

    yield _each(page, stated, opposite)


def _truncated(page: Page, stated: Stated) -> Iterator[str]:
    """Cut off in the middle of its words, at the end of a paragraph."""
    end = "</p>\n<p>" if page.document.format == "html" else "\n\n"

    def torso(piece: Piece) -> str:
        text = page.document.text[piece.start : piece.end]
        first = min(piece.words, key=lambda w: w.end)
        return " ".join(wording.halved(text, (first.start - piece.start, first.end - piece.start)).split()) + end

    yield _each(page, stated, torso)


def _placeholder(page: Page, stated: Stated) -> Iterator[str]:
    yield from wrapped(lambda *_: iter(["[INSERT DISCLAIMER HERE]"]))(page, stated)
    if page.document.format == "mdx" or "legend" in stated.traits:
        return
    edits = [edit for piece in stated.pieces if (edit := _nameless(page, piece))]
    if len(edits) == len(stated.pieces):
        yield edited(page.text, edits)


def _nameless(page: Page, piece: Piece) -> tuple[int, int, str] | None:
    """The name in the words, or else the first one in the piece, becomes a placeholder."""
    names = [n for n in page.context.reading.names_between(piece.start, piece.end) if n.end <= piece.end]
    names.sort(key=lambda n: not any(n.start < w.end and w.start < n.end for w in piece.words))
    return (*page.document.source_span(names[0].start, names[0].end), "{firm}") if names else None


_LINK = {"link": "a link is there whatever the sentence around it says"}
_EITHER = {"either": "the rule takes it said or denied"}
_FOREIGN = {"foreign": "English words can't take back what another language says"}
_PHRASE = {"words": "only a part of a sentence can be damaged here"}
# name -> how it damages; the eleven of the catalogue's matrix, and a hidden element
DAMAGES: dict[str, Damage] = {
    "comment": Damage("in a comment", MARKED, {}, wrapped(_comment)),
    "front-matter": Damage("in the front matter", ("markdown", "mdx"), _PHRASE, _front_matter),
    "code-block": Damage("in a block of code", MARKED, _PHRASE, wrapped(_code_block)),
    "code-span": Damage("as code", MARKED, {}, wrapped(_code_span)),
    "alt-text": Damage("as a picture's alternative text", MARKED, {}, wrapped(_picture)),
    "struck": Damage("struck through", MARKED, {}, wrapped(_struck)),
    "hidden": Damage("in a hidden element", MARKED, {}, wrapped(_hidden)),
    "quoted": Damage("as somebody else's words", _ALL, {**_PHRASE, **_LINK}, wrapped(_quoted)),
    "inverted": Damage("turned into the opposite", _ALL, {**_PHRASE, **_LINK, **_EITHER, **_FOREIGN}, _inverted),
    "cut-off": Damage("cut off", _ALL, {}, _truncated),
    "placeholder": Damage("with a placeholder", _ALL, {}, _placeholder),
    "conditional": Damage("as a supposition", _ALL, {**_PHRASE, **_LINK, **_FOREIGN}, _supposed),
}


def spared(damage: Damage, page: Page, stated: Stated) -> str:
    """Why the damage means nothing here; "" where it does."""
    if page.document.format not in damage.formats:
        return f"the format {page.document.format} has no such thing"
    return next((why for trait, why in damage.spares.items() if trait in stated.traits), "")
