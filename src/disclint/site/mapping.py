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
CLOSEST = 20  # documents and pages of one name that are held against each other
_DATE = re.compile(r"\d{4}-\d\d-\d\d-")
# A list, one of its terms, a further page of either; an archive of a year, month or day. What stands deeper is a page.
_LISTS = re.compile(
    r"(^|/)((tags?|categor(y|ies)|authors?|archives?|series|topics?|search|feed)(/[^/]++)?|\d{4}(/\d\d){0,2})(/page/\d+)?$"
    r"|(^|/)page/?\d+$"
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
    left = [name for name in names if name not in found]
    found |= _by_canonical(found, candidates, left, read)
    taken = set(found.values())
    pageless = [c for c in candidates if c.name not in taken]
    found |= _by_words(pageless, [n for n in left if n not in found], read)
    taken = set(found.values())
    others = [name for name in names if name not in found]
    paths = [name.removesuffix("/index.html").split("/") for name in found]
    above = {"/".join(path[:n]) for path in paths for n in range(1, len(path))}
    lists = {n for n in others if _is_list(n) or n.removesuffix("/index.html") in above}
    pageless = [c for c in candidates if c.name not in taken]
    unknown = tuple(n for n in others if n not in lists)
    return Mapped(found, tuple(c.name for c in pageless), tuple(n for n in others if n in lists), unknown)


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


def _by_canonical(
    found: Mapping[str, str], candidates: Sequence[Candidate], names: Sequence[str], read: Callable[[str], BuiltPage]
) -> dict[str, str]:
    """Second pages (for print, for phones) that name the first and hold its document's words; many sites let every page name
    the home page."""
    documents = {c.name: c.document for c in candidates}
    more: dict[str, str] = {}
    for name in names:
        canonical = read(name).canonical
        main = next((f for f in _forms(canonical) if f in found), "") if canonical else ""
        if main and overlap(documents[found[main]], read(name)) >= SAME:
            more[name] = found[main]
    return more


def _is_list(name: str) -> bool:
    address = name.rpartition(".")[0].removesuffix("index").strip("/")
    return address in ("", "404") or bool(_LISTS.search(address.lower()))


def _by_words(left: Sequence[Candidate], names: Sequence[str], read: Callable[[str], BuiltPage]) -> dict[str, str]:
    """The pages that bear a document's name and hold its words, where no other document is as near to them."""
    pages: dict[str, list[str]] = {}
    for name in names if left else ():
        pages.setdefault(slug(name), []).append(name)
    documents: dict[str, list[Candidate]] = {}
    for candidate in left:
        documents.setdefault(slug(candidate.name), []).append(candidate)
    found: dict[str, str] = {}
    for word, several in documents.items():
        found |= _nearest(several[:CLOSEST], pages.get(word, [])[:CLOSEST], read)
    return found


def _nearest(several: Sequence[Candidate], names: Sequence[str], read: Callable[[str], BuiltPage]) -> dict[str, str]:
    """Documents and pages of one name, each page led to the document it is nearest to; a draw is not decided."""
    pairs: dict[tuple[int, float], list[tuple[str, str]]] = {}
    for candidate in several:
        for name in names:
            if (share := overlap(candidate.document, read(name))) >= SAME:
                nearness = (len(_folders(candidate.name) & _folders(name)), share)
                pairs.setdefault(nearness, []).append((name, candidate.name))
    found: dict[str, str] = {}
    drawn: set[str] = set()
    for nearness in sorted(pairs, reverse=True):
        free = [p for p in pairs[nearness] if p[0] not in found and p[1] not in found.values() and not drawn & {*p}]
        for name, document in free:
            rivals = [p for p in free if (p[0] == name) != (p[1] == document)]
            if rivals:
                drawn |= {name, document}
            else:
                found[name] = document
    return found


def _folders(path: str) -> frozenset[str]:
    """The folders of a path, and the parts of the date in its file's name."""
    *folders, name = path.lower().split("/")
    date = _DATE.match(name)
    return frozenset((*folders, *(date[0].strip("-").split("-") if date else ())))


def slug(path: str) -> str:
    """The word that names a page: its file's stem without a date, or its folder's for an index."""
    *folders, name = path.lower().split("/")
    stem = name.rpartition(".")[0] or name
    if stem in ("index", "_index") and folders:
        stem = folders[-1]
    return _DATE.sub("", stem).replace("_", "-").replace(" ", "-")
