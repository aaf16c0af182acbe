"""What is known about a document before it is read: who speaks, to whom, through what. Unknown is empty, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from disclint.model import Severity

FIRMS = ("broker-dealer", "adviser", "publisher", "bank", "futures", "issuer", "municipal")
AUDIENCES = ("retail", "professional", "institutional")
DOCUMENTS = ("article", "blog", "newsletter", "note", "product", "press-release", "social", "biography", "page")
CHANNELS = ("web", "email", "social", "print", "feed")
OWN_DATA = ("accept", "require_method", "deny")
ANONYMOUS = ("deny", "warn", "allow")
MARKET_DATA = ("accept_with_date", "require_provider", "deny")


class Entity(NamedTuple):
    """A configured legal person. `sipc_member` is None where the configuration doesn't say."""

    type: str
    legal_name: str
    aliases: tuple[str, ...] = ()
    dbas: tuple[str, ...] = ()
    registrations: tuple[str, ...] = ()
    sipc_member: bool | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.legal_name, *self.aliases, *self.dbas)


class SourcingCase(NamedTuple):
    """How figures are judged, for these classes of numbers in these kinds of documents (empty: all). An empty word leaves
    what is said elsewhere: `policy` by its name, `own_data`, `anonymous` and `market_data` by a word of OWN_DATA,
    ANONYMOUS and MARKET_DATA."""

    classes: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    policy: str = ""
    own_data: str = ""
    anonymous: str = ""
    market_data: str = ""


class Approved(NamedTuple):
    """A figure of the house register: its words as written, its source, and the ISO dates on which it was taken and
    after which it may not be used (empty: no end). One of the words in `about` stands in the sentence, where there are
    any."""

    figure: str
    source: str
    date: str = ""
    expires: str = ""
    about: tuple[str, ...] = ()


class Sourcing(NamedTuple):
    """What the configuration says of figures. `policies` are the house's own, by name: evidence words. Later `cases` win.
    `non_claims` maps a mask's name to words whose numbers are no figures."""

    policies: Mapping[str, tuple[str, ...]] = {}
    cases: tuple[SourcingCase, ...] = ()
    non_claims: Mapping[str, tuple[str, ...]] = {}
    register: tuple[Approved, ...] = ()


class Facts(NamedTuple):
    """`firm` holds types of FIRMS; `document`, `audience`, `channel` are one of their lists or empty.

    `site` names the site generator whose configuration was found, if any: what templates add is then not known.
    `page` is False for what never becomes a page of its own: a template, a partial document. `as_of` is the day whose
    rules hold, `today` that of the run, by which approved figures expire (empty: they don't).
    `values` are the `{name}` values for messages, fixes and slots (`firm.name`, `firm.cfd_loss_pct`).
    """

    firm: tuple[str, ...] = ()
    entities: tuple[Entity, ...] = ()
    document: str = ""
    audience: str = ""
    channel: str = ""
    language: str = ""
    draft: bool = False
    site: str = ""
    as_of: str = ""
    values: Mapping[str, str] = {}
    page: bool = True
    sourcing: Sourcing = Sourcing()
    today: str = ""

    def known(self, key: str) -> tuple[str, ...]:
        """What is known under `firm`, `document`, `audience` or `channel`; an unknown audience counts as retail."""
        if key == "firm":
            return self.firm
        if key == "audience":
            return (self.audience or "retail",)
        value = {"document": self.document, "channel": self.channel}.get(key, "")
        return (value,) if value else ()


class RuleSetting(NamedTuple):
    """What the configuration says of one rule. `off` holds the reason where it is switched off."""

    severity: Severity | None = None
    classes: Mapping[str, str] = {}
    off: str = ""
