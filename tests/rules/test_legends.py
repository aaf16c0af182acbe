"""Prescribed legends in every dress that pages give them: each passes, and no changed word does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from disclint import packs
from disclint.config import Config
from disclint.engine import Engine
from disclint.facts import Facts
from disclint.formats import parse
from disclint.kinds.context import Context
from disclint.kinds.forbid import bans
from disclint.model import DocumentReport, Source
from disclint.ruleset.load import builtin_rules, load_packs
from disclint.ruleset.rule import Forbid, Verbatim

if TYPE_CHECKING:
    from collections.abc import Callable

    from disclint.ruleset.rule import Rule, Slot

EVERY = load_packs([builtin_rules()])
ENGINE = Engine(EVERY)
FILLED = {"quantity": "71.4", "": "Fernbank"}


def filled(text: str, slots: tuple[Slot, ...]) -> str:
    for slot in slots:
        value = slot.one_of[0] if slot.one_of else FILLED["quantity" if slot.quantity else ""]
        text = text.replace(f"{{{slot.name}}}", value)
    return text


def _legends() -> list[tuple[Rule, str]]:
    return [
        (rule, filled(legend.text, rule.requirement.slots))
        for rule in EVERY.rules
        if isinstance(rule.requirement, Verbatim) and rule.stage != "off"
        for legend in rule.requirement.texts
        if not legend.applies
    ]


LEGENDS = _legends()
# what makes each rule live beside its own legend
TRIGGERS = {
    "uk-fca-crypto-risk-warning": "Buy bitcoin with our app.",
    "uk-fca-rmmi-risk-warning": "Back our crowdfunding raise.",
    "uk-fca-p2p-risk-warning": "Our P2P loans pay monthly.",
    "uk-fca-ltaf-risk-warning": "Invest in our LTAF.",
    "uk-fca-cfd-risk-warning": "Trade CFDs on shares with us.",
    "uk-fca-risk-summary-link": "Be prepared to lose all the money you invest.",
    "uk-fca-status-disclosure": "",
    "eu-cfd-risk-warning": "Trade CFDs on shares with us.",
    "eu-mica-art7-statement": "Join our token sale.",
}
ABROAD = [(rule, text) for rule, text in LEGENDS if rule.pack in ("uk", "eu")]


def entities(text: str) -> str:
    return text.replace("'", "&apos;").replace("%", "&#37;")


def links(text: str) -> str:
    """Every sixth word is a link."""
    return " ".join(f"[{w}](/p{i})" if i % 6 == 5 else w for i, w in enumerate(text.split()))


def spread(text: str) -> str:
    """Half of it in bold type, the last words in a link that takes the full stop."""
    words = text.rstrip(".").split()
    half = len(words) // 2
    return f"**{' '.join(words[:half])}** {' '.join(words[half:-2])} [{' '.join(words[-2:])}.](/risk)"


DRESSES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "curly": lambda t: t.replace("'", "’"),
    "entities": entities,
    "hyphens": lambda t: t.replace("-", "‑"),
    "no-break spaces": lambda t: t.replace(" of ", "\u00a0of\u00a0").replace(" to ", "&nbsp;to "),
    "links": links,
    "hard wraps": lambda t: re.sub(r"((?:\S+ ){4}\S+) ", r"\1\n", t),
    "emphasis": lambda t: re.sub(r"\b(\w{5,}) (\w+)", r"*\1* **\2**", t, count=4),
    "capitals": str.upper,
    "the full stop in the link": spread,
}


def judged(rule: Rule, text: str, format: str = "markdown") -> DocumentReport:
    return Engine(EVERY, select=(rule.id,)).check(parse(Source("x.md", text), format), Facts())


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize(("rule", "text"), ABROAD, ids=[f"{r.id}-{i}" for i, (r, _) in enumerate(ABROAD)])
def test_a_legend_passes_in_every_dress(rule: Rule, text: str, dress: str) -> None:
    report = judged(rule, f"{DRESSES[dress](text)}\n\n{TRIGGERS[rule.id]}")
    assert report.findings == () and report.problems == ()


@pytest.mark.parametrize(("rule", "text"), ABROAD, ids=[f"{r.id}-{i}" for i, (r, _) in enumerate(ABROAD)])
def test_a_legend_passes_in_jsx_that_glues_its_lines_together(rule: Rule, text: str) -> None:
    words = text.split()
    glued = f"<p>\n  {' '.join(words[:4])}{{' '}}\n  <b>{' '.join(words[4:])}</b>\n</p>\n\n{TRIGGERS[rule.id]}"
    assert judged(rule, glued, "mdx").findings == ()


@pytest.mark.parametrize(("rule", "text"), ABROAD, ids=[f"{r.id}-{i}" for i, (r, _) in enumerate(ABROAD)])
def test_one_changed_word_is_drift_and_named(rule: Rule, text: str) -> None:
    words = text.split()
    at = next(i for i, w in enumerate(words) if i > 1 and w.isalpha() and len(w) > 2)
    old, words[at] = words[at], "whatever"
    report = judged(rule, f"{' '.join(words)}\n\n{TRIGGERS[rule.id]} We are regulated by the FCA.")
    found = [f for f in report.findings if f.rule == rule.id]
    assert [f.state for f in found] == ["drifted"]
    assert f'"{old.lower()}" became "whatever"' in found[0].message


def test_a_range_is_no_single_percentage_and_a_decimal_is() -> None:
    rule, text = next((r, t) for r, t in LEGENDS if r.id == "uk-fca-cfd-risk-warning")
    for figure, states in {"71": [], "71.43": [], "71-74": ["drifted"], "between 71 and 74": ["drifted"]}.items():
        page = f"{text.replace('71.4', figure)}\n\n{TRIGGERS[rule.id]}"
        assert [f.state for f in judged(rule, page).findings] == states, figure


@pytest.mark.parametrize("ban", [r for r in EVERY.rules if isinstance(r.requirement, Forbid)], ids=lambda rule: rule.id)
def test_no_ban_flags_what_a_rule_prescribes(ban: Rule) -> None:
    prescribed = [text for _, text in LEGENDS] + [
        rule.fix for rule in EVERY.rules if rule.fix and rule.kind == "require" and "{" not in rule.fix
    ]
    for text in prescribed:
        context = Context(parse(Source("x.md", text), "markdown"), Facts(), ENGINE.book)
        assert [context.reading.text[b.at.start : b.at.end] for b in bans(ban, context)] == []


@pytest.mark.parametrize(("jurisdiction", "pack"), [("uk", "uk"), ("eu", "eu"), ("us", "us/core")])
def test_a_jurisdiction_brings_its_packs_and_no_others(jurisdiction: str, pack: str) -> None:
    chosen = load_packs(packs.folders(Config({"jurisdictions": [jurisdiction]}))[0])
    assert pack in [p.id for p in chosen.packs]
    assert {j for p in chosen.packs for j in p.jurisdictions} == {jurisdiction.upper()}
    assert chosen.problems == ()
