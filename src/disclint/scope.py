"""Only what is new since a commit: which documents are judged at all, and which of their findings are told.

Told are findings on changed lines; what a changed document lacks; what it did not have before, wherever it stands; and what
an unchanged document lacks since a template changed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from disclint.changes import Changed, Changes, changes
from disclint.discover import File, printed, work_tree
from disclint.git import Git
from disclint.model import DisclintError, DocumentReport, Finding, Position, Report
from disclint.ownrules import BASELINE_RULES

if TYPE_CHECKING:
    from disclint.before import Before
    from disclint.checker import Checker
    from disclint.ruleset.rule import Rule

# What a document can owe to its templates.
OWED = ("missing", "broken", "misplaced", "drifted", "wrong-entity")
# What a site is made of beside its documents, by extension; documents count where they lie among templates.
TEMPLATE = re.compile(
    r"(?i)\.(html?|xml|liquid|njk|ejs|hbs|mustache|pug|haml|erb|webc|vue|svelte|astro|[cm]?[jt]sx?"
    r"|ya?ml|toml|json5?|jsonc|csv|lua|php|tmpl|gotmpl)$"
)
AMONG = re.compile(
    r"(?i)(^|/)(_(?!posts/|drafts/)[^/]*|includes?|partials?|layouts?|snippets?|components?|shortcodes?|templates?|data|themes?)/"
    r"|(^|/)_[^/]*$"
)
OURS = re.compile(r"(^|/)(disclint[^/]*|pyproject\.toml|\.(?!eleventy)[^/]+(/.*)?)$")
LONE_RETURN = re.compile(r"\r(?!\n)")


class Scope(NamedTuple):
    """`changes` and `gits` are by the root of each repository, `templates` holds the changed templates and data files of each
    (relative paths), `touched` the roots of the sites that they belong to, `chosen` the documents that are judged.
    `wide` are the rules that a whole site satisfies: what it lacks is always told."""

    checker: Checker
    files: Mapping[str, File]
    changes: Mapping[str, Changes]
    gits: Mapping[str, Git]
    templates: Mapping[str, tuple[str, ...]]
    touched: frozenset[str]
    chosen: tuple[File, ...]
    wide: frozenset[str] = frozenset()

    def narrowed(self, report: Report) -> Report:
        """The report with what is not new set apart."""
        from disclint.before import Before

        with Before(self.checker.options) as before:
            return report._replace(documents=tuple(self._document(document, before) for document in report.documents))

    def _document(self, document: DocumentReport, before: Before) -> DocumentReport:
        new = set(map(id, self._new(document, before)))
        kept = tuple(f for f in document.findings if id(f) in new)
        older = tuple(f for f in document.findings if id(f) not in new)
        return document._replace(findings=kept, older=(*document.older, *older)) if older else document

    def _new(self, document: DocumentReport, before: Before) -> Sequence[Finding]:
        path = os.path.abspath(document.path)
        if not document.findings or all(f.rule in BASELINE_RULES for f in document.findings):
            return document.findings
        changed = self._changed(path)
        if changed is None:
            anew = self._owed_anew(path, document, before) if not document.template else ()
            return [*anew, *(f for f in document.findings if f.rule in self.wide)]
        if changed.lines is None or self._counts_otherwise(path):
            return document.findings
        on, off = list[Finding](), list[Finding]()
        for finding in document.findings:
            lacks = changed.touched and finding.state == ("missing" if not document.template else finding.state)
            if lacks and document.template and finding.state == "forbidden":
                lacks = False
            (on if lacks or _on(finding, changed) else off).append(finding)
        return [*on, *(self._unknown_before(path, changed, off) if off and not document.template else ())]

    def _changed(self, path: str) -> Changed | None:
        top = work_tree(os.path.dirname(path))
        return self.changes[top].of(_relative(path, top)) if top in self.changes else Changed(path)

    def _counts_otherwise(self, path: str) -> bool:
        """Whether git counts the file's lines otherwise than we do: it knows line feeds only."""
        try:
            with open(path, "rb") as file:
                return bool(LONE_RETURN.search(file.read().decode("latin-1")))
        except OSError:
            return True

    def _unknown_before(self, path: str, changed: Changed, findings: Sequence[Finding]) -> Sequence[Finding]:
        """The findings that the document's text at the base does not give."""
        top = work_tree(os.path.dirname(path))
        data = self.gits[top].ask("cat-file", "blob", f"{self.changes[top].base}:{changed.old}")
        file = self.files.get(path)
        if data is None or file is None:
            return findings
        old = os.path.normpath(os.path.join(top, changed.old))
        before = self.checker.check(file._replace(path=old), data)
        return _beyond(findings, before.findings)

    def _owed_anew(self, path: str, document: DocumentReport, before: Before) -> Sequence[Finding]:
        """What an unchanged document lacks and did not lack with the templates that its site had."""
        owed = [finding for finding in document.findings if finding.state in OWED]
        file = self.files.get(path)
        if not owed or self.checker.sites.root(path) not in self.touched or file is None:
            return ()
        top = work_tree(os.path.dirname(path))
        told = before.check(file, top, self.gits[top], self.changes[top], self.templates[top], self.checker)
        return owed if told is None else _beyond(owed, told.findings)


def _beyond(findings: Sequence[Finding], before: Sequence[Finding]) -> Sequence[Finding]:
    known = {(f.rule, f.element, f.state, f.fingerprint) for f in before}
    return [f for f in findings if (f.rule, f.element, f.state, f.fingerprint) not in known]


def _on(finding: Finding, changed: Changed) -> bool:
    """Whether the finding, or what explains it in the same file, stands on a changed line."""
    own = (r.position for r in finding.related if not r.path or r.path == finding.path)
    return any(_overlaps(position, changed) for position in (finding.position, *own))


def _overlaps(position: Position, changed: Changed) -> bool:
    last = position.end_line if position.end_column > 1 or position.end_line == position.line else position.end_line - 1
    return any(position.line <= lines.last and lines.first <= last for lines in changed.lines or ())


def scope_of(files: Sequence[File], checker: Checker, paths: Sequence[str]) -> Scope:
    """What `--diff` leaves to be judged of the files. DisclintError where git can't tell."""
    gits: dict[str, Git] = {}
    for place in (*(os.path.dirname(file.path) for file in files), *map(os.path.abspath, paths)):
        top = work_tree(place)
        if not top:
            raise DisclintError("--diff: this lies in no git repository; leave --diff out", printed(place))
        gits.setdefault(top, Git(top))
    since = {top: changes(git, checker.options.diff) for top, git in sorted(gits.items())}
    templates = {top: _templates(top, those, files, checker) for top, those in since.items()}
    touched = _touched(files, checker, templates)
    configs = [config for config in checker.configs.all() if not config.broken]
    firm = checker.options.firm
    wide = frozenset(
        rule.id
        for config in configs
        for rule in checker.ready(config).engine.active
        if _wide(rule, firm or config.firm)
    )
    changed = any(those.paths for those in since.values())
    chosen = tuple(
        file
        for file in files
        if (wide and changed) or _of(file, since) is not None or checker.sites.root(file.path) in touched
    )
    return Scope(checker, {file.path: file for file in files}, since, gits, templates, touched, chosen, wide)


def _wide(rule: Rule, firm: tuple[str, ...]) -> bool:
    """Whether a rule asks something of the whole site; one whose gate must hold does not, while the firm is unknown."""
    waits = rule.when is not None and rule.when.gated and "firm" in rule.applies and not firm
    return rule.scope == "site" and not waits


def _of(file: File, since: Mapping[str, Changes]) -> Changed | None:
    top = work_tree(os.path.dirname(file.path))
    return since[top].of(_relative(file.path, top))


def _templates(top: str, those: Changes, files: Sequence[File], checker: Checker) -> tuple[str, ...]:
    """The templates and data files that changed, came or went; files of ours and of house rules are none."""
    documents = frozenset(file.path for file in files)
    packs = tuple(
        pack.rstrip(os.sep) + os.sep for config in checker.configs.all() for pack in config.packs if os.path.isabs(pack)
    )
    return tuple(
        path
        for path in sorted(those.paths)
        if _is_template(path, os.path.normpath(os.path.join(top, path)), documents)
        and (path not in those.files or those.files[path].touched or those.files[path].old != path)
        and not os.path.join(top, path).startswith(packs)
    )


def _touched(files: Sequence[File], checker: Checker, templates: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """The roots of the files' sites in which a template or data file changed, came or went."""
    roots = {checker.sites.root(file.path) for file in files if checker.sites.site(file.path).name}
    places = [os.path.join(top, path) for top, paths in templates.items() for path in paths]
    return frozenset(root for root in roots if any(place.startswith(root.rstrip(os.sep) + os.sep) for place in places))


def _is_template(path: str, full: str, documents: Collection[str]) -> bool:
    if OURS.search(path):
        return False
    return bool(AMONG.search(path)) or (bool(TEMPLATE.search(path)) and full not in documents)


def _relative(path: str, top: str) -> str:
    return os.path.relpath(path, top).replace(os.sep, "/")
