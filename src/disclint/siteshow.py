"""What was detected of the sites that documents belong to: templates, what they add to which documents, what is undecided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from disclint.checker import attempt
from disclint.discover import File, printed
from disclint.model import Problem
from disclint.ruleset.rule import Json
from disclint.site.files import shown

if TYPE_CHECKING:
    from disclint.checker import Checker
    from disclint.kinds.context import Context
    from disclint.site.values import Unresolved

FEW = 3  # documents named in the text; JSON names all


class Added(NamedTuple):
    """One text that templates add: the way to it (the first of several `ways`), the statements it makes, and the documents that
    receive it."""

    via: str
    statements: tuple[str, ...]
    documents: tuple[str, ...]
    inline: bool
    ways: int = 1


class Shown(NamedTuple):
    """One site. `layouts` counts documents by the chain of their templates; `bare` are documents to which nothing that makes
    a statement is added; `undecided` counts documents by what could not be read."""

    generator: str
    path: str
    documents: tuple[str, ...]
    drafts: int
    layouts: tuple[tuple[str, int], ...]
    added: tuple[Added, ...]
    bare: tuple[str, ...]
    undecided: tuple[tuple[str, int], ...]


class _Seen(NamedTuple):
    name: str
    draft: bool
    layout: str
    added: tuple[tuple[str, str, bool], ...]  # via, statement, inline
    undecided: tuple[str, ...]


def show(checker: Checker, files: Iterable[File]) -> tuple[tuple[Shown, ...], tuple[Problem, ...]]:
    """Every site that one of the files belongs to, in the order of their configurations' paths; files that can't be read."""
    problems: list[Problem] = []
    sites: dict[tuple[str, str], list[_Seen]] = {}
    for file in files:
        seen = attempt(file, partial(_seen, checker, file)) if checker.prepare(file) else None
        if isinstance(seen, Problem):
            problems.append(seen)
        elif seen is not None:
            site = checker.sites.site(file.path)
            key = (printed(site.path or site.root) if site.name else "", site.name)
            sites.setdefault(key, []).append(seen)
    return tuple(_shown(name, path, seen) for (path, name), seen in sorted(sites.items())), tuple(problems)


def _seen(checker: Checker, file: File) -> _Seen | None:
    """None for a template or a partial document, which is no page."""
    document, facts, received, _ = checker.opened(file)
    if not facts.page:
        return None
    engine = checker.ready(checker.configs.of(file.path)).engine
    context, _ = engine.opened(document, facts, received)
    if received is None:
        unread = (f"templates of {facts.site} are not read",) if facts.site else ()
        return _Seen(file.name, facts.draft, "", (), unread)
    layout = " <- ".join(printed(path) for path in received.provisions.layout)
    open_ = tuple(dict.fromkeys(_words(u) for u in received.provisions.unresolved if u.hides))
    return _Seen(file.name, facts.draft, layout, tuple(_added(context)), open_)


def _added(context: Context) -> Iterator[tuple[str, str, bool]]:
    for name, (_, element) in context.book.statements.items():
        for said in context.said(element):
            if said.provision is not None:
                yield said.provision.via(said.span), name, said.provision.inline


def _words(unresolved: Unresolved) -> str:
    return f"{shown(unresolved.place)}: {unresolved.message}"


def _shown(generator: str, path: str, seen: Sequence[_Seen]) -> Shown:
    found: dict[tuple[str, bool], list[tuple[str, str, str]]] = {}
    for document in seen:
        for via, statement, inline in document.added:
            found.setdefault((via.rpartition(" -> ")[2], inline), []).append((via, statement, document.name))
    added = (_one(rows, inline) for (_, inline), rows in found.items())
    return Shown(
        generator,
        path,
        tuple(d.name for d in seen),
        sum(d.draft for d in seen),
        _counted(d.layout for d in seen if d.layout),
        tuple(sorted(added, key=lambda a: (-len(a.documents), a.via))),
        tuple(d.name for d in seen if not d.added),
        _counted(words for d in seen for words in d.undecided),
    )


def _one(rows: Sequence[tuple[str, str, str]], inline: bool) -> Added:
    vias, statements, documents = (tuple(dict.fromkeys(column)) for column in zip(*rows, strict=True))
    return Added(vias[0], statements, documents, inline, len(vias))


def _counted(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def lines(site: Shown) -> Iterator[str]:
    """One site for people."""
    from disclint.report.text import many, safe

    drafts = f", {many(site.drafts, 'draft')}" if site.drafts else ""
    where = f"{site.generator} site ({safe(site.path)})" if site.generator else "no site generator"
    yield f"{where}: {many(len(site.documents), 'document')}{drafts}"
    for layout, count in site.layouts:
        yield f"  layout {safe(layout)}: {many(count, 'document')}"
    for added in site.added:
        kind = "asked for in the text" if added.inline else "added by templates"
        others = f" and {many(added.ways - 1, 'other way')}" if added.ways > 1 else ""
        yield f"  {', '.join(added.statements)}: {kind}, via {safe(added.via)}{others}"
        yield f"    {many(len(added.documents), 'document')}: {_few(added.documents)}"
    if site.bare:
        yield f"  nothing that makes a statement is added to {many(len(site.bare), 'document')}: {_few(site.bare)}"
    for words, count in site.undecided:
        yield f"  not read ({many(count, 'document')}): {safe(words)}"


def _few(names: Sequence[str]) -> str:
    from disclint.report.text import safe

    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    return ", ".join(map(safe, names[:FEW])) + more


def value(sites: Iterable[Shown]) -> dict[str, Json]:
    """All of it, as docs/wire-format.md describes it."""
    return {"sites": [_value(site) for site in sites]}


def _value(site: Shown) -> Json:
    return {
        "generator": site.generator or None,
        "path": site.path or None,
        "documents": [*site.documents],
        "drafts": site.drafts,
        "layouts": [{"templates": [*t.split(" <- ")], "documents": n} for t, n in site.layouts],
        "added": [
            {
                "via": a.via,
                "ways": a.ways,
                "statements": [*a.statements],
                "documents": [*a.documents],
                "inline": a.inline,
            }
            for a in site.added
        ],
        "bare": [*site.bare],
        "undecided": [{"message": m, "documents": n} for m, n in site.undecided],
    }
