"""A first `disclint.yaml`: every key with its meaning, the ones that matter most ready to be filled in."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from disclint.facts import AUDIENCES
from disclint.model import Report

if TYPE_CHECKING:
    from disclint.proposal import Answers, Proposed
    from disclint.signs import Signs
    from disclint.site.detection import Site

TEMPLATE = """\
# yaml-language-server: $schema={schema}

# What disclint knows before it reads. Everything may be left out; with it, fewer things are guessed.
# Lines that begin with # and no space are settings to switch on. `disclint rules list` shows the rules,
# `disclint explain RULE` what one of them wants.

# Who publishes. Types: broker-dealer adviser publisher bank futures issuer municipal.
# Each rule knows what is an error for whom; while the firm is unknown, what nobody attempted is a warning.
{firm}

# Rule packs: built-in names, or folders of your own that begin with ./
{packs}

# Rules that a later disclint brings, or makes stricter, warn at most until this day is moved.
rules_as_of: {today}

# What changes about single rules. A rule is switched off only with a reason.
#rules:
#  unsourced-number: info
#  us-no-tax-legal-advice: {{off: "memo of 12 May: this site never writes about taxes"}}

# How figures are judged: what counts as a source, figures that the house stands by, names whose number is no figure.
# Editors complete the register by {register_schema}.
#claims:
#  policy: attributed
#  register: claims.yaml
#  non_claims: {{names: [Fund 500], product-name: ["Model *"]}}

# What documents are, by path or by front matter. Later entries override earlier ones.
{documents}

# Texts that the house has agreed on: what `disclint check --fix` writes where a rule or a statement is missing.
#disclosures:
#  past-performance:
#    text: Past performance is no guarantee of future results.
#    approved_by: Jane Doe
#    approved_on: 2026-01-31

# The site that the documents are built into. Its templates are read, to know what they add to which documents;
# `disclint site show` says what was seen. `site: none` states that templates add nothing.
{site}

# Files that are not read, in gitignore's syntax.
#exclude: [drafts/, "*.generated.md"]

# Findings that are known already: written by `disclint baseline write`, by default into disclint-baseline.json.
#baseline: disclint-baseline.json

# What somebody allowed, why, and until when: the register of exceptions.
#exceptions: disclint-exceptions.yaml

# What makes a run fail: error (the default), warning, info, undecided, never.
#fail_on: error
"""

# What a register calls a firm of that type, the United States first.
REGISTRATIONS = {
    "broker-dealer": "CRD 000000",
    "adviser": "CRD 000000, SEC 801-00000",
    "bank": "FDIC Cert 00000",
    "futures": "NFA ID 0000000",
    "municipal": "MSRB ID A0000",
}
ELSEWHERE = {"uk": "FRN 000000", "au": "AFSL 000000", "hk": "CE No. AAA000", "in": "INA000000000"}

UNFOUND = """\
#site:
#  generator: hugo  # where it is not found by itself
#  providers:       # what templates print where they can't be read: always with the text
#    - {provides: [not-advice], text_from: legal.md#disclaimer, to: [news/], unless: {disclaimer: false}}"""


class Schemas(NamedTuple):
    """The names of the schemas beside the configuration: its own, and that of a register of figures."""

    config: str = "disclint.schema.json"
    register: str = "disclint.register.schema.json"


def configuration(answers: Answers, seen: Signs, site: str, schemas: Schemas, *, today: str) -> str:
    """The text of a first configuration, written on `today` (an ISO date); what nobody answered is proposed from what the
    documents tell."""
    where = answers.jurisdictions or tuple(seen.places) or ("us",)
    known = answers._replace(jurisdictions=where)
    why = "as asked for" if answers.jurisdictions else "by what documents say" if seen.places else "for want of a sign"
    hints = (f"Proposed for readers in {', '.join(where)}, {why}.", *place_hints(seen))
    return TEMPLATE.format(
        schema=schemas.config,
        register_schema=schemas.register,
        firm=firm_section(known, seen),
        packs=packs_section(proposed(known, seen), where, hints),
        today=today,
        documents=documents_section(answers.audiences),
        site=site,
    )


def proposed(answers: Answers, seen: Signs) -> tuple[Proposed, ...]:
    """The packs for these jurisdictions and for none, each proposed or not."""
    from disclint import packs
    from disclint.config import Config
    from disclint.facts import Facts
    from disclint.proposal import propose
    from disclint.ruleset.load import load_packs
    from disclint.signs import causes

    ruleset = load_packs(packs.folders(Config({"jurisdictions": list(answers.jurisdictions)}))[0])
    strictest = next((name for name in AUDIENCES if name in answers.audiences), "")
    asked = causes(ruleset, seen.documents, Facts(firm=answers.firms, audience=strictest))
    return propose(ruleset, answers, asked, len(seen.documents))


def firm_hints(seen: Signs) -> tuple[str, ...]:
    """What documents tell of the firm; a guess, so nothing is set by it."""
    return tuple(
        f"{sign.first} reads as if it came from this type of firm: {name}." for name, sign in seen.firms.items()
    )


def place_hints(seen: Signs) -> tuple[str, ...]:
    """Whose regulators documents name."""
    return tuple(f"{sign.first} names a regulator or a licence of {name}." for name, sign in seen.places.items())


def firm_section(answers: Answers, seen: Signs) -> str:
    """The key `firm`, with an entity for each type. Where nobody said a type it is commented out, whatever documents tell:
    a wrong guess would be worse than none."""
    types, off = answers.firms or tuple(seen.firms) or ("publisher",), "" if answers.firms else "#"
    lines = [f"# {hint}" for hint in firm_hints(seen)]
    lines += [f"{off}firm:", f"{off}  types: [{', '.join(types)}]", "#  name: Northgate"]
    lines += ["#  entities:  # the companies that speak; one that is registered as two things stands here twice"]
    lines += [line for name in types for line in _entity(name, answers.jurisdictions)]
    lines += _entity("affiliate", ())  # a company of the group that is none of these
    return "\n".join([*lines, "#  values: {cfd_loss_pct: 74}  # what rules ask for in their texts"])


def _entity(kind: str, jurisdictions: Sequence[str]) -> list[str]:
    lines = [f"type: {kind}", f"legal_name: Northgate {'Digital' if kind == 'affiliate' else 'Securities'} LLC"]
    if kind != "affiliate":
        numbers = [REGISTRATIONS[kind]] if kind in REGISTRATIONS and "us" in (jurisdictions or ("us",)) else []
        numbers += [ELSEWHERE[place] for place in jurisdictions if place in ELSEWHERE]
        lines += ["aliases: [Northgate Securities]", "dbas: [Northgate Wealth]"]
        lines += [f"registrations: [{', '.join(numbers)}]"] if numbers else []
    if kind == "broker-dealer":
        lines += ["finra_member: true", "sipc_member: true  # false where its business is excluded from membership"]
    return [f"#    {'- ' if i == 0 else '  '}{line}" for i, line in enumerate(lines)]


def packs_section(proposed: Sequence[Proposed], jurisdictions: Sequence[str], hints: Sequence[str] = ()) -> str:
    """The key `packs`, each pack below the reason for it; those left out stand commented out below theirs."""
    lines = [
        *(f"# {hint}" for hint in hints),
        "# A pack that is not listed is not read, whatever the firm becomes. `jurisdictions`, in place of the list, asks for",
        "# all packs of its places: us uk eu ca au sg hk jp in ch ae.",
        f"#jurisdictions: [{', '.join(jurisdictions)}]",
        "packs:",
    ]
    for one in sorted(proposed, key=lambda one: not one.chosen):
        lines += [f"  # {one.title}{'' if one.chosen else ' (left out)'}:", f"  # {one.reason}"]
        lines.append(f"{'' if one.chosen else '#'}  - {one.pack}")
    return "\n".join([*lines, "#  - ./house-rules"])


def documents_section(audiences: Sequence[str]) -> str:
    """The key `documents`: who reads, where not retail readers do, whom the rules take all others for."""
    own = [name for name in AUDIENCES if name in audiences]
    lines = ["#documents:"]
    if own and own[0] != "retail":
        lines = ["documents:", f"  - {{glob: '*', audience: {own[0]}}}"]
    elif own:
        lines = ["# Retail readers need no entry: where nothing is said, readers count as retail.", *lines]
    lines += [f"#  - {{glob: {name}/, audience: {name}}}" for name in own[1:]]
    lines += ["#  - {glob: newsletters/, type: newsletter, channel: email}"]
    return "\n".join([*lines, "#  - {field: layout, is: [press], type: press-release}"])


def site_section(sites: Sequence[Site], here: str) -> str:
    """The `site:` key for the sites found below `here`: set where there is one, told where there are several."""
    named = sorted({(os.path.relpath(site.root, here).replace(os.sep, "/"), site.name) for site in sites if site.name})
    if len(named) != 1:
        several = [f"# Found by itself in each folder: {name} in {root}" for root, name in named]
        return "\n".join([*several, UNFOUND])
    [(root, name)] = named
    where = f"\n  root: {root}" if root != "." else ""
    return f"site:\n  generator: {name}{where}\n{UNFOUND.split(chr(10), 2)[2]}"


def first_run(report: Report) -> str:
    """What a first run finds, in a few lines."""
    from disclint.report.text import summary

    found = Counter((f.severity, f.rule) for f in report.findings)
    lines = [f"  {n:5}  {severity:7}  {rule}" for (severity, rule), n in sorted(found.items())]
    return "\n".join(["A first run finds:", *lines, summary(report)]) + "\n"
