"""What passes between a site's reader and the engine: printed pieces with their origin, and what can't be known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, Protocol

Format = Literal["html", "markdown", "mdx", "text"]


class Place(NamedTuple):
    """An offset (code points) into a file; `path` is absolute."""

    path: str
    offset: int = 0


class Condition(NamedTuple):
    """A template's condition as it is written, its place, and the front-matter or page fields that it reads."""

    text: str
    place: Place
    fields: tuple[str, ...] = ()


class Piece(NamedTuple):
    """A stretch of what templates print.

    `text` comes from `place`: character for character where `exact`, else as a whole. `via` leads there: the layout's tag
    first, then the tags inside what it includes. `doubt` is a condition that could not be decided, `left_out` one that this
    document does not meet (such pieces are yielded only where it was asked for what is left out). `value`: it is a value that a
    tag prints, not the template's own text; `sourced`: it is written elsewhere, and the last place of `via` is the tag.
    """

    text: str
    place: Place
    exact: bool = True
    via: tuple[Place, ...] = ()
    format: Format = "html"
    doubt: Condition | None = None
    left_out: Condition | None = None
    value: bool = False
    sourced: bool = False


class Unresolved(NamedTuple):
    """What could not be read or understood: said once, at the template, with what would decide it.

    `hides` is True where it may print a disclosure, so that nothing missing is certain; False for a mere note.
    """

    place: Place
    message: str
    hides: bool = True


class Printed(NamedTuple):
    """What templates print at one place of a document's page.

    `at` is the readable offset in the document where it stands (0 and 'the end' for what a layout prints before and after the
    content), `inline` says that the document's own text asks for it (a shortcode, a component, an include).
    `content`, for a whole built page, is the readable range of the page in which the document's own text stands.
    """

    pieces: tuple[Piece, ...]
    at: int
    inline: bool = False
    content: tuple[int, int] | None = None


class Provisions(NamedTuple):
    """All that templates print into one document's page. `layout` is the chain of templates that build the page, outermost
    last, as absolute paths; empty where none was found."""

    printed: tuple[Printed, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    layout: tuple[str, ...] = ()


class SiteFacts(NamedTuple):
    """What the framework knows of a document beside its front matter. Empty: unknown. `draft` includes what is hidden,
    expired or dated in the future; `document` is a word of `disclint.facts.DOCUMENTS`; `date` is ISO."""

    draft: bool = False
    date: str = ""
    language: str = ""
    document: str = ""
    page: bool = True  # False for what never becomes a page of its own (a template, a partial document, a data file)
    inherited: Mapping[str, object] = {}  # front matter that the document gets from elsewhere (defaults, cascade)


class Page(NamedTuple):
    """A document as the site sees it. `path` is absolute. `front` holds plain values, keys as written; `origins` the place of
    each top-level value. `calls` are the document's own tags with the readable offset of each; `length` is that of its
    readable text. `today` is ISO or empty."""

    path: str
    text: str
    front: Mapping[str, object]
    origins: Mapping[str, Place]
    calls: tuple[object, ...] = ()  # disclint.document.Call
    length: int = 0
    today: str = ""


class SiteReader(Protocol):
    """One site, read once; it answers for one document after another and is asked nothing twice."""

    def provisions(self, page: Page, *, left_out: bool = False) -> Provisions:
        """What templates print into the page; with `left_out`, also what this document's own fields keep out."""

    def facts(self, page: Page) -> SiteFacts:
        """What the framework knows of the document."""

    def outputs(self, page: Page) -> tuple[str, ...]:
        """The files that the document becomes, relative to the folder of built pages, the likeliest first."""

    def notes(self) -> Iterator[Unresolved]:
        """What is wrong with the site as a whole (a theme that is not there, a file that is too large), once each."""

    def templates(self) -> tuple[str, ...]:
        """Absolute paths of every template, include and data file that has been read so far, sorted."""
