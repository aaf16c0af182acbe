"""Every change of a rule, in words, and the way it works."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from disclint.revisions.compare import Difference

Compared = Callable[..., tuple[Difference, ...]]
REQUIRE = """\
title: A note says that it is no research
severity: warning
severity_if:
  - {is: error, state: broken}
applies: {document: [note, newsletter]}
when:
  any: ['desk note', {lexicon: upside}]
  all: ['bonds']
  not: ['kitchen']
require:
  place: [end]
  elements:
    not-research:
      label: is no research
      says: ['no research (report|note)']
      says_not: ['research']
message: It does not say that it {missing}.
"""
FORBID = """\
title: Nobody goes to the moon
forbid:
  says: ['to the moon', {lexicon: upside}]
  where: ['fund']
  unless: [disclosure, enforcement]
  downgrade: [quoted]
message: 'It says "{phrase}".'
"""
VERBATIM = """\
title: The legend
verbatim:
  texts:
    long: {text: 'Shares of {product} are not insured and may lose value.'}
    short: {text: Not insured. May lose value.}
  slots:
    product: {one_of: [the fund, the trust]}
"""
SOURCE = """\
title: Figures carry their source
source:
  policy: attributed
  classes: {warning: [money, percent], info: [rank], off: [duration]}
"""
METADATA = """\
title: Front matter
metadata:
  sponsor: {required: true}
  topic: {one_of: [tax, bonds]}
"""
STRICTER, LOOSER, WORDING, EITHER = "stricter", "looser", "wording", "either way"

CHANGES = [
    (REQUIRE, "severity: warning", "severity: error", [(STRICTER, "severity: warning became error")]),
    (REQUIRE, "  not: ['kitchen']\n", "", [(STRICTER, "exception to the trigger removed: 'kitchen'")]),
    (REQUIRE, "'desk note', ", "'desk note', 'desk letter', ", [(STRICTER, "trigger added: 'desk letter'")]),
    (REQUIRE, "'desk note', ", "", [(LOOSER, "trigger removed: 'desk note'")]),
    (REQUIRE, "  all: ['bonds']\n", "", [(STRICTER, "condition of the trigger removed: 'bonds'")]),
    (REQUIRE, "['bonds']\n", "['bonds', 'notes']\n", [(LOOSER, "condition of the trigger added: 'notes'")]),
    (REQUIRE, "  all:", "  bind: document\n  all:",
     [(STRICTER, "trigger bound to the: sentence became document")]),
    (REQUIRE, "  all:", "  gate: needed\n  all:", [(LOOSER, "gate: none became needed")]),
    (REQUIRE, "[note, newsletter]", "[note]", [(LOOSER, "applies to the document removed: 'newsletter'")]),
    (REQUIRE, "applies: {document: [note, newsletter]}\n", "",
     [(STRICTER, "applies whatever the document, no longer only to note, newsletter")]),
    (REQUIRE, "newsletter]}", "newsletter], firm: [bank]}",
     [(LOOSER, "applies only where the firm is bank")]),
    (REQUIRE, "  - {is: error, state: broken}\n", "  - {is: error, state: broken}\n  - {is: info, firm: [bank]}\n",
     [(LOOSER, 'case of the severity added: {"is": "info", "firm": ["bank"]}')]),
    (REQUIRE, "  place: [end]\n", "", [(LOOSER, "place not asked for any more: end")]),
    (REQUIRE, "[end]", "[end, top]", [(LOOSER, "accepted place added: 'top'")]),
    (REQUIRE, "'no research (report|note)'", "'no research'",
     [(LOOSER, """element "not-research": accepted wording added: 'no research'"""),
      (STRICTER, """element "not-research": accepted wording removed: 'no research (report|note)'""")]),
    (REQUIRE, "      says_not: ['research']\n", "",
     [(STRICTER, """element "not-research": accepted denial removed: 'research'""")]),
    (REQUIRE, "label: is no research", "label: is not research",
     [(WORDING, 'element "not-research": label reworded')]),
    (REQUIRE, "      label:", "      optional: true\n      label:",
     [(LOOSER, 'element "not-research": optional: false became true')]),
    (REQUIRE, "message:", "    firm-name: {label: names the firm, says: ['by x']}\nmessage:",
     [(STRICTER, 'element "firm-name" added (names the firm)')]),
    (REQUIRE, "require:\n", "require:\n  together: block\n",
     [(STRICTER, "together within: none became block")]),
    (REQUIRE, "message:", "fix: Say it.\nmessage:", [(WORDING, "fix reworded")]),
    (REQUIRE, "severity:", "stage: beta\nseverity:", [(LOOSER, "stage: stable became beta")]),
    (REQUIRE, "severity:", "status: repealed\nseverity:", [(LOOSER, "status: in-force became repealed")]),
    (REQUIRE, "severity:", "scope: site\nseverity:", [(LOOSER, "scope: document became site")]),
    (REQUIRE, "severity:", "exemptible: never\nseverity:", [(STRICTER, "exemptible: register became never")]),
    (REQUIRE, "severity:", "effective_from: 2027-01-01\nseverity:",
     [(LOOSER, "effective_from: none became 2027-01-01")]),
    (REQUIRE, "severity:", "effective_until: 2027-01-01\nseverity:",
     [(LOOSER, "effective_until: none became 2027-01-01")]),
    (REQUIRE, "severity:", "lang: [en, de]\nseverity:", [(STRICTER, "language added: 'de'")]),
    (REQUIRE, "severity:", "authority: [{cite: Rule 1}]\nseverity:", [(WORDING, "authority added: Rule 1")]),
    (FORBID, "'to the moon', ", "'to the moon', 'to mars', ", [(STRICTER, "banned phrase added: 'to mars'")]),
    (FORBID, ", enforcement]", "]", [(STRICTER, "excuse removed: 'enforcement'")]),
    (FORBID, "[quoted]", "[quoted, definition]", [(LOOSER, "mitigation added: 'definition'")]),
    (FORBID, "  where: ['fund']\n", "", [(STRICTER, "asks for no word beside the phrase any more")]),
    (FORBID, "['fund']", "['fund', 'trust']", [(STRICTER, "word asked for beside it added: 'trust'")]),
    (FORBID, "[disclosure, enforcement]", "[enforcement, disclosure]",
     [(WORDING, "excuse: in another order")]),
    (VERBATIM, "    short: {text: Not insured. May lose value.}\n", "",
     [(STRICTER, 'accepted text "short" removed')]),
    (VERBATIM, "may lose value.'", "may lose all value.'",
     [(STRICTER, 'text "long" prescribes other words; what carries the old ones is reported now')]),
    (VERBATIM, "the trust]", "the trust, the plan]",
     [(LOOSER, "slot \"product\": one_of added: 'the plan'")]),
    (SOURCE, "policy: attributed", "policy: cited", [(STRICTER, "policy: attributed became cited")]),
    (SOURCE, "off: [duration]", "error: [duration]", [(STRICTER, "class duration: off became error")]),
    (SOURCE, "[money, percent]", "[money]", [(LOOSER, "class percent: warning became off")]),
    (METADATA, "{required: true}", "{required: false}",
     [(LOOSER, 'field "sponsor": required: true became false')]),
    (METADATA, "[tax, bonds]", "[tax]", [(STRICTER, "field \"topic\": value removed: 'bonds'")]),
    (METADATA, "  sponsor: {required: true}\n", "", [(LOOSER, 'field "sponsor" removed')]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "old", "new", "told"), CHANGES)
def test_every_change_is_told_with_the_way_it_works(
    compared: Compared, rule: str, old: str, new: str, told: list[tuple[str, str]]
) -> None:
    assert rule.count(old) == 1
    [found] = compared({"x": rule}, {"x": rule.replace(old, new)})
    assert [(change.effect, change.text) for change in found.changes] == told


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        ("'to the moon', ", "'to the moon', 'to mars', ", "tightened"),
        ("'to the moon', ", "", "loosened"),
        ("'to the moon', ", "'to mars', ", "changed"),
        ("title: Nobody", "title: No one", "reworded"),
        ("title: Nobody goes", "severity: error\ntitle: No one goes", "tightened"),
    ],
)
def test_the_verdict_sums_up(compared: Compared, old: str, new: str, verdict: str) -> None:
    [found] = compared({"x": FORBID}, {"x": FORBID.replace(old, new)})
    assert found.verdict == verdict


def test_rules_come_in_the_order_of_verdicts_and_ids(compared: Compared) -> None:
    found = compared(
        {"b": FORBID, "a": FORBID, "gone": FORBID, "same": FORBID},
        {
            "b": FORBID.replace(", enforcement", ""),
            "a": FORBID + "fix: Stay.\n",
            "z": FORBID,
            "y": FORBID,
            "same": FORBID,
        },
    )
    assert [(one.verdict, one.rule) for one in found] == [
        ("new", "y"), ("new", "z"), ("removed", "gone"), ("tightened", "b"), ("reworded", "a"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "effect"),
    [
        (FORBID, STRICTER),
        (FORBID.replace("{lexicon: upside}", "'{upside} for all'"), STRICTER),
        (FORBID.replace(", {lexicon: upside}", "").replace("[disclosure, e", "[{lexicon: upside}, e"), LOOSER),
        (REQUIRE.replace("'no research (report|note)'", "'no {upside}'").replace(", {lexicon: upside}", ""), LOOSER),
        (REQUIRE.replace("'kitchen'", "{lexicon: upside}"), EITHER),
    ],
)  # fmt: skip
def test_what_a_lexicon_does_depends_on_its_place(compared: Compared, rule: str, effect: str) -> None:
    [found] = compared({"x": rule}, {"x": rule}, upside="terms: [returns?, profits?, gains?, boons?]\n")
    assert [(c.effect, c.text) for c in found.changes] == [(effect, "lexicon upside: terms added: 'gains?', 'boons?'")]


def test_a_lexicon_with_fewer_terms_or_more_anti_terms_finds_less(compared: Compared) -> None:
    [found] = compared({"x": FORBID}, {"x": FORBID}, upside="terms: [returns?]\nnot: [tax returns?]\n")
    assert {(c.effect, c.text) for c in found.changes} == {
        (LOOSER, "lexicon upside: terms removed: 'profits?'"),
        (LOOSER, "lexicon upside: anti-terms added: 'tax returns?'"),
    }
    assert found.verdict == "loosened"


def test_another_kind_is_a_change_that_may_work_either_way(compared: Compared) -> None:
    [found] = compared({"x": FORBID}, {"x": SOURCE})
    assert (found.verdict, found.changes[0].text) == ("changed", "the kind is now source")


HISTORY = "history:\n  - {date: 2026-01-01, effect: new, what: First version.}\n"


@pytest.mark.parametrize(
    ("old", "new", "recorded"),
    [
        (FORBID, FORBID.replace(", enforcement", ""), False),
        (FORBID, FORBID.replace(", enforcement", "") + HISTORY, True),
        (FORBID + HISTORY, FORBID.replace(", enforcement", "") + HISTORY, False),
        (FORBID, FORBID.replace("Nobody", "None"), True),
    ],
)
def test_a_change_that_the_history_does_not_tell_of_is_noticed(
    compared: Compared, old: str, new: str, recorded: bool
) -> None:
    [found] = compared({"x": old}, {"x": new})
    assert found.recorded is recorded


def test_a_new_rule_without_history_is_noticed(compared: Compared) -> None:
    assert [one.recorded for one in compared({}, {"x": FORBID, "y": FORBID + HISTORY})] == [False, True]


def test_nothing_changed_and_nothing_is_told(compared: Compared) -> None:
    assert compared({"x": FORBID + HISTORY}, {"x": "# comment\n" + FORBID + HISTORY}) == ()
