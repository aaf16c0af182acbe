"""The form that narrows what is shown. It is hidden until the script makes it work."""

from __future__ import annotations

from collections.abc import Iterable

from disclint.model import Report
from disclint.report.html.tags import Html, tag

SEVERITIES = ("error", "warning", "info")
KEYS = (
    ("j", "next finding"),
    ("k", "previous finding"),
    ("Enter", "open or close it"),
    ("Escape", "close it"),
    ("/", "search"),
)


def filters(report: Report) -> Html:
    """Severities, rule, document, state and words; buttons for all cards; which keys do what."""
    held = [s.finding for d in report.documents for s in d.suppressed]
    rules = sorted({f.rule for f in (*report.findings, *held)})
    states = sorted({f.state for f in report.findings}) + (["excepted"] if held else [])
    told = [d.path for d in report.documents if d.findings or d.suppressed]
    return tag(
        "form",
        tag("fieldset", tag("legend", "Severity"), *(_box(f"show-{s}", s, s) for s in SEVERITIES)),
        _choice("rule", "Rule", ((rule, rule) for rule in rules)),
        _choice("state", "State", ((state, state) for state in states)),
        _choice("document", "Document", ((f"d{n}", path) for n, path in enumerate(told, 1))),
        tag("label", "Words", tag("input", type="search", id="words", name="words", autocomplete="off"), for_="words"),
        tag(
            "p",
            tag("button", "Open all", type="button", id="open-all"),
            tag("button", "Close all", type="button", id="close-all"),
            tag("button", "Clear filters", type="reset"),
            class_="buttons",
        ),
        _keys(),
        tag("p", role="status", id="shown"),
        id="filters", role="search", aria_label="Filter the findings", hidden=True,
    )  # fmt: skip


def _box(id: str, value: str, words: str) -> Html:
    box = tag("input", type="checkbox", id=id, name="severity", value=value, checked=True)
    return tag("label", box, f" {words}", for_=id)


def _choice(id: str, words: str, options: Iterable[tuple[str, str]]) -> Html:
    every = tag("option", "all", value="")
    return tag("label", words, tag("select", every, *(tag("option", w, value=v) for v, w in options), id=id), for_=id)


def _keys() -> Html:
    told = [part for key, does in KEYS for part in (tag("kbd", key), f" {does}. ")]
    switch = tag("label", tag("input", type="checkbox", id="keys", checked=True), " Keys j, k and / on", for_="keys")
    return tag("p", *told, switch, class_="keys")
