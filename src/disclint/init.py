"""A first `disclint.yaml`: every key with its meaning, the ones that matter most ready to be filled in."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from disclint.model import Report

if TYPE_CHECKING:
    from disclint.site.detection import Site

TEMPLATE = """\
# yaml-language-server: $schema={schema}

# What disclint knows before it reads. Everything may be left out; with it, fewer things are guessed.
# Lines that begin with # and no space are settings to switch on. `disclint rules list` shows the rules,
# `disclint explain RULE` what one of them wants.

# Who publishes. Types: broker-dealer adviser publisher bank futures issuer municipal.
# Each rule knows what is an error for whom; while the firm is unknown, what nobody attempted is a warning.
{firm}

# Whose rules hold: us uk eu ca au sg hk jp in ch ae. Each pack says for which of them it is.
jurisdictions: [us]

# Rule packs: built-in names, or folders of your own that begin with ./
#packs: [us/core, claims, ./house-rules]

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
#documents:
#  - {{glob: newsletters/, type: newsletter, channel: email}}
#  - {{field: layout, is: [press], type: press-release}}

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

FIRM = """\
firm:
  types: [{types}]
#  name: Northgate
#  entities:
#    - type: broker-dealer
#      legal_name: Northgate Securities LLC
#      dbas: [Northgate Wealth]
#      registrations: [CRD 000000]
#      sipc_member: true
#  values: {{cfd_loss_pct: 74}}  # what rules ask for in their texts"""


UNFOUND = """\
#site:
#  generator: hugo  # where it is not found by itself
#  providers:       # what templates print where they can't be read: always with the text
#    - {provides: [not-advice], text_from: legal.md#disclaimer, to: [news/], unless: {disclaimer: false}}"""


def site_section(sites: Sequence[Site], here: str) -> str:
    """The `site:` key for the sites found below `here`: set where there is one, told where there are several."""
    named = sorted({(os.path.relpath(site.root, here).replace(os.sep, "/"), site.name) for site in sites if site.name})
    if len(named) != 1:
        several = [f"# Found by itself in each folder: {name} in {root}" for root, name in named]
        return "\n".join([*several, UNFOUND])
    [(root, name)] = named
    where = f"\n  root: {root}" if root != "." else ""
    return f"site:\n  generator: {name}{where}\n{UNFOUND.split(chr(10), 2)[2]}"


def template(
    types: Sequence[str] = (),
    schema: str = "disclint.schema.json",
    site: str = UNFOUND,
    register_schema: str = "disclint.register.schema.json",
) -> str:
    """The text of a first configuration; without types the firm is commented out, since a guess would be worse."""
    firm = FIRM.format(types=", ".join(types or ("publisher",)))
    if not types:
        firm = "\n".join("#" + line.removeprefix("#") for line in firm.splitlines())
    return TEMPLATE.format(schema=schema, register_schema=register_schema, firm=firm, site=site)


def first_run(report: Report) -> str:
    """What a first run finds, in a few lines."""
    from disclint.report.text import summary

    found = Counter((f.severity, f.rule) for f in report.findings)
    lines = [f"  {n:5}  {severity:7}  {rule}" for (severity, rule), n in sorted(found.items())]
    return "\n".join(["A first run finds:", *lines, summary(report)]) + "\n"
