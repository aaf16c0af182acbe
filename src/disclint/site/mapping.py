"""Built pages and the documents they were made from: by the address that the framework gives, by what the page and the document
say of it, or by the name and the words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from disclint.document import Document
from disclint.site.rendered import BuiltPage, overlap

SAME = 0.6  # share of a document's words that a page must hold to be taken for its page
_DATE = re.compile(r"\d{4}-\d\d-\d\d-")
_LISTS = re.compile(
    r"(^|/)(tags?|categor(y|ies)|authors?|archives?|page|series|topics?|search|feed)(/|$)|(^|/)\d+(/|$)"
)


class Candidate(NamedTuple):
    """A document: its printed path, the files it may become (the likeliest first), and its addresses by front matter."""

    name: str
    document: Document
    outputs: tuple[str, ...]
    addresses: tuple[str, ...] = ()


class Mapped(NamedTuple):
    """`pages` maps a built page's name to its document's. `pageless` are documents without a page, `lists` and `unknown` pages
    without a document."""

    pages: Mapping[str, str]
    pageless: tuple[str, ...]
    lists: tuple[str, ...]
    unknown: tuple[str, ...]


def mapped(candidates: Sequence[Candidate], names: Sequence[str], read: Callable[[str], BuiltPage]) -> Mapped:
    """Leads each built page back to one document. `read` reads a page where its words have to be asked."""
    found = _by_address(candidates, frozenset(names))
    taken = set(found.values())
    left = [c for c in candidates if c.name not in taken]
    if left:
        found |= _by_words(left, [n for n in names if n not in found], read)
        taken = set(found.values())
    for name in [n for n in names if n not in found]:
        # a second page of the same document (for print, for phones) names the first
        main = next((f for f in _forms(read(name).canonical) if f in found), "") if read(name).canonical else ""
        found |= {name: found[main]} if main else {}
    others = [name for name in names if name not in found]
    lists = tuple(n for n in others if _LISTS.search(n.removesuffix("index.html")) or n in ("index.html", "404.html"))
    unknown = tuple(n for n in others if n not in lists)
    return Mapped(found, tuple(c.name for c in candidates if c.name not in taken), lists, unknown)


def _by_address(candidates: Sequence[Candidate], names: frozenset[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for candidate in candidates:
        said = [form for address in candidate.addresses for form in _forms(address)]
        for output in (*candidate.outputs, *said):
            if output in names and output not in found:
                found[output] = candidate.name
    return found


def _forms(address: str) -> tuple[str, ...]:
    """The files that an address may stand for."""
    path = unquote(urlsplit(address).path).strip("/")
    return (path, f"{path}/index.html", f"{path}.html") if path else ("index.html",)


def _by_words(left: Sequence[Candidate], names: Sequence[str], read: Callable[[str], BuiltPage]) -> dict[str, str]:
    """The one page with the document's name that holds its words."""
    by_slug: dict[str, list[str]] = {}
    for name in names:
        by_slug.setdefault(slug(name), []).append(name)
    found: dict[str, str] = {}
    for candidate in left:
        for name in by_slug.get(slug(candidate.name), ())[:20]:
            if name not in found and overlap(candidate.document, read(name)) >= SAME:
                found[name] = candidate.name
                break
    return found


def slug(path: str) -> str:
    """The word that names a page: its file's stem without a date, or its folder's for an index."""
    *folders, name = path.lower().split("/")
    stem = name.rpartition(".")[0] or name
    if stem in ("index", "_index") and folders:
        stem = folders[-1]
    return _DATE.sub("", stem).replace("_", "-").replace(" ", "-")
