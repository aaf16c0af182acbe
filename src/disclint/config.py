"""What a configuration says of a document: its facts, and the settings of its rules."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, cast

from disclint.facts import AUDIENCES, CHANNELS, DOCUMENTS, FIRMS, Approved, Entity, Facts, RuleSetting, Sourcing
from disclint.model import Severity
from disclint.ruleset.rule import Json

if TYPE_CHECKING:
    from disclint.housetexts import Disclosure
    from disclint.site.values import SiteFacts

# What front matter calls the kinds of documents, beside their own names.
KINDS = {
    "post": "blog",
    "posts": "blog",
    "blogpost": "blog",
    "blog-post": "blog",
    "news": "article",
    "press": "press-release",
    "pressrelease": "press-release",
}

Values = Mapping[str, Json]


class Place(NamedTuple):
    """`path` is what reports print; `read` is where the file was read, which may lie elsewhere."""

    path: str
    line: int
    column: int
    read: str = ""


class Config:
    """One merged configuration. `folder` is what the globs of `documents` are relative to; `broken` says that a file of
    the chain can't be used, so that nothing under it can be judged."""

    def __init__(self, values: Values, folder: str = "", *, broken: bool = False) -> None:
        self.values, self.folder, self.broken = values, folder, broken
        self.places: dict[str, Place] = {}
        self.excludes: tuple[tuple[str, tuple[str, ...]], ...] = ()
        self.register: tuple[Approved, ...] = ()

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        return tuple(_entity(e) for e in listed(self._firm.get("entities")) if isinstance(e, dict))

    @property
    def _firm(self) -> Values:
        return mapping(self.values.get("firm"))

    @cached_property
    def firm(self) -> tuple[str, ...]:
        return texts(self._firm.get("types")) or _types(self.entities)

    @cached_property
    def settings(self) -> dict[str, RuleSetting]:
        """What is said of single rules, by rule id."""
        return {rule: _setting(said) for rule, said in mapping(self.values.get("rules")).items()}

    @cached_property
    def sourcing(self) -> Sourcing:
        """How figures are judged."""
        from disclint.claimsconfig import sourcing

        return sourcing(mapping(self.values.get("claims")))._replace(register=self.register)

    @property
    def packs(self) -> tuple[str, ...]:
        """Built-in names and absolute folders; empty for the default packs."""
        return texts(self.values.get("packs"))

    @property
    def jurisdictions(self) -> tuple[str, ...]:
        return texts(self.values.get("jurisdictions"))

    @property
    def rules_as_of(self) -> str:
        """The ISO date up to which new and stricter rules are taken in; empty where all are."""
        return text(self.values.get("rules_as_of"))

    @property
    def fail_on(self) -> str:
        return ",".join(texts(self.values.get("fail_on")))

    @property
    def site(self) -> str:
        """The site generator that the configuration names (or none); empty where it doesn't."""
        said = self.values.get("site")
        return text(said) or text(mapping(said).get("generator"))

    @property
    def site_root(self) -> str:
        """The site's folder as written, or empty."""
        return text(mapping(self.values.get("site")).get("root"))

    @property
    def providers(self) -> tuple[Values, ...]:
        """What is said of statements that templates print (`site.providers`)."""
        said = mapping(self.values.get("site")).get("providers")
        return tuple(mapping(entry) for entry in listed(said))

    def facts(
        self,
        path: str,
        front: Mapping[str, object],
        *,
        firm: tuple[str, ...] = (),
        as_of: str = "",
        site: str = "",
        known: SiteFacts | None = None,
    ) -> Facts:
        """What is known of the document at that absolute path. `front` holds its front matter's plain values; what the
        configuration says wins over it. `firm` replaces the configured types; `as_of` is the ISO date of the day whose rules
        hold, and after which a date makes a draft. `site` names the generator whose templates can't be read, `known` what the
        site's own rules say of the document."""
        said = self._said(path, front)
        entities = self.entities
        speaker = next((e for e in entities if said.get("entity") in e.names), None)
        if speaker:
            entities = (speaker, *(e for e in entities if e is not speaker))
        fronted = {key.lower(): value for key, value in front.items()}
        kind = _word(fronted.get("type"), DOCUMENTS) or _word(fronted.get("content_type"), DOCUMENTS)
        kind = kind or (known.document if known else "")
        language = said.get("language") or _language(fronted.get("language", fronted.get("lang")))
        return Facts(
            firm=firm or (_types(e for e in entities if e.legal_name == speaker.legal_name) if speaker else self.firm),
            entities=entities,
            document=said.get("type") or kind,
            audience=said.get("audience") or _word(fronted.get("audience"), AUDIENCES),
            channel=said.get("channel") or _word(fronted.get("channel"), CHANNELS),
            language=language or (known.language if known else ""),
            draft=_is_draft(fronted, "" if known else as_of) or bool(known and known.draft),
            site=site,
            as_of=as_of,
            values=self._named(speaker),
            page=known.page if known else True,
            sourcing=self.sourcing,
            today=as_of,
        )

    def _said(self, path: str, front: Mapping[str, object]) -> dict[str, str]:
        said: dict[str, str] = {}
        for entry, matches in self._documents:
            if matches(path, front):
                said |= {key: value for key, value in entry.items() if isinstance(value, str)}
        return said

    @cached_property
    def _documents(self) -> tuple[tuple[Values, Callable[[str, Mapping[str, object]], bool]], ...]:
        entries = [e for e in listed(self.values.get("documents")) if isinstance(e, dict)]
        return tuple((entry, _matcher(entry, self.folder)) for entry in entries)

    def _named(self, speaker: Entity | None) -> dict[str, str]:
        first = speaker or (self.entities[0] if self.entities else None)
        name = (
            (speaker.legal_name if speaker else "")
            or text(self._firm.get("name"))
            or (first.legal_name if first else "")
        )
        values = {"firm.name": name} if name else {}
        values |= {f"firm.{key}": str(value) for key, value in mapping(self._firm.get("values")).items()}
        section = mapping(self.values.get("disclosures"))
        if section:
            from disclint.housetexts import text_of

            values |= {f"disclosures.{name}": words for name, said in section.items() if (words := text_of(said))}
        return values

    @cached_property
    def disclosures(self) -> tuple[Disclosure, ...]:
        """The house's own texts, and the tags that print them, with the rules and statements that they serve."""
        section = mapping(self.values.get("disclosures"))
        if not any(isinstance(said, dict) for said in section.values()):
            return ()
        from disclint.housetexts import disclosures

        return disclosures(section)


def _matcher(entry: Values, folder: str) -> Callable[[str, Mapping[str, object]], bool]:
    field, wanted = text(entry.get("field")), {v.strip().lower() for v in texts(entry.get("is"))}
    inside = ignoring(folder, texts(entry.get("glob"))) if "glob" in entry else None

    def matches(path: str, front: Mapping[str, object]) -> bool:
        if inside and not inside(path):
            return False
        if not field:
            return True
        value = front.get(field)
        several = value if isinstance(value, list) else [value]
        found = {str(v).strip().lower() for v in several if v is not None}
        return bool(found & wanted) if wanted else bool(found)

    return matches


def ignoring(folder: str, lines: tuple[str, ...]) -> Callable[[str], bool | None]:
    """What patterns in gitignore's syntax, written in `folder`, say of an absolute path: in, out (`!`) or nothing."""
    from pathspec import GitIgnoreSpec

    spec = GitIgnoreSpec.from_lines(lines)

    def verdict(path: str) -> bool | None:
        relative = os.path.relpath(path, folder).replace(os.sep, "/")
        return None if relative.startswith("../") else spec.check_file(relative).include

    return verdict


def _entity(value: Mapping[str, Json]) -> Entity:
    sipc, finra = (value.get(name) for name in ("sipc_member", "finra_member"))
    return Entity(
        text(value.get("type")),
        text(value.get("legal_name")),
        texts(value.get("aliases")),
        texts(value.get("dbas")),
        texts(value.get("registrations")),
        sipc if isinstance(sipc, bool) else None,
        finra if isinstance(finra, bool) else None,
    )


def _types(entities: Iterable[Entity]) -> tuple[str, ...]:
    """What the entities are, each type of firm once."""
    return tuple(dict.fromkeys(e.type for e in entities if e.type in FIRMS))


def _setting(said: Json) -> RuleSetting:
    if isinstance(said, str):
        return RuleSetting(cast(Severity, said))
    value = mapping(said)
    classes = {kind: level for level, kinds in mapping(value.get("classes")).items() for kind in texts(kinds)}
    severity = cast("Severity | None", value.get("severity"))
    return RuleSetting(severity, classes, text(value.get("off")))


def _is_draft(front: Mapping[str, object], today: str) -> bool:
    """A document says so itself, or is dated later than the day of the run."""
    if str(front.get("draft", "")).lower() in ("true", "yes") or str(front.get("published", "")).lower() == "false":
        return True
    day = str(front.get("date", ""))[:10]
    return bool(today and len(day) == 10 and day[4] == day[7] == "-" and day[:4].isdigit() and day > today)


def _word(value: object, known: tuple[str, ...]) -> str:
    word = value.strip().lower().replace(" ", "-").replace("_", "-") if isinstance(value, str) else ""
    word = KINDS.get(word, word) if known is DOCUMENTS else word
    return word if word in known else ""


def _language(value: object) -> str:
    return value.strip() if isinstance(value, str) and len(value) <= 35 else ""


def mapping(value: Json) -> Values:
    return value if isinstance(value, dict) else {}


def listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [] if value is None else [value]


def text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def texts(value: Json) -> tuple[str, ...]:
    return tuple(v for v in listed(value) if isinstance(v, str))
