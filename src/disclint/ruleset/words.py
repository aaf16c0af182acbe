"""The closed words of the rule language, shared by the schema, its checks and the documentation."""

from __future__ import annotations

from disclint.facts import AUDIENCES, CHANNELS, DOCUMENTS, ENTITY_TYPES, FIRMS, MEMBERSHIPS

__all__ = ["AUDIENCES", "CHANNELS", "DOCUMENTS", "FIRMS", "MEMBERSHIPS"]

KINDS = ("require", "verbatim", "forbid", "source", "metadata")
GUARDS = ("quoted", "enforcement", "definition", "question", "disclosure", "sourced", "example")
BASES = ("statute", "rule", "guidance", "market-practice", "house")
STATUSES = ("in-force", "proposed", "under-review", "repealed")
STAGES = ("stable", "beta", "off")
GRADES = ("primary", "mirror", "secondary", "unconfirmed")
EFFECTS = ("new", "tightened", "loosened", "reworded")
SEVERITIES = ("error", "warning", "info")
SCOPES = ("document", "site")
EXEMPTIBLE = ("inline", "register", "never")
BINDS = ("sentence", "document")
TOGETHER = ("sentence", "block", "section")
PLACES = ("top", "end", "prominent", "before-trigger")
STRETCHES = ("sentence", "block", "section", "document")
QUANTITIES = (
    "money",
    "percent",
    "change",
    "ratio",
    "count",
    "level",
    "range",
    "multiplier",
    "rank",
    "vague",
    "duration",
)
ATTRIBUTES = ("forecast", "performance", "approx")
NAMES = ("organisation", "person")
POLICIES = ("cited", "attributed", "referenced")
FINDS = (
    "figures",
    "weasels",
    "dangling-notes",
    "dead-references",
    "unused-references",
    "performance",
    "market-data",
    "conflicts",
    "stale-figures",
)
STATES = (
    "missing",
    "broken",
    "misplaced",
    "drifted",
    "wrong-entity",
    "forbidden",
    "unsourced",
    "dangling",
    "unused",
    "incomplete",
    "conflicting",
    "stale",
    "invalid",
)
ENTITIES = (*ENTITY_TYPES, "any")
ENTITY_NAMES = ("legal", "dba")
GATES = ("needed",)
FORMATS = ("md", "mdx", "qmd", "html", "txt")
