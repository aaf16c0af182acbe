"""`site.providers` of a configuration made ready: each with its text, read from where the configuration says it is."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from disclint.config import Config, Values, ignoring, mapping, text, texts
from disclint.discover import work_tree
from disclint.document import Document
from disclint.model import DisclintError, Problem, Source
from disclint.site.byhand import ByHand, Provider
from disclint.site.files import lines_of
from disclint.site.values import Format, Piece, Place

if TYPE_CHECKING:
    from disclint.engine import Engine


def by_hand(config: Config) -> tuple[ByHand | None, list[Problem]]:
    """The providers that can be used, and a problem for each that can't."""
    found: list[Provider] = []
    problems: list[Problem] = []
    for i, entry in enumerate(config.providers):
        try:
            found.append(_provider(config, entry, i))
        except DisclintError as error:
            place = config.places[f"provider text {i}"]
            problems.append(Problem(place.path, error.problem.message, place.line, place.column))
    return ByHand(found) if found else None, problems


def unsaid(config: Config, found: ByHand, engine: Engine) -> list[Problem]:
    """A problem for each statement that a provider claims and its text does not make."""
    from disclint.facts import Facts
    from disclint.ruleset.scalars import nearest
    from disclint.site.printed import sheets

    problems: list[Problem] = []
    facts = Facts(firm=config.firm, entities=config.entities)
    for provider in found.providers:
        texts = [engine.shelf.context(sheet, facts) for sheet in sheets(provider.pieces)]
        for name in provider.provides:
            known = engine.book.statements.get(name)
            if known is None:
                like = nearest(name, tuple(engine.book.statements))
                problems.append(_problem(provider, f'no rule knows the statement "{name}"{like}'))
            elif not any(True for text in texts for _ in text.said(known[1])):
                says = f'"{name}" ({known[1].label})'
                problems.append(_problem(provider, f"the text of this provider does not say {says}"))
    return problems


def _problem(provider: Provider, message: str) -> Problem:
    from disclint.discover import printed

    path, offset = provider.place
    return Problem(printed(path), message, *lines_of(path).place(offset))


def _provider(config: Config, entry: Values, number: int) -> Provider:
    place = _place(config, f"provider {number}")
    folder = os.path.dirname(os.path.abspath(config.places[f"provider {number}"].path))
    pieces = _file(folder, text(entry.get("text_from"))) if entry.get("text_from") else _said(config, entry, number)
    unless = {name: _words(value) for name, value in mapping(entry.get("unless")).items()}
    to = _matcher(folder, texts(entry.get("to")))
    return Provider(texts(entry.get("provides")), pieces, place, to, unless, entry.get("place") == "top")


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(v).strip().lower() for v in (value if isinstance(value, list) else [value]))


def _matcher(folder: str, lines: tuple[str, ...]) -> Callable[[str], bool]:
    if not lines:
        return lambda path: True
    verdict = ignoring(folder, lines)
    return lambda path: bool(verdict(path))


def _place(config: Config, name: str) -> Place:
    said = config.places[name]
    full = os.path.abspath(said.read or said.path)
    return Place(full, lines_of(full).offset(said.line) + said.column - 1)


def _said(config: Config, entry: Values, number: int) -> tuple[Piece, ...]:
    return (Piece(text(entry.get("text")), _place(config, f"provider text {number}"), exact=False, format="markdown"),)


def _file(folder: str, name: str) -> tuple[Piece, ...]:
    """The text of a file or of one of its sections; DisclintError where there is none."""
    from disclint.checker import format_of
    from disclint.formats import parse
    from disclint.read import read

    path, _, anchor = name.partition("#")
    full = os.path.normpath(os.path.join(folder, path))
    top = os.path.realpath(work_tree(folder) or folder)
    if not os.path.realpath(full).startswith(top.rstrip(os.sep) + os.sep):
        raise DisclintError(f'"{path}" leads out of the repository and is not read')
    source = read(full, name=path)
    format = format_of(full) or "markdown"
    document = parse(source, format)
    start, end = _section(document, anchor) if anchor else (0, len(document.text))
    span = document.source_span(start, end)
    if end <= start:
        raise DisclintError(f'"{name}" holds no text')
    return (Piece(_slice(source, span), Place(full, span.start), exact=True, format=_format(format)),)


def _slice(source: Source, span: tuple[int, int]) -> str:
    return source.text[span[0] : span[1]]


def _format(format: str) -> Format:
    return "markdown" if format == "markdown" else "mdx" if format == "mdx" else "text" if format == "text" else "html"


def _section(document: Document, anchor: str) -> tuple[int, int]:
    """The readable range of the section whose heading has that anchor, its subsections with it."""
    for i, section in enumerate(document.sections):
        if section.level and _slug(section.title) == anchor.lower():
            later = (s.start for s in document.sections[i + 1 :] if s.level <= section.level)
            return section.start, next(later, len(document.text))
    known = ", ".join(f"#{_slug(s.title)}" for s in document.sections if s.level) or "none"
    raise DisclintError(f'there is no section "#{anchor}" (known: {known})')


def _slug(title: str) -> str:
    return re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", title.lower())).strip("-")
