"""Where reading templates and reading built pages disagree: how a team learns whether to trust the fast way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from disclint.checker import Checker
from disclint.renderedrun import Pairs, paired
from disclint.ruleset.rule import Json
from disclint.site.rendered import provisions

if TYPE_CHECKING:
    from disclint.engine import Engine


class Difference(NamedTuple):
    """One document and statement: whether templates (with the document's own text) say it, and whether the built page does.
    `source` is said, not said or undecided."""

    document: str
    page: str
    statement: str
    source: str
    rendered: bool
    cause: str


class Comparison(NamedTuple):
    """`agree`, `differ` and `undecided` count documents; `pageless` and `unknown` could not be compared, `lists` and
    `redirects` have no document."""

    differences: tuple[Difference, ...]
    agree: int
    differ: int
    undecided: int
    pageless: tuple[str, ...]
    unknown: tuple[str, ...]
    lists: tuple[str, ...] = ()
    redirects: int = 0


def compare(checker: Checker, paths: Sequence[str], folder: str) -> tuple[Comparison, Pairs]:
    """Compares each document that has a built page. DisclintError where the folder holds none."""
    pairs = paired(checker, paths, folder)
    pages: dict[str, str] = {}
    for page, name in pairs.built.pages.items():
        pages.setdefault(name, page)
    found = {name: tuple(_differences(checker, pairs, name, page)) for name, page in pages.items()}
    differ = sum(any(d.source != "undecided" for d in some) for some in found.values())
    open_ = sum(bool(some) and all(d.source == "undecided" for d in some) for some in found.values())
    differences = tuple(d for name in sorted(found) for d in found[name])
    counts = (len(found) - differ - open_, differ, open_)
    return Comparison(
        differences, *counts, pairs.built.pageless, pairs.built.unknown, pairs.built.lists, pairs.redirects
    ), pairs


def _differences(checker: Checker, pairs: Pairs, name: str, page: str) -> Iterator[Difference]:
    opened = pairs.opened[name]
    engine: Engine = checker.ready(checker.configs.of(pairs.files[name].path)).engine
    source, beside = engine.opened(opened.document, opened.facts, opened.received)
    given = provisions(opened.document, pairs.read[page])
    rendered = [*engine.shelf.contexts(given, opened.facts)]
    for statement, (_, element) in engine.book.statements.items():
        there = next(source.said(element), None)
        shown = any(True for text in rendered for _ in text.sayings(element).good())
        if (there is not None) == shown:
            continue
        doubtful = any(True for p in beside.doubtful for _ in p.context.sayings(element).good())
        hidden = any(u.hides for u in beside.unresolved)
        state = "said" if there else "undecided" if doubtful or hidden or opened.facts.site else "not said"
        via = there.provision.via(there.span) if there and there.provision else ""
        yield Difference(name, page, statement, state, shown, _cause(state, via, shown))


def _cause(state: str, via: str, shown: bool) -> str:
    if state == "said":
        return (
            f"read from {via}, but the page does not say it" if via else "the document says it, but its page does not"
        )
    if state == "undecided":
        return "the page says it; templates could not be read far enough"
    return "the page says it; nothing that was read of the templates does" if shown else ""


def lines(found: Comparison) -> Iterator[str]:
    """The differences for people, and one line that sums up."""
    from disclint.report.text import many, safe

    for d in found.differences:
        yield f"{safe(d.document)} ({safe(d.page)}): {d.statement}: {d.cause}"
    documents = found.agree + found.differ + found.undecided
    parts = [f"{found.agree} agree", f"{found.differ} differ", f"{found.undecided} undecided"]
    parts += [f"{len(found.pageless)} without a built page"] if found.pageless else []
    parts += [f"{many(len(found.unknown), 'built page')} without a document"] if found.unknown else []
    parts += [many(len(found.lists), "list page")] if found.lists else []
    parts += [many(found.redirects, "redirect")] if found.redirects else []
    yield f"{many(documents, 'document')} compared: {', '.join(parts)}."


def value(found: Comparison) -> dict[str, Json]:
    """All of it, as docs/wire-format.md describes it."""
    return {
        "differences": [{**d._asdict()} for d in found.differences],
        "summary": {"agree": found.agree, "differ": found.differ, "undecided": found.undecided},
        "pageless": [*found.pageless],
        "unknown": [*found.unknown],
        "lists": [*found.lists],
        "redirects": found.redirects,
    }
