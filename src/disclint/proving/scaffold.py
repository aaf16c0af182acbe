"""A new rule to start from: a file that loads, whose examples hold, and whose comments say what to change."""

from __future__ import annotations

import os
import re
from pathlib import Path

from disclint.model import DisclintError

_HEAD = """\
# {id}: change what stands here to what you need, then run: disclint rules test {pack}
id: {id}
title: {title}
# statute, rule, guidance, market-practice or house; for all but house, name the `authority`
basis: house
# what goes wrong without the rule: `disclint explain {id}` shows it to whoever meets the rule
why: {why}
# when it came and what was changed since; `rules_as_of` in a configuration goes by it
#history:
#  - {{date: 2026-01-31, effect: new, what: First version.}}
severity: warning
"""

_REQUIRE = """\
severity_if:
  # somebody meant to say it, and it got lost
  - {{is: error, state: broken}}
# what calls for the statement; without this the rule would not run
when:
  any: ['desk notes?', 'from (the|our) trading desk']
  bind: document
require:
  elements:
    # the statement's name; a rule may have several
    {id}-said:
      # ends the sentence "The document does not say that it …"
      label: is not research
      # `says_not`: what has to be denied, without the "not"; `says`: what has to be said
      says_not: ['research report', '(investment|equity) research']
message: The desk note does not say that it {{missing}}.
fix: This desk note is not a research report.
exemptible: inline
examples:
  pass:
    - text: |
        Desk note: a calm morning in municipal bonds.

        This is not a research report.
    - text: |
        From our trading desk: two large orders before noon.

        Nothing in this message is investment research.
    - text: The library has a desk and a note about opening hours.
      note: near, but no desk note
  fail:
    - text: 'Desk note: a calm morning in municipal bonds.'
      missing: [{id}-said]
    - text: 'A word from our trading desk: two large orders before noon.'
      missing: [{id}-said]
    - text: 'Desk note: a calm morning in municipal bonds. This is a research report.'
      missing: [{id}-said]
      note: it says the opposite
"""

_FORBID = """\
forbid:
  # a phrase that is denied ("no easy money") is left alone by itself
  says: ['(easy|quick) money', 'cannot go wrong']
  # what excuses the phrase: `disclint rules guards` lists the names
  unless: [enforcement]
  # what makes it weigh one level less
  downgrade: [quoted]
message: 'The document promises too much: "{{phrase}}".'
fix: Say what the investment is, and what can go wrong.
exemptible: inline
examples:
  pass:
    - text: There is no easy money in bonds.
      note: denied
    - text: Is there quick money in bonds?
      note: a question
    - text: The judge fined a firm that had sold its notes as easy money, and victims are being paid.
      note: news about enforcement
  fail:
    - text: Our bond fund is easy money.
      flags: ['easy money']
    - text: With this fund you cannot go wrong.
      flags: ['cannot go wrong']
    - text: Notes called "quick money" were sold last week.
      flags: ['quick money']
      severity: info
      note: quoted as words
"""

_VERBATIM = """\
severity_if:
  - {{is: error, state: [broken, drifted]}}
# what calls for the legend
when:
  any: ['leveraged funds?']
  bind: document
verbatim:
  texts:
    # any one of several texts satisfies; {{slot}} stands for what may differ
    full:
      text: Shares of {{product}} are meant for one day and may lose all of their value in it.
  slots:
    product: {{one_of: [the fund, this fund, the trust]}}
exemptible: inline
examples:
  pass:
    - text: |
        We now offer a leveraged fund.

        Shares of the fund are meant for one day and may lose all of their value in it.
    - text: The fund buys bonds.
      note: nothing calls for the legend
  fail:
    - text: We now offer a leveraged fund.
      state: missing
    - text: |
        We now offer a leveraged fund.

        Shares of the fund are meant for one day and may lose some of their value in it.
      state: drifted
      note: one word changed
"""

_SOURCE = """\
source:
  # figures of these classes need a source; the rest is left alone
  policy: attributed
  classes: {{warning: [money, percent], off: [count, rank, vague, duration, change, ratio, level, range, multiplier]}}
exemptible: inline
examples:
  pass:
    - text: Investors bought $3.2 billion of municipal bonds in May, according to Harbor Lane Research.
    - text: Bond markets were closed on Monday.
      note: no figure
  fail:
    - text: Investors bought $3.2 billion of municipal bonds in May.
      flags: ['$3.2 billion']
    - text: Investors sold 40% of their municipal bonds in May.
      flags: ['40%']
"""

_METADATA = """\
# what calls for the fields
when:
  any: ['sponsored']
  bind: document
metadata:
  sponsor: {{required: true}}
exemptible: inline
examples:
  pass:
    - text: |
        ---
        sponsor: Harbor Lane
        ---
        This letter is sponsored.
    - text: This letter is about bonds.
      note: nothing calls for the field
  fail:
    - text: This letter is sponsored.
      missing: [sponsor]
"""

# kind -> title, why, and what comes below them
KINDS: dict[str, tuple[str, str, str]] = {
    "require": ("A desk note says that it is not research", "Readers have taken desk notes for research.", _REQUIRE),
    "forbid": ("No promise of easy money", "Readers who were promised easy money complain when it is lost.", _FORBID),
    "verbatim": ("A leveraged fund carries its legend", "The words were agreed on and must not drift.", _VERBATIM),
    "source": ("Money and percentages have a source", "A figure without a source can't be checked.", _SOURCE),
    "metadata": ("A sponsored letter names its sponsor", "The layout prints the sponsor from this field.", _METADATA),
}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def scaffold(id: str, kind: str, pack: str) -> list[str]:
    """Writes the rule, and the pack's file where there is none; the paths written. DisclintError where that can't be done."""
    if not _ID.fullmatch(id) or len(id) > 80:
        raise DisclintError(f'"{id}" is no rule id; write small letters, digits and hyphens, such as desk-note')
    folder = Path(pack)
    written: list[str] = []
    title, why, body = KINDS[kind]
    text = _HEAD.format(id=id, title=title, why=why, pack=pack) + body.format(id=id)
    rule = folder / f"{id}.yaml"
    if rule.exists():
        raise DisclintError("is here already and stays as it is", str(rule))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "pack.yaml").exists():
            written.append(_write(folder / "pack.yaml", _pack(folder)))
        written.append(_write(rule, text))
    except OSError as error:
        raise DisclintError(f"can't be written: {error.strerror or error}", str(rule)) from None
    return written


def _pack(folder: Path) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", os.path.basename(os.path.abspath(folder)).lower()).strip("-") or "house-rules"
    return f"id: {name}\ntitle: House rules\n"


def _write(path: Path, text: str) -> str:
    with open(path, "x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return str(path)
