"""Every fault of a rule file at once, each at its place, in words a compliance officer understands."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from disclint.model import Problem
from disclint.ruleset.load import RuleSet

House = Callable[..., RuleSet]

HEAD = "id: x\ntitle: T\n"
RULE = HEAD + "forbid: {says: [abc]}\n"

SYNTAX = {
    "a tab": (HEAD + "forbid:\n\tsays: [abc]\n", ["4:1: a tab stands where only spaces may indent the line"]),
    "an open bracket": (HEAD + "forbid: {says: [abc}\n", ["3:20: a comma or the closing bracket is missing"]),
    "an open quote": (
        HEAD + "message: 'abc\nforbid: {says: [abc]}\n",
        ["3:10: this quote is not closed before the end of the file"],
    ),
    "a colon in plain text": (
        HEAD + "message: Note: this\n",
        ['3:14: a ": " too many; a value that holds ": " needs quotes'],
    ),
    "crooked indentation": (
        HEAD + "forbid:\n  says: [abc]\n says: [x]\n",
        ["5:2: the line is indented differently from the keys above it, or a quote is not closed before it"],
    ),
    "an expression in double quotes": (
        HEAD + 'forbid: {says: ["a\\w"]}\n',
        ["3:17: in double quotes a backslash must be doubled; use single quotes for expressions"],
    ),
    "a value that begins with @": (
        HEAD + "message: @x\n",
        ["3:10: this character can't begin a value; put the value in single quotes"],
    ),
    "anchors and aliases": (
        HEAD + "forbid: &a {says: [abc]}\nwhy: *a\n",
        [
            '3:9: anchors ("&a") are not supported; write the value out where it is needed',
            '4:6: aliases ("*a") are not supported; write the value out',
        ],
    ),
    "a tag": (
        HEAD + "why: !!python/object:os.system x\nforbid: {says: [abc]}\n",
        ['3:6: tags ("!!python/object:os.system") are not supported'],
    ),
    "two documents": (
        RULE + "---\na: b\n",
        ['4:1: a second YAML document begins here ("---"); one file holds one'],
    ),
    "a NUL byte": ("a: \x00\n", ["1:4: a control character that YAML doesn't allow"]),
    "bytes that are no UTF-8": (HEAD + "why: caf\udce9\n", ["3:1: not UTF-8; save the file as UTF-8"]),
    "a list as a key": (
        HEAD + "[a, b]: c\n",
        [
            "1:1: one of the keys require, verbatim, forbid, source, metadata is missing",
            "3:1: a list or a mapping can't be a key; quote text that begins with [ or {",
        ],
    ),
    "fifty thousand brackets": ("a: " + "[" * 50_000, ["1:27: nested deeper than 24 levels"]),
    "nothing at all": ("", ["1:1: expected keys and values (id, title, basis, status, …), found nothing"]),
    "a list": ("- a\n", ["1:1: expected keys and values (id, title, basis, status, …), found a list"]),
    "a key twice": (RULE + "title: U\n", ['4:1: the key "title" is here twice; it stands already at line 2, column 1']),
    "a key twice, deep inside": (
        HEAD + "forbid:\n  says: [abc]\n  says: [x]\n",
        ['5:3: the key "says" is here twice; it stands already at line 4, column 3'],
    ),
}

SHAPE = {
    "unknown keys": (
        RULE + "when_: {any: [a]}\nMessage: x\nfirm: bank\nelements: {}\n",
        [
            '4:1: unknown key "when_"; did you mean "when"?',
            '5:1: unknown key "Message"; did you mean "message"?',
            '6:1: unknown key "firm"; it belongs under "applies"',
            '7:1: unknown key "elements"; it belongs under "require"',
        ],
    ),
    "two kinds": (
        RULE + "source: {policy: attributed, classes: {warning: money}}\n",
        ['4:1: "source" can\'t stand beside "forbid"; take one of them'],
    ),
    "no kind": (HEAD, ["1:1: one of the keys require, verbatim, forbid, source, metadata is missing"]),
    "no id, no title": (
        "forbid: {says: [abc]}\n",
        ['1:1: the key "id" is missing', '1:1: the key "title" is missing'],
    ),
    "wrong types": (
        "id: 7\ntitle: [a]\nseverity: eror\nstatus: null\nwhen: yes\nforbid: abc\nlang: 1:30\n",
        [
            "1:5: expected a name in small letters, digits and hyphens, found the number 7; put it in quotes",
            "2:8: expected text, found a list",
            '3:11: expected one of error, warning, info, found "eror"; did you mean "error"?',
            "4:9: expected one of in-force, proposed, under-review, repealed, found nothing",
            '5:7: expected keys and values (any, all, not, bind, …), found "yes"',
            '6:9: expected keys and values (says, says_not, where, unless, …), found "abc"',
            '7:7: expected a language code such as en, found "1:30"',
        ],
    ),
    "one matcher without its list": (
        HEAD + "forbid: {says: abc}\n",
        ['3:16: expected a list, found "abc"; write it as [ … ]'],
    ),
    "an empty list": (HEAD + "forbid: {says: []}\n", ["3:16: the list is empty"]),
    "guards": (
        HEAD + "forbid: {says: [a b], unless: [quotd, {lexicon: upside, within: 3 words}, 'we never']}\n",
        [
            "3:32: expected one of quoted, enforcement, definition, question, disclosure, sourced, example, "
            'found "quotd"; did you mean "quoted"?',
            '3:65: expected one of sentence, block, section, document, found "3 words"',
            "3:75: expected one of quoted, enforcement, definition, question, disclosure, sourced, example, "
            "found \"we never\"; an expression is written {expression: '…'} here",
        ],
    ),
    "places": (
        HEAD + "require: {elements: {aa: {label: l, says: [ab]}}, place: [top, {near: 3 words}, bottom]}\n",
        [
            '3:71: expected sentence, block, section or "3 sentences", found "3 words"',
            '3:81: expected one of top, end, prominent, before-trigger, found "bottom"',
        ],
    ),
    "severities": (
        RULE + "severity_if: [{is: fatal, firm: [bank]}, {is: error}, {is: off, field: {sponsored: true}}]\n",
        [
            '4:20: expected one of error, warning, info, off, found "fatal"',
            "4:42: at least one of the keys state, firm, document, audience, channel, field, trigger is needed",
        ],
    ),
    "an element that says nothing": (
        HEAD + "require: {elements: {Not_OK!: {label: l}}}\n",
        [
            '3:22: the name "Not_OK!" should be a name in small letters, digits and hyphens',
            "3:31: at least one of the keys says, says_not is needed",
        ],
    ),
    "a condition that only excludes": (
        RULE + "when: {not: [abc]}\n",
        ["4:7: at least one of the keys any, all is needed"],
    ),
    "yes for true": (
        HEAD + "metadata: {sponsor: {required: yes}}\n",
        ['3:32: expected true or false, found "yes"'],
    ),
}

MATCHERS = """
    - {lexicn: upside}
    - {lexicon: upsid}
    - {near: [a], within: 3 words}
    - {near: [a, b], within: 3 wrds}
    - {near: [a, {near: [b, c], within: block}], within: block}
    - {quantity: [money, prcent]}
    - {field: topic}
    - {lexicon: upside, near: [a, b]}
    - 5
    - '(abc'
    - 'a\\s+b'
    - {cased: 'x{upsides}'}
    - {link: {host: 'https://x'}}
    - {entity: broker}
    - {lexicon: upside, distinct: 0}
"""
KNOWN = "known are expression, cased, lexicon, entity, name, quantity, link, statement"
CLASSES = "money, percent, change, ratio, count, level, range, multiplier, rank, vague, duration"
MATCHER_FAULTS = [
    '5:8: unknown key "lexicn"; did you mean "lexicon"?',
    '6:17: no lexicon is named "upsid"; did you mean "upside"?',
    "7:14: expected at least 2 items",
    '8:30: expected "10 words", sentence, block, section or document, found "3 wrds"',
    '9:19: unknown key "near"; a near can\'t stand inside a near',
    f'10:26: expected one of {CLASSES}, found "prcent"; did you mean "percent"?',
    '11:8: unknown key "field"; front-matter fields can stand under "when" only',
    '12:25: unknown key "near"; the keys here are lexicon, distinct',
    "13:7: expected an expression, {expression: …}, {cased: …}, {lexicon: …}, {entity: …}, {name: …}, {quantity: …}, "
    "{link: …}, {statement: …} or {near: …}, found the number 5",
    "14:7: the expression is not valid: missing ), unterminated group (in '(abc')",
    '15:7: write a space instead of "\\s": white space is one space in readable text, and "\\s" crosses blocks '
    "(in 'a\\s+b')",
    '16:15: no lexicon is named "upsides"; did you mean "upside"? (in \'x{upsides}\')',
    '17:21: expected a host name such as finra.org, found "https://x"',
    "18:16: expected one of broker-dealer, adviser, publisher, bank, futures, issuer, municipal, affiliate, any, "
    'found "broker"; did you mean "broker-dealer"?',
    "19:35: expected a whole number from 1 to 50, found the number 0",
]

MEANING = {
    "matchers of every kind": (HEAD + "forbid:\n  says:" + MATCHERS, MATCHER_FAULTS),
    "dates, addresses, grades": (
        RULE + "effective_from: 2024-02-30\neffective_until: 2023-01-01\n"
        "authority: [{cite: a, url: 'http://x', checked: 2024-13-01, grade: primry}]\n",
        [
            '4:17: there is no such day as "2024-02-30"',
            '6:28: expected an address that begins with https://, found "http://x"',
            '6:49: there is no such day as "2024-13-01"',
            '6:68: expected one of primary, mirror, secondary, unconfirmed, found "primry"; did you mean "primary"?',
        ],
    ),
    "an end before the start": (
        RULE + "effective_from: 2024-02-29\neffective_until: 2024-02-28\n",
        ["5:18: effective_until lies before effective_from (2024-02-29)"],
    ),
    "slots": (
        HEAD + "verbatim: {texts: {a: {text: 'x z {pct} y'}}, slots: {pc: {quantity: percent}}}\n",
        [
            '3:30: the text has the slot "{pct}", which "slots" does not explain',
            '3:55: no text has the slot "{pc}"',
        ],
    ),
    "a legend that could never be found": (
        HEAD + "verbatim: {texts: {a: {text: 'x {pct}'}}, slots: {pct: {quantity: percent}}}\n",
        ["3:30: the text has no two words in a row outside its slots, so it can't be told from others"],
    ),
    "a trigger that the rule doesn't have": (
        RULE + "when: {any: [{near: [ab, {entity: bank}], within: sentence}], not: [{entity: adviser}]}\n"
        "severity_if: [{is: error, trigger: bakn}, {is: info, trigger: [bank, adviser]}]\n",
        ['5:36: "when" asks for no "bakn"; did you mean "bank"?', '5:70: "when" asks for no "adviser"'],
    ),
    "classes of numbers": (
        HEAD + "source: {policy: atributed, classes: {warning: [money, range], off: [money]}}\n",
        [
            '3:18: expected one of cited, attributed, referenced, found "atributed"; did you mean "attributed"?',
            '3:69: "money" stands under warning already',
        ],
    ),
    "another file's name": (
        RULE.replace("id: x", "id: y"),
        ['1:5: the id "y" differs from the file\'s name "x.yaml"'],
    ),
    "examples that prove nothing": (
        RULE + "examples:\n"
        "  pass: [{text: a, flags: [b]}]\n"
        "  fail:\n"
        "    - {text: a}\n"
        "    - {text: abc, flags: [abd]}\n"
        "    - {file: nope.md, flags: [x]}\n"
        "    - {text: abc, flags: [abc], missing: [zz]}\n"
        "    - {file: ../x.md, flags: [x]}\n"
        "    - {flags: [x]}\n",
        [
            '5:20: unknown key "flags"; the keys here are text, file, format, as, said, note, todo',
            '7:7: a failing example names the exact text that is flagged ("flags: [text]")',
            '8:27: "abd" does not occur in the example\'s text',
            '9:14: the file "nope.md" cannot be read: No such file or directory',
            '10:43: the rule requires no "zz"',
            "11:14: the file must lie in the rule's own folder or below it",
            "12:7: one of the keys text, file is missing",
        ],
    ),
    "a failing example of a statement": (
        HEAD + "require: {elements: {aa: {label: l, says: [ab]}}}\n"
        "examples: {fail: [{text: x}, {text: x, missing: [ab]}, {text: x, missing: aa, said: ac}],"
        " pass: [{text: x, said: [aa]}]}\n",
        [
            '4:19: a failing example names the elements that are missing ("missing: [name]")',
            '4:50: the rule requires no "ab"',
            '4:85: the rule requires no "ac"',
        ],
    ),
}


def lines(problems: Iterable[Problem]) -> list[str]:
    return [str(problem) for problem in problems]


@pytest.mark.parametrize("name", [*SYNTAX, *SHAPE, *MEANING])
def test_a_broken_rule_is_refused_with_every_fault_at_its_place(house: House, name: str) -> None:
    text, expected = {**SYNTAX, **SHAPE, **MEANING}[name]
    found = house(x=text)
    assert lines(found.problems) == [f"house/x.yaml:{line}" for line in expected]
    assert found.rules == ()


def test_faults_of_all_files_come_at_once_and_sound_rules_stay(house: House) -> None:
    found = house(
        x=RULE + "when_: 1\n",
        y="id: y\ntitle: Y\nforbid: {says: [abc]}\n",
        z="id: zz\ntitle: Z\nforbid: {says: ['(']}\n",
        lexicons__terms="terms: [a, a, 'b{upside}', '(', 'x*']\ncsed: [X]\n",
        pack="id: House Pack\ntitle: ''\nrequire: x\n",
    )
    assert lines(found.problems) == [
        'house/lexicons/terms.yaml:1:12: the term "a" is here twice; it stands in line 1 already',
        "house/lexicons/terms.yaml:1:15: a lexicon's terms can't insert other lexicons",
        "house/lexicons/terms.yaml:1:28: the expression is not valid: missing ), unterminated group",
        "house/lexicons/terms.yaml:1:33: the expression matches empty text, so it would match everywhere",
        'house/lexicons/terms.yaml:2:1: unknown key "csed"; did you mean "cased"?',
        'house/pack.yaml:1:5: expected a name such as us/core, found "House Pack"',
        "house/pack.yaml:2:8: expected text, found empty text",
        'house/pack.yaml:3:1: unknown key "require"; did you mean "requires"?',
        'house/x.yaml:4:1: unknown key "when_"; did you mean "when"?',
        'house/z.yaml:1:5: the id "zz" differs from the file\'s name "z.yaml"',
        "house/z.yaml:3:17: the expression is not valid: missing ), unterminated group (in '(')",
    ]
    assert [rule.id for rule in found.rules] == ["y"]


def test_a_broken_lexicon_is_not_held_against_the_rules_that_use_it(house: House) -> None:
    found = house(
        x=HEAD + "forbid: {says: ['{terms} abc', {lexicon: terms}]}\n",
        lexicons__terms="terms: ['(']\n",
    )
    assert len(found.problems) == 1
    assert [rule.id for rule in found.rules] == ["x"]


REQUIRE = "id: {id}\ntitle: T\nrequire:\n  elements:\n"

LINKS = {
    "a statement defined twice": (
        {
            "x": "    aa: {label: l, says: [ab]}\n",
            "y": "    bb: {label: l, says: [ab]}\n    aa: {label: l, says: [a]}\n",
        },
        ['house/y.yaml:6:5: the statement "aa" is defined already in house/x.yaml'],
        ["x"],
    ),
    "an unknown statement": (
        {"x": "    aa: {label: l, says: [ab]}\n", "y": "    bb:\n      label: l\n      says: [{statement: ab}]\n"},
        ['house/y.yaml:7:26: no rule defines the statement "ab"'],
        ["x"],
    ),
    "a circle of two": (
        {
            "x": "    aa: {label: l, says: [{statement: bb}]}\n",
            "y": "    bb: {label: l, says: [{near: [a, {statement: aa}], within: block}]}\n",
            "z": "    cc: {label: l, says: [{statement: aa}]}\n",
        },
        ["house/x.yaml:5:5: the statement refers to itself: aa -> bb -> aa"],
        [],
    ),
    "a circle of one": (
        {"x": "    aa: {label: l, says_not: [{statement: aa}]}\n"},
        ["house/x.yaml:5:5: the statement refers to itself: aa -> aa"],
        [],
    ),
    "a statement of a broken rule": (
        {"x": "    aa: {label: l, says: ['(']}\n", "y": "    bb: {label: l, says: [{statement: aa}]}\n"},
        [
            "house/x.yaml:5:27: the expression is not valid: missing ), unterminated group (in '(')",
        ],
        [],
    ),
    "a chain": (
        {"x": "    aa: {label: l, says: [{statement: bb}]}\n", "y": "    bb: {label: l, says: [ab]}\n"},
        [],
        ["x", "y"],
    ),
}


@pytest.mark.parametrize("name", LINKS)
def test_statements_are_defined_once_and_without_circles(house: House, name: str) -> None:
    files, expected, kept = LINKS[name]
    written = {rule: REQUIRE.format(id=rule) + elements for rule, elements in files.items()}
    for _ in range(2):  # the second time from the cache, if there was nothing wrong with the files themselves
        found = house(**written)
        assert lines(found.problems) == expected
        assert [rule.id for rule in found.rules] == kept


def test_a_rule_id_stands_for_one_rule_in_all_packs(house: House) -> None:
    found = house(x=RULE, more__x=RULE, more__pack="id: more\ntitle: More\nrequires: [us/nowhere]\n")
    assert lines(found.problems) == [
        'house/more/pack.yaml: the pack builds on "us/nowhere", which is not loaded; name both under "packs"',
        'house/more/x.yaml:1:5: the rule "x" is defined already in house/x.yaml',
    ]
    assert [rule.path for rule in found.rules] == ["house/x.yaml"]
