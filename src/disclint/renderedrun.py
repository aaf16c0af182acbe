"""A run over built pages: each document is judged with the page that was made from it in place of what templates are read to
print."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from disclint.checker import Checker, Opened, Options, attempt
from disclint.discover import File, discover, printed
from disclint.document import Document, folded, plain
from disclint.model import DisclintError, DocumentReport, Finding, Problem, Report, Undecided
from disclint.site.mapping import Candidate, Mapped, mapped
from disclint.site.rendered import BuiltPage, is_redirect, pages, provisions, read_page
from disclint.templates import Received

ADDRESSES = ("url", "permalink", "slug", "aliases")


class Pairs(NamedTuple):
    """The documents of a run with the pages that were made from them, in the order of the documents."""

    opened: dict[str, Opened]
    files: dict[str, File]
    built: Mapped
    read: dict[str, BuiltPage]
    redirects: int
    problems: tuple[Problem, ...]


def paired(checker: Checker, paths: Sequence[str], folder: str) -> Pairs:
    """Reads the documents and the built pages and leads one to the other. DisclintError where the folder holds no pages."""
    found = discover(paths, excluded=checker.configs.excluded, input_format=checker.options.input_format)
    inside = os.path.abspath(folder) + os.sep
    files = {f.name: f for f in found.files if not f.path.startswith(inside) and checker.prepare(f)}
    problems = list(found.problems)
    opened: dict[str, Opened] = {}
    candidates: list[Candidate] = []
    for file in files.values():
        made = attempt(file, lambda file=file: checker.opened(file))  # type: ignore[misc]
        if isinstance(made, Problem):
            problems.append(made)
        elif made.facts.page:
            opened[file.name] = made
            candidates.append(_candidate(checker, file, made))
    texts = {name: _text(os.path.join(folder, *name.split("/"))) for name in pages(folder)}
    names = [name for name, text in texts.items() if not is_redirect(text)]
    if not names:
        raise DisclintError("holds no built pages (*.html); build the site first", printed(folder))
    read = cache(lambda name: read_page(os.path.abspath(folder), name, texts[name]))
    built = mapped(candidates, names, read)
    wanted = {name: read(name) for name in names}
    return Pairs(opened, files, built, wanted, len(texts) - len(names), tuple(problems))


def _candidate(checker: Checker, file: File, made: Opened) -> Candidate:
    reader = checker.sites.reader(file.path)
    page = checker.sites.sites.page(made.document, file.path)
    root = checker.sites.site(file.path).root or os.getcwd()
    stem = os.path.splitext(os.path.relpath(file.path, root))[0].replace(os.sep, "/")
    guessed = (f"{stem}.html", f"{stem}/index.html") if reader is None else ()
    said = [made.document.front[name].value for name in ADDRESSES if name in made.document.front]
    addresses = tuple(str(a) for value in said for a in (value if isinstance(value, list) else [value]) if a)
    outputs = reader.outputs(page) if reader else guessed
    return Candidate(file.name, made.document, outputs, tuple(a for a in addresses if "/" in a))


def _text(path: str) -> str:
    with open(path, "rb") as file:
        return file.read().decode("utf-8-sig", "replace")


def run_rendered(paths: Sequence[str], folder: str, options: Options) -> Report:
    """Judges documents by the pages that were built from them.

    What a page says counts for its document; what is wrong with a page and does not stand in its document is told once, at the
    first page that has it. Pages and documents that could not be led to each other are said.
    """
    checker = Checker(options)
    pairs = paired(checker, paths, folder)
    by_document: dict[str, list[str]] = {}
    for page, name in pairs.built.pages.items():
        by_document.setdefault(name, []).append(page)
    reports = [_judged(checker, pairs, name, by_document.get(name, [])) for name in pairs.opened]
    found = list(_of_pages(checker, pairs, reports))
    problems = tuple(dict.fromkeys((*pairs.problems, *checker.problems)))
    return Report((*reports, *found), problems, tuple(_notes(pairs, folder)))


def _judged(checker: Checker, pairs: Pairs, name: str, built: Sequence[str]) -> DocumentReport:
    """One document under its configuration, with its page's text; without a page, with what its templates are read to print."""
    file, opened = pairs.files[name], pairs.opened[name]
    config = checker.configs.of(file.path)
    engine = checker.ready(config).engine
    received = opened.received
    if built:
        given = provisions(opened.document, pairs.read[built[0]])
        received = Received(given, lambda: given, rendered=True)
    report = engine.check(opened.document, opened.facts, received)
    return checker.excepted(file, opened.document, report)._replace(fail_on=config.fail_on)


def _of_pages(checker: Checker, pairs: Pairs, reports: Sequence[DocumentReport]) -> Iterator[DocumentReport]:
    """What is wrong with built pages beside their documents' own words: each finding once, at the first page."""
    own = {sentence for opened in pairs.opened.values() for sentence in _blocks(opened.document)}
    first: dict[tuple[str, str | None, str], Finding] = {}
    count: dict[tuple[str, str | None, str], int] = {}
    for name, page in pairs.read.items():
        source = pairs.built.pages.get(name)
        opened = pairs.opened.get(source or "")
        file = pairs.files.get(source or "") or next(iter(pairs.files.values()), None)
        if file is None:
            continue
        engine = checker.ready(checker.configs.of(file.path)).engine
        facts = opened.facts if opened else checker.opened(file).facts
        for sheet_context in engine.shelf.contexts(provisions(page.document, page), facts):
            for finding in engine.judge_template(sheet_context):
                words = _normal(finding.excerpt.strip("… "))
                if not any(words in block for block in own):
                    key = (finding.rule, finding.element, words)
                    first.setdefault(key, finding)
                    count[key] = count.get(key, 0) + 1
    for path in sorted({f.path for f in first.values()}):
        found = [_counted(f, count[key]) for key, f in first.items() if f.path == path]
        yield DocumentReport(path, tuple(sorted(found, key=lambda f: f.span)), template=True)


def _counted(finding: Finding, pages: int) -> Finding:
    return finding if pages < 2 else finding._replace(message=f"{finding.message} It stands on {pages} built pages.")


def _blocks(document: Document) -> Iterator[str]:
    return (_normal(document.text[b.start : b.end]) for b in document.blocks)


def _normal(text: str) -> str:
    return " ".join(folded(plain(text)).split())


def _notes(pairs: Pairs, folder: str) -> Iterator[Undecided]:
    """What could not be led to each other: pages and documents, a few by name."""
    built = pairs.built
    shown = printed(folder)
    if built.unknown:
        message = f"{_many(built.unknown, 'built page')} could not be led back to a document: {_few(built.unknown)}"
        yield Undecided(shown, "page", f"{message}; only what is wrong with the page itself is told", None, None, (), 0)
    if built.pageless:
        message = f"{_many(built.pageless, 'document')} without a built page (drafts?): {_few(built.pageless)}"
        yield Undecided(shown, "page", f"{message}; judged by what templates are read to print", None, None, (), 0)


def _many(names: Sequence[str], noun: str) -> str:
    return f"1 {noun}" if len(names) == 1 else f"{len(names)} {noun}s"


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
