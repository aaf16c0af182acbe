"""Matchers: the same grammar for every kind of rule, at exact places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from disclint.facts import Entity
from disclint.kinds.links import host, under

Lines = Callable[..., list[str]]

BAN = "severity: error\nforbid:\n  says: [{}]\n"
LEXICONS = {
    "papers": "terms: ['bonds?', 'stocks?', 'shares of']\ncased: ['ETF']\nnot: ['chicken stock', 'bail bonds?']\n"
}


@pytest.mark.parametrize(
    ("matcher", "text", "found"),
    [
        ("'big (gains|wins)'", "Big gains, big\nwins.", ["1:1 Big gains", "1:12 big\nwins"]),
        ("'gain'", "Gains again.", []),
        ("{cased: 'SIPC'}", "sipc Sipc SIPC", ["1:11 SIPC"]),
        ("{lexicon: papers}", "Stock, chicken stock and an ETF, not an etf.", ["1:1 Stock", "1:29 ETF"]),
        ("{lexicon: papers, distinct: 2}", "Stocks and stocks and a stock.", []),
        ("{lexicon: papers, distinct: 2}", "Stocks and bonds.", ["1:1 Stocks", "1:12 bonds"]),
        ("{near: ['offer', 'bonds'], within: 3 words}", "An offer of new bonds.", ["1:4 offer of new bonds"]),
        ("{near: ['offer', 'bonds'], within: 1 words}", "An offer of new bonds.", []),
        ("{near: ['offer', 'bonds'], within: 9 words}", "Bonds: an offer.", ["1:1 Bonds: an offer"]),
        ("{near: ['offer', 'bonds'], within: 9 words}", "An offer. Bonds.", []),
        ("{near: ['offer', 'bonds'], within: block}", "An offer. Bonds.", ["1:4 offer. Bonds"]),
        ("{near: ['offer', 'bonds'], within: block}", "An offer.\n\nBonds.", []),
        ("{near: ['offer', 'bonds'], within: section}", "An offer.\n\nBonds.", ["1:4 offer.\n\nBonds"]),
        ("{near: ['offer', 'bonds'], within: section}", "An offer.\n\n# B\n\nBonds.", []),
        ("{near: ['offer', '[a-z]{3,9}', 'bonds'], within: 4 words}", "An offer for bonds.", ["1:4 offer for bonds"]),
        ("{quantity: [percent]}", "It rose 12 % in 2024.", ["1:9 12 %"]),
        ("{link: {host: finra.org}}", "[A](https://www.finra.org/x) [B](https://finra.org.evil.co)", ["1:2 A"]),
        ("{link: {host: sipc.org}}", "[A](#) [B](/x) [C](https://notsipc.org)", []),
        (
            "{link: {query: 'aff_id='}}",
            "[A](https://a.test/?x=1&aff_id=2) [B](https://b.test) [C](/c?aff_id=2)",
            ["1:2 A"],
        ),
        ("{link: {text: 'member'}}", "[A member](https://a.test) [member](#) member", ["1:2 A member"]),
        (
            "{link: {host: finra.org, exact: true}}",
            "[A](https://www.finra.org/x) [B](https://brokercheck.finra.org) [C](https://finra.org) [D](//nofinra.org)",
            ["1:2 A", "1:66 C"],
        ),
        ("{link: {host: sipc.org, text: 'member'}}", "[A member](//sipc.org) [B](//sipc.org)", ["1:2 A member"]),
    ],
)
def test_a_matcher_finds_its_places(matcher: str, text: str, found: list[str], lines: Lines) -> None:
    assert lines(BAN.format(matcher), text, lexicons=LEXICONS) == [
        '{} error forbidden "{}"'.format(*row.split(" ", 1)) for row in found
    ]


@pytest.mark.parametrize(
    "name", ["Cedar Point Securities, L.L.C.", "cedar point securities llc", "Cedar Point Securities"]
)
def test_an_entity_is_known_by_its_name_in_any_legal_dress(name: str, lines: Lines) -> None:
    entity = Entity("broker-dealer", "Cedar Point Securities LLC")
    (line,) = lines(BAN.format("{entity: broker-dealer}"), f"We are {name} of Ohio.", entities=(entity,))
    assert line.startswith(f'1:8 error forbidden "{name.rstrip(".")}')


@pytest.mark.parametrize(
    ("matcher", "found"),
    [
        ("{entity: broker-dealer}", ["Cedar Markets", "Cedar Point", "CPS"]),
        ("{entity: broker-dealer, by: legal}", ["Cedar Point", "CPS"]),
        ("{entity: broker-dealer, by: dba}", ["Cedar Markets"]),
        ("{entity: affiliate}", ["Cedar Digital"]),
    ],
)
def test_a_dba_is_told_from_the_legal_name(matcher: str, found: list[str], lines: Lines) -> None:
    firm = Entity("broker-dealer", "Cedar Point LLC", ("CPS",), ("Cedar Markets",))
    text = "Cedar Markets and Cedar Point, or CPS, and Cedar Digital."
    entities = (firm, Entity("affiliate", "Cedar Digital, Inc."))
    assert [line.split(' "')[1][:-1] for line in lines(BAN.format(matcher), text, entities=entities)] == found


def test_an_unknown_entity_is_nowhere(lines: Lines) -> None:
    assert lines(BAN.format("{entity: broker-dealer}"), "We are Cedar Point Securities LLC.") == []


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("https://www.Finra.org/a?b", "www.finra.org"),
        ("//finra.org", "finra.org"),
        ("https://user@finra.org:443/", "finra.org"),
        ("https://example.com/x", ""),
        ("mailto:a@finra.org", ""),
        ("/finra.org", ""),
        ("#finra.org", ""),
        ("https://[broken", ""),
    ],
)
def test_a_host_is_read_off_an_absolute_link_only(target: str, name: str) -> None:
    assert host(target) == name


@pytest.mark.parametrize(
    ("name", "inside"),
    [("sipc.org", True), ("www.sipc.org", True), ("notsipc.org", False), ("sipc.org.evil.co", False)],
)
def test_a_host_lies_under_another_on_a_label_border(name: str, inside: bool) -> None:
    assert under(name, "sipc.org") is inside
