"""What is known about a document before it is read: who speaks, to whom, through what. Unknown is empty, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from disclint.model import Severity

FIRMS = ("broker-dealer", "adviser", "publisher", "bank", "futures", "issuer", "municipal")
AUDIENCES = ("retail", "professional", "institutional")
DOCUMENTS = ("article", "blog", "newsletter", "note", "product", "press-release", "social", "biography", "page")
CHANNELS = ("web", "email", "social", "print", "feed")


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


class Facts(NamedTuple):
    """`firm` holds types of FIRMS; `document`, `audience`, `channel` are one of their lists or empty.

    `site` names the site generator whose configuration was found, if any: what templates add is then not known.
    `page` is False for what never becomes a page of its own: a template, a partial document.
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
    policy: str = ""
    classes: Mapping[str, str] = {}
    off: str = ""
