"""`docs/rules/`: one page a pack, made from the YAML. To write them anew: `python tests/test_rule_pages.py`."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from disclint.ruleset.load import RuleSet, builtin_rules, load_packs
from disclint.ruleset.pack import Pack
from disclint.ruleset.rule import Authority, Rule
from disclint.wanted import wants

PAGES = Path(__file__).parents[1] / "docs" / "rules"
HEAD = "<!-- Made from the rules by tests/test_rule_pages.py: change those, not this page. -->\n"


def everything() -> RuleSet:
    return load_packs([builtin_rules()])


def name(pack: str) -> str:
    return pack.replace("/", "-") + ".md"


def page(pack: Pack, rules: list[Rule]) -> str:
    """The Markdown page of one pack."""
    facts = [f"Jurisdictions: {', '.join(pack.jurisdictions)}." if pack.jurisdictions else "Holds everywhere."]
    facts += [f"Binds: {'; '.join(pack.binds)}."] if pack.binds else []
    facts += [f"Reviewed: {pack.reviewed}."] if pack.reviewed else []
    parts = [HEAD, f"# {pack.title}\n", wrapped(pack.description), wrapped(" ".join(facts)), table(rules)]
    return "\n".join([*parts, *(section(rule) for rule in rules)])


def table(rules: list[Rule]) -> str:
    rows = [f"| [{r.id}](#{r.id}) | {r.title} | {r.severity} | {r.stage} |\n" for r in rules]
    return "| rule | says | severity | stage |\n|---|---|---|---|\n" + "".join(rows)


def section(rule: Rule) -> str:
    gate = "; ".join(f"{key}: {', '.join(values)}" for key, values in rule.applies.items())
    dates = [f"from {rule.effective_from}"] if rule.effective_from else []
    dates += [f"until {rule.effective_until}"] if rule.effective_until else []
    facts = [
        f"- **{rule.severity}**, {rule.stage}; rests on: {rule.basis.replace('-', ' ')} ({rule.status})",
        *([f"- holds {' '.join(dates)}"] if dates else []),
        *([f"- applies to {gate}"] if gate else []),
        *(f"- {cited(a)}" for a in rule.authority),
    ]
    asked = wants(rule)
    return "\n".join([f"## {rule.id}\n", f"{rule.title}.\n", wrapped(rule.why), *facts, "", asked, ""])


def cited(authority: Authority) -> str:
    where = f"[{authority.cite}]({authority.url})" if authority.url else authority.cite
    checked = f", read {authority.checked}" if authority.checked else ""
    return f"{where}: {authority.grade}{checked}"


def wrapped(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), 120, break_on_hyphens=False, break_long_words=False) + "\n"


def pages() -> dict[str, str]:
    """Every page by its file's name, the index too."""
    shelf = everything()
    by_pack = {pack.id: [rule for rule in shelf.rules if rule.pack == pack.id] for pack in shelf.packs}
    found = {name(pack.id): page(pack, by_pack[pack.id]) for pack in shelf.packs}
    rows = [
        f"| [{pack.id}]({name(pack.id)}) | {pack.title} | {len(by_pack[pack.id])} |\n"
        for pack in sorted(shelf.packs, key=lambda pack: pack.id)
    ]
    index = "| pack | about | rules |\n|---|---|---|\n" + "".join(rows)
    return found | {"README.md": f"{HEAD}\n# The rules, pack by pack\n\n{index}"}


@pytest.mark.parametrize("file", sorted(pages()))
def test_a_page_says_what_its_rules_say(file: str) -> None:
    assert (PAGES / file).read_text() == pages()[file], "run: python tests/test_rule_pages.py"


def test_no_page_is_left_of_a_pack_that_is_gone() -> None:
    assert {path.name for path in PAGES.iterdir()} == set(pages())


if __name__ == "__main__":
    PAGES.mkdir(exist_ok=True)
    for old in PAGES.glob("*.md"):
        old.unlink()
    for file, text in pages().items():
        (PAGES / file).write_text(text)
