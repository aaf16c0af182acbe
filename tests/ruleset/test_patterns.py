"""Expressions are written anew for matching; what could misfire, cross a block or take forever is refused."""

from __future__ import annotations

import re

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint.ruleset.patterns import expanded
from disclint.ruleset.rule import Lexicon
from disclint.ruleset.scan import compiled

LEXICONS = {
    "upside": Lexicon("upside", ("returns?", "profits?"), ("ETF", "S&P 500")),
    "bodies": Lexicon("bodies", (), ("FINRA", r"SEC(?:'s)?", "FINRA Inc")),
}

WRITTEN_ANEW = [
    # expression, what is compiled
    ("guaranteed returns", "guaranteed returns"),
    ("(investment|financial) advice", "(?:investment|financial) advice"),
    ("guaranteed? (\\w+ ){0,2}(returns?|gains?)", "guaranteed? (?:\\w{1,64} ){0,2}(?:returns?|gains?)"),
    ("subscrib\\w+", "subscrib\\w{1,64}"),
    ("so+ a*b", "so{1,64} a{0,64}b"),
    ("a{2,}b{3}c{,4}d{100,}", "a{2,64}b{3}c{,4}d{100,100}"),
    ("a+?b*+c??d?+", "a{1,64}?b{0,64}+c??d?+"),
    ("SIPC Member", "sipc member"),
    ("\\W\\D\\S\\B[A-Z]", "[^\\w\\n][^\\d\\n]\\S\\B[a-z]"),
    ("don’t “x” a–b\u00a0c", 'don\'t "x" a-b c'),
    ("a[–—]b[’x]", "a[\\-\\-]b['x]"),
    ("a\\–b", "a\\-b"),
    ("[^.]{0,30}x", "[^.\\n]{0,30}x"),
    ("[]a]x[^]a]", "[]a]x[^]a\\n]"),
    ("(?:a|b)(?=c)(?!d)(?<=e)(?<!f)(?>gh)i", "(?:a|b)(?=c)(?!d)(?<=e)(?<!f)(?>gh)i"),
    ("\\(a\\) \\{b\\} \\$5 \\. \\?", "\\(a\\) \\{b\\} \\$5 \\. \\?"),
    ("[{}()*+?]a", "[{}()*+?]a"),
    ("x {upside}", "x (?:profits?|returns?|s&p 500|etf)"),
    ("{bodies} rule", "(?:sec(?:'s)?|finra inc|finra) rule"),
    ("i̇İ", "i̇İ"),
]
CASED = [
    ("SIPC", "SIPC"),
    ("Member (of )?{bodies}", "Member (?:of )?(?:SEC(?:'s)?|FINRA Inc|FINRA)"),
    ("\\W[A-Z]{2,5}", "[^\\w\\n][A-Z]{2,5}"),
]

SLOW = "the expression can match one text in too many ways and would be slow; use fewer or shorter repeats"
NESTED = "an unlimited repeat (*, + or {n,}) stands inside another; limit one, e.g. {0,5}"
EMPTY = "the expression matches empty text, so it would match everywhere"
GAP = "a gap is repeated without limit; limit it, e.g. .{0,40}"

# what is refused, beside a near miss that is not
REPEATS = [
    ("(a+)+b", NESTED, "(a+b){1,2}c"),
    ("(a+)*b", NESTED, "(ac)*b"),
    ("(a*){2,}b", NESTED, "(a*c){2,3}b"),
    ("((ab)+c)+d", NESTED, "((ab)+c){0,9}d"),
    ("(\\w+ )+fund", NESTED, "(\\w+ ){0,9}fund"),
    ("x(?=(a+)+)", NESTED, "x(?=a+)"),
    ("(a|b+)+c", NESTED, "(a|b)+c"),
    ("(\\w+ ?){1,20}x", SLOW, "(\\w+ ){1,20}x"),
    ("(a|a){0,30}b", SLOW, "(a|b){0,30}c"),
    ("(\\w|\\d|e){20}f", SLOW, "(\\w|-){20}f"),
    ("(xab|xa[b-z]){0,30}f", SLOW, "(xab|xa[c-z]){0,30}f"),
    ("(ab|a\\w){0,30}f", SLOW, "(ab|ac){0,30}f"),
    ("(a?){30}b", SLOW, "a?b"),
    ("(a{0,5}){9}b", SLOW, "a{0,45}b"),
    ("(the |th(e )){1,20}x", SLOW, "(the |their ){1,20}x"),
    ("(a ?)+ ?(a ?)+ ?(a ?)+b", SLOW, "(a )+(b )+(c )+d"),
    (".{0,80}a.{0,80}b.{0,80}c", SLOW, ".{0,40}a.{0,40}b"),
    ("\\w+\\w+\\w+\\w+x", SLOW, "\\w+-\\w+-\\w+-\\w+x"),
    ("a.*b", GAP, "a.{0,40}b"),
    ("a.+?b", GAP, "a.{1,40}?b"),
    ("a[^.]*b", GAP, "a[^ .]*b"),
    ("a[a-z ]+b", GAP, "a[a-z]+b"),
    ("a\\W+b", GAP, "a\\W{1,3}b"),
    ("a\\D{2,}b", GAP, "a\\D{2,9}b"),
    ("a +b", "a space is repeated without limit; limit it, e.g. .{0,40}", "a b"),
    ("a.{0,201}b", "a repeat of up to 201 is too wide; the most is 200", "a.{0,200}b"),
]
EVERYWHERE = [
    ("a*", EMPTY, "a+"),
    ("a?b?", EMPTY, "a?b"),
    ("(a|)", EMPTY, "(a|b)"),
    ("(?=a)", EMPTY, "(?=a)a"),
    ("\\b", EMPTY, "\\ba"),
    ("a{0}", EMPTY, "a{1}"),
    ("a|b?", EMPTY, "a|b"),
]
ACROSS = [
    (
        "a\\sb",
        'write a space instead of "\\s": white space is one space in readable text, and "\\s" crosses blocks',
        "a b",
    ),
    ("a\\nb", 'text has no line break inside a block; "\\n" would cross its end', "a nb"),
    ("a\nb", "the expression holds a line break; text has none inside a block", "a b"),
    ("a[\\s-]b", "\"\\s\" can't stand in [ … ]: it would match across a block's end", "a[ -]b"),
    ("a[\\W_]b", "\"\\W\" can't stand in [ … ]: it would match across a block's end", "a[\\w_]b"),
    ("a\\x0ab", "a line break can't stand in an expression: text has none inside a block", "a\\x20b"),
    ("a\\tb", 'white space is one space in readable text; write a space instead of "\\t"', "a b"),
    ("a  b", "two spaces in a row never match: white space is one space in readable text", "a b"),
    ("^a", '"^" is not supported: an expression is found anywhere in a block; "\\^" is the character', "\\^a"),
    ("a$", '"$" is not supported: an expression is found anywhere in a block; "\\$" is the character', "a\\$"),
    ("\\Aa", '"\\A" is not supported: an expression is found anywhere in a block', "\\ba"),
]
SYNTAX = [
    ("(a", "the expression is not valid: missing ), unterminated group", "(a)"),
    ("a)", "the expression is not valid: unbalanced parenthesis", "a\\)"),
    ("*a", "the expression is not valid: nothing to repeat", "\\*a"),
    ("a**", "the expression is not valid: multiple repeat", "a*b"),
    ("a{3,2}", "the expression is not valid: min repeat greater than max repeat", "a{2,3}"),
    ("[z-a]", "the expression is not valid: bad character range z-a", "[a-z]"),
    ("\\ya", "the expression is not valid: bad escape \\y", "ya"),
    ("a\\", 'the expression ends with a single "\\"', "a\\\\"),
    ("[ab", 'a "[" is not closed; write "\\[" for the bracket itself', "[ab]"),
    ("[a[b]", 'in "[a[b]", write "\\[", "\\-", "\\&" or "\\|" for these characters', "[a\\[b]"),
    ("[a--b]", 'in "[a--b]", write "\\[", "\\-", "\\&" or "\\|" for these characters', "[a\\-b]"),
    ("(a)\\1", '"\\1" refers back to a group; expressions can\'t', "(a)1"),
    ("(?P<n>a)", '"(?P<n>" is not supported; write (…), groups need no names', "(a)"),
    ("(?<n>a)", '"(?<n>" is not supported; write (…), groups need no names', "(?<=n)a"),
    ("(?i)a", "\"(?i)\" is not supported; case is ignored already, and {cased: '…'} keeps it", "(i)a"),
    ("(?s:a)", "\"(?s:\" is not supported; case is ignored already, and {cased: '…'} keeps it", "(?:a)"),
    ("a(?#b)", 'comments ("(?#") are not supported', "a#b"),
    ("\\p{L}a", '"\\p{…}" is not supported; write the characters as [ … ]', "pa"),
    ("a{x y}", 'write "\\{" for a brace, {name} for a lexicon, {0,2} for a count', "a\\{x y\\}"),
    ("{upsid}", 'no lexicon is named "upsid"; did you mean "upside"?', "{upside}"),
    ("\\x41b", "a capital letter written as a code never matches where case is ignored; use {cased: '…'}", "\\x61b"),
]
REFUSED = [*REPEATS, *EVERYWHERE, *ACROSS, *SYNTAX]


@pytest.mark.parametrize("expression, written", WRITTEN_ANEW)
def test_an_expression_is_written_anew(expression: str, written: str) -> None:
    assert expanded(expression, LEXICONS) == (written, ())


@pytest.mark.parametrize("expression, written", CASED)
def test_a_cased_expression_keeps_its_capitals(expression: str, written: str) -> None:
    assert expanded(expression, LEXICONS, cased=True) == (written, ())


@pytest.mark.parametrize("expression, fault", [(e, f) for e, f, _ in REFUSED])
def test_what_could_misfire_is_refused_in_words(expression: str, fault: str) -> None:
    assert fault in expanded(expression, LEXICONS).faults


@pytest.mark.parametrize("expression", [e for _, _, e in REFUSED])
def test_its_near_miss_is_accepted(expression: str) -> None:
    written, faults = expanded(expression, LEXICONS)
    assert faults == () and compiled(written)


def test_a_cased_expression_cannot_insert_terms_that_ignore_case() -> None:
    faults = expanded("x {upside}", LEXICONS, cased=True).faults
    assert faults == ('the lexicon "upside" has terms that ignore case; a cased expression can\'t insert it',)


def test_all_faults_of_one_expression_come_at_once() -> None:
    assert len(expanded("^a\\sb{nope}(?i)", LEXICONS).faults) == 4
    assert len(expanded("a  b.*c.{0,999}d", LEXICONS).faults) == 3


FOUND = [
    # expression, readable text (folded), what is found
    ("don’t  ?worry", "they don't worry", "don't worry"),
    ("mid–cap", "a mid-cap fund", "mid-cap"),
    ("Forward-Looking", "forward-looking", "forward-looking"),
    ("x[^.]{0,30}y", "x, then y", "x, then y"),
    ("x[^.]{0,30}y", "x\ny", None),
    ("x\\Wy", "x y", "x y"),
    ("x\\Wy", "x\ny", None),
    ("x\\Dy", "x\ny", None),
    ("x.y", "x\ny", None),
    ("no\\w+", "nothing", "nothing"),
    ("\\$[0-9]+", "$65", "$65"),
]


@pytest.mark.parametrize("expression, text, found", FOUND)
def test_what_is_written_is_what_is_found_inside_a_block(expression: str, text: str, found: str | None) -> None:
    if "  " in expression:
        expression = expression.replace("  ?", " ")
    match = re.search(expanded(expression, {}).regex, text)
    assert (match.group() if match else None) == found


PIECES = ["a", "b", "\\w", "[ab]", "(a|ab)", "( |a)", ".", " ", "[^b]", "(aa?)", "(\\w+ )", "(a|aa)", "(a?|b)", "(a ?)"]
REPEAT = ["", "", "?", "*", "+", "{0,3}", "{1,20}", "{2,}", "{0,60}", "+?", "*+"]
HOSTILE = [piece * (400 // len(piece)) + " x" for piece in ("a", "a ", "ab", "aa ab ", "a" * 70 + " ")]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(REPEAT)), min_size=1, max_size=6))
def test_whatever_is_accepted_has_a_greatest_length_and_does_not_blow_up(pieces: list[tuple[str, str]]) -> None:
    written, faults = expanded("".join(map("".join, pieces)) + "x", {})
    if faults:
        return
    assert regex.compile(written)
    for text in HOSTILE:
        for _ in regex.finditer(written, text, timeout=10):
            pass
        assert all(m.end() > m.start() for m in compiled(written).finditer(text))
