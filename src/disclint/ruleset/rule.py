"""A rule as a value: what the YAML says, validated, with every pattern expanded. Plain JSON can carry it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from disclint.model import Severity
from disclint.ruleset.revision import Revision

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class Anchors(NamedTuple):
    """What every match must contain, so that one automaton finds where a pattern can match at all.

    `literals`: the whole language, where it is small and finite. Else `anchors`: every match holds one of them, `before`
    at most so many characters from the match's start to the anchor's start, `after` from its end to the match's end
    (-1: unbounded). Both empty: the pattern has to run over the whole text. `also`: every match holds one of these as well,
    so a text without any of them needs no look.
    """

    literals: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    before: int = -1
    after: int = -1
    also: tuple[str, ...] = ()


class Pattern(NamedTuple):
    """A regular expression over the folded text (`cased`: over the plain text), lexicons already put in, without word edges.

    `anchors` is worked out when the rule is compiled; None has the scanner work it out."""

    regex: str
    cased: bool = False
    anchors: Anchors | None = None


class Lexicon(NamedTuple):
    """Terms (expressions like a pattern's), told apart by case or not, less those that an anti-term covers.

    `patterns` and `anti_patterns` are the same, made ready for the automaton when the lexicon is compiled.
    """

    name: str
    terms: tuple[str, ...]
    cased: tuple[str, ...] = ()
    anti: tuple[str, ...] = ()
    lang: str = "en"
    patterns: tuple[Pattern, ...] = ()
    anti_patterns: tuple[Pattern, ...] = ()


class LexiconMatch(NamedTuple):
    lexicon: str
    distinct: int = 1


class EntityMatch(NamedTuple):
    """A configured name of an entity of that type (`any` for every type): by `legal` the legal name or an alias, by `dba`
    a name it does business as, else any of them."""

    type: str
    by: str = ""


class NameMatch(NamedTuple):
    """A capitalised or known name: `organisation` or `person`."""

    kind: str


class QuantityMatch(NamedTuple):
    """A number of one of these kinds; `flags` (forecast, performance, approx) must all hold."""

    kinds: tuple[str, ...]
    flags: tuple[str, ...] = ()


class LinkMatch(NamedTuple):
    """A hyperlink whose host is `host` or lies under it on a label border; any that leads somewhere, where it is empty.
    `exact`: is `host`, with or without `www.`.

    `query` and `text` are expressions, or empty."""

    host: str
    query: str = ""
    text: str = ""
    exact: bool = False


class StatementMatch(NamedTuple):
    """Where the document makes that statement (an element defined by another rule)."""

    statement: str


class FieldMatch(NamedTuple):
    """A front-matter field that exists (`values` empty) or equals one of `values`."""

    field: str
    values: tuple[str, ...] = ()


class Near(NamedTuple):
    """Two to four matchers close together. `within`: ("words", n) | ("sentence" | "block" | "section" | "document", 0).
    The first gives polarity, voice and subject; the span is the hull."""

    matchers: tuple[Matcher, ...]
    within: tuple[str, int]


Matcher = (
    Pattern | LexiconMatch | EntityMatch | NameMatch | QuantityMatch | LinkMatch | StatementMatch | FieldMatch | Near
)


def parts(matchers: Iterable[Matcher]) -> Iterator[Matcher]:
    """The matchers, those inside a `near` in its stead."""
    for matcher in matchers:
        yield from parts(matcher.matchers) if isinstance(matcher, Near) else (matcher,)


def name_of(matcher: Matcher) -> str:
    """The lexicon, statement or entity type that the matcher asks for; "" for any other matcher."""
    if isinstance(matcher, LexiconMatch):
        return matcher.lexicon
    if isinstance(matcher, StatementMatch):
        return matcher.statement
    return matcher.type if isinstance(matcher, EntityMatch) else ""


class Guard(NamedTuple):
    """What excuses a banned phrase: a named guard, or a matcher that overlaps it or stands `within` the same stretch."""

    name: str = ""
    matcher: Matcher | None = None
    within: str = "overlap"


class SeverityCase(NamedTuple):
    """`severity_if`: the severity where every condition holds. Keys of `conditions`: state firm document audience channel
    trigger, or `field:NAME`; the value must be one of the tuple's."""

    severity: Severity | None  # None is "off"
    conditions: tuple[tuple[str, tuple[str, ...]], ...]


class When(NamedTuple):
    """`gated`: gate and trigger must both hold; a trigger does not stand in for an unknown gate, nor a firm for `any`."""

    any: tuple[Matcher, ...] = ()
    all: tuple[Matcher, ...] = ()
    none: tuple[Matcher, ...] = ()
    bind: str = "sentence"
    gated: bool = False


class Authority(NamedTuple):
    cite: str
    url: str = ""
    checked: str = ""
    grade: str = "unconfirmed"


class Element(NamedTuple):
    """One part of a required statement; its `name` is the statement's name everywhere."""

    name: str
    label: str
    says: tuple[Matcher, ...] = ()
    says_not: tuple[Matcher, ...] = ()
    subject: EntityMatch | None = None
    severity: Severity | None = None
    optional: bool = False
    ordinary: bool = False
    suggest: tuple[tuple[str, str], ...] = ()


class Require(NamedTuple):
    """`together` is "", sentence, block or section. `place` holds top, end, prominent, before-trigger, near:sentence,
    near:block, near:section, near:3 sentences. `general`: this is the general disclaimer, so a placeholder or a denial that
    breaks off is an attempt at it. `everyday`: its words are everyday ones, so without a trigger hidden ones are no attempt, and
    they excuse no banned phrase.
    """

    elements: tuple[Element, ...]
    together: str = ""
    place: tuple[str, ...] = ()
    general: bool = False
    everyday: bool = False


class Legend(NamedTuple):
    """A prescribed text; `{slot}` stands where a slot does. `applies` as a rule's."""

    name: str
    text: str
    applies: Mapping[str, tuple[str, ...]] = {}


class Slot(NamedTuple):
    name: str
    one_of: tuple[str, ...] = ()
    quantity: tuple[str, ...] = ()
    single: bool = False
    equals: str = ""


class Verbatim(NamedTuple):
    texts: tuple[Legend, ...]
    slots: tuple[Slot, ...] = ()
    place: tuple[str, ...] = ()


class Forbid(NamedTuple):
    says: tuple[Matcher, ...] = ()
    says_not: tuple[Matcher, ...] = ()
    where: tuple[Matcher, ...] = ()
    unless: tuple[Guard, ...] = ()
    downgrade: tuple[Guard, ...] = ()
    suggest: tuple[tuple[str, str], ...] = ()


class SourceCheck(NamedTuple):
    """`find` names an entry of `kinds.source.FINDERS`. `classes` maps a kind of quantity to its severity; kinds that are
    off are absent. `months` is the age from which a dated figure is stale."""

    find: str = "figures"
    policy: str = ""
    classes: Mapping[str, Severity] = {}
    months: int = 0


class MetadataField(NamedTuple):
    name: str
    required: bool = False
    matches: Matcher | None = None
    one_of: tuple[str, ...] = ()


class Metadata(NamedTuple):
    fields: tuple[MetadataField, ...]


Requirement = Require | Verbatim | Forbid | SourceCheck | Metadata


class Example(NamedTuple):
    """`verdict` is pass or fail. `facts` is the `as:` mapping. `said`: elements that the document states."""

    verdict: str
    text: str
    format: str = "md"
    facts: Mapping[str, tuple[str, ...]] = {}
    missing: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    state: str = ""
    severity: str = ""
    note: str = ""
    todo: bool = False
    file: str = ""
    line: int = 0
    said: tuple[str, ...] = ()


class Rule(NamedTuple):
    """`kind` names the entry of `kinds.KINDS` that evaluates `requirement`. `hash` is that of `ruleset.identity`."""

    id: str
    title: str
    kind: str
    requirement: Requirement
    pack: str = ""
    basis: str = "house"
    status: str = "in-force"
    stage: str = "stable"
    severity: Severity = "warning"
    severity_if: tuple[SeverityCase, ...] = ()
    applies: Mapping[str, tuple[str, ...]] = {}
    when: When | None = None
    scope: str = "document"
    authority: tuple[Authority, ...] = ()
    why: str = ""
    lang: tuple[str, ...] = ("en",)
    effective_from: str = ""
    effective_until: str = ""
    exemptible: str = "register"
    message: str = ""
    fix: str = ""
    path: str = ""
    hash: str = ""
    history: tuple[Revision, ...] = ()
