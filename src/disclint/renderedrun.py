"""A run over built pages: each document is judged with the page that was made from it in place of what templates are read to
print."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from disclint.cards import identified
from disclint.checker import Checker, Opened, Options, attempt
from disclint.discover import File, discover, printed, work_tree
from disclint.document import Document
from disclint.model import DisclintError, DocumentReport, Finding, Problem, Report, Undecided
from disclint.site.mapping import Candidate, Mapped, mapped
from disclint.site.rendered import BuiltPage, is_redirect, pages, provisions, read_page, told, words
from disclint.site.tree import Tree
from disclint.templates import Received
from disclint.texts import of_files

OWED = ("missing", "broken", "misplaced", "drifted", "wrong-entity")  # what a page can lack that its document does not
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
    texts, unread = _texts(folder)
    names = [name for name, text in texts.items() if not is_redirect(text)]
    if not names:
        raise DisclintError("holds no built pages (*.html); build the site first", printed(folder))
    read = cache(lambda name: read_page(os.path.abspath(folder), name, texts[name]))
    built = mapped(candidates, names, read)
    wanted = {name: read(name) for name in names}
    return Pairs(opened, files, built, wanted, len(texts) - len(names), (*problems, *unread))


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


def _texts(folder: str) -> tuple[dict[str, str], list[Problem]]:
    """The text of each built page; one that can't be read, or that a link leads out of the repository to, is a problem."""
    tree = Tree(folder, work_tree(os.path.abspath(folder)))
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for name in pages(folder):
        path = tree.path(name)
        if not tree.inside(path):
            problems.append(Problem(printed(path), "leads out of the repository and is not read"))
            continue
        try:
            with open(path, "rb") as file:
                texts[name] = file.read().decode("utf-8-sig", "replace")
        except OSError as error:
            problems.append(Problem(printed(path), f"can't be read: {error.strerror or error}"))
    return texts, problems


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
    found = list(_of_pages(checker, pairs))
    problems = tuple(dict.fromkeys((*pairs.problems, *checker.problems)))
    from disclint.api import excepted, gated, new

    report = identified(Report((*reports, *found), problems, tuple(_notes(pairs, folder))), checker)
    folders = tuple(path for path in paths if os.path.isdir(path))
    return gated(new(excepted(report, checker, folders), checker, folders), checker)


def _judged(checker: Checker, pairs: Pairs, name: str, built: Sequence[str]) -> DocumentReport:
    """One document under its configuration, with its page's text; without a page, with what its templates are read to print.
    What another page of it (for print, for phones) lacks is told as well."""
    file, opened = pairs.files[name], pairs.opened[name]
    config = checker.configs.of(file.path)
    engine = checker.ready(config).engine
    received = [_as_built(opened.document, pairs.read[page]) for page in built]
    told_of_each = "statements" in checker.options.wants
    report, *others = (
        engine.check(opened.document, opened.facts, each, told=told_of_each) for each in received or (opened.received,)
    )
    known = {(f.rule, f.element) for f in report.findings if f.state in OWED}
    for page, other in zip(built[1:], others, strict=True):
        lacking = [f for f in other.findings if f.state in OWED and (f.rule, f.element) not in known]
        known |= {(f.rule, f.element) for f in lacking}
        told_of = tuple(f._replace(message=f"{f.message} It is so on its page {page}.") for f in lacking)
        report = report._replace(findings=tuple(sorted((*report.findings, *told_of), key=lambda f: f.span)))
    report = checker.excepted(file, opened.document, report)
    report = report._replace(type=opened.facts.document, format=opened.document.format)
    return checker.completed(opened.document.source, report)._replace(fail_on=config.fail_on)


def _as_built(document: Document, page: BuiltPage) -> Received:
    given = provisions(document, page)
    return Received(given, lambda: given, rendered=True)


def _of_pages(checker: Checker, pairs: Pairs) -> Iterator[DocumentReport]:
    """What is wrong with built pages beside their documents' own words: each finding once, at the first page."""
    own = {name: _own_words(opened.document) for name, opened in pairs.opened.items()}
    first: dict[tuple[str, str | None, str], Finding] = {}
    count: dict[tuple[str, str | None, str], int] = {}
    for name, page in pairs.read.items():
        source = pairs.built.pages.get(name)
        phrases = [(words(finding.excerpt)[0], finding) for finding in _wrong(checker, pairs, page, source)]
        mine = told({phrase for phrase, _ in phrases}, own[source] if source else ())
        for phrase, finding in phrases:
            if phrase not in mine:
                key = (finding.rule, finding.element, phrase)
                first.setdefault(key, finding)
                count[key] = count.get(key, 0) + 1
    # lists and teasers repeat what stands in other documents
    elsewhere = told({phrase for _, _, phrase in first}, (text for texts in own.values() for text in texts))
    left = {key: finding for key, finding in first.items() if key[2] not in elsewhere}
    for path in sorted({f.path for f in left.values()}):
        found = [_counted(f, count[key]) for key, f in left.items() if f.path == path]
        report = DocumentReport(path, tuple(sorted(found, key=lambda f: f.span)), template=True)
        yield of_files(report, checker.options.wants)


def _wrong(checker: Checker, pairs: Pairs, page: BuiltPage, source: str | None) -> Iterator[Finding]:
    """What is wrong with all the words of a page; one without a document is judged as the first document's firm."""
    name = source or next(iter(pairs.opened), None)
    if name is None:
        return
    engine = checker.ready(checker.configs.of(pairs.files[name].path)).engine
    for context in engine.shelf.contexts(provisions(page.document, page), pairs.opened[name].facts):
        yield from engine.judge_template(context)


def _counted(finding: Finding, pages: int) -> Finding:
    return finding if pages < 2 else finding._replace(message=f"{finding.message} It stands on {pages} built pages.")


def _own_words(document: Document) -> tuple[str, ...]:
    """The words of a document and of its fields: titles and descriptions are printed too. Generators change quotes, dashes and
    dots, so only words are compared."""
    values = [field.value for field in document.front.values()]
    strings = [v for value in values for v in (value if isinstance(value, list) else [value]) if isinstance(v, str)]
    return tuple(words(text)[0] for text in (document.text, *strings))


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
