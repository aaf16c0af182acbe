"""Disclosures in the words of real life, and the sentences that only look like them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.rules.conftest import Shipped

SAID = {
    "not-advice": [
        "Nothing published here should be taken as a personal recommendation or as financial guidance.",
        "I'm not a financial advisor, so do your own research.",
        "I am not your financial adviser.",
        "We are not acting as your adviser.",
        "This is general commentary and not personalised investment advice.",
        "The letter isn't advice on buying or selling any stock.",
        "No part of this note is to be construed as a recommendation to buy or sell a security.",
        "None of the views above are investment recommendations.",
        "Do not make investment decisions based solely on this podcast.",
        "It should not be relied on when making any financial decision.",
        "Please don't treat any of this as financial, tax or legal advice.",
        "Opinions are my own and not financial advice.",
        "For education only, never trading advice.",
        "This newsletter is not to be used as the basis for an investment decision.",
        "*Not investment advice.*",
        "Northgate does not provide investment, tax, or legal advice.",
        (
            "The information contained herein is not intended as, and shall not be understood or construed "
            "as, financial advice."
        ),
        "The content is not meant to be investment advice.",
        "The author is not a licensed investment advisor.",
        "Nothing on this page constitutes professional and/or financial advice.",
        (
            "You should not treat any opinion expressed here as a specific inducement to make a particular "
            "investment or follow a particular strategy, nor as investment advice."
        ),
        "This post does not constitute an offer, a solicitation or investment advice.",
        "We do not give personal advice on securities.",
        "It is neither financial advice nor an endorsement.",
        "This is not a recommendation.",
        "This content is for education, not investment advice or recommendations.",
        "Under no circumstances should this column be read as a recommendation to buy or sell a stock.",
        "**This is NOT:**\n\n- financial advice\n\n- a recommendation",
        "The desk cannot give investment advice to readers.",
        "Not Investment Advice",
        "The views are mine, are not meant as investment advice, and may change.",
        "Please note that we're not licensed financial advisers.",
    ],
    "not-offer": [
        "This is neither an offer nor a solicitation to deal in any security.",
        "Nothing herein constitutes an invitation to subscribe for shares.",
        "No offer to sell any security is made by this page.",
        "No offer or solicitation is intended.",
        "It is not an offer to buy or sell tokens.",
        "This communication shall not constitute an offer to sell or the solicitation of an offer to buy securities.",
        "It isn't a solicitation of any kind.",
        "This is not an inducement to trade.",
        "The material does not constitute an offering.",
        (
            "Nothing on this website is an offer, or the solicitation of an offer, to acquire or dispose of "
            "an investment."
        ),
        "The ideas suit no reader in particular, nor are they an offer to buy or sell securities.",
        "The letter shall not be construed as a solicitation for the purchase or sale of any security named.",
    ],
    "past-performance": [
        "What the fund earned in the past says nothing about what it will earn.",
        "Past performance, whether actual or simulated, is no assurance, guarantee or dependable sign of future results.",
        "Historical performance is not indicative of future results.",
        "Past results are no guarantee of future returns.",
        "Past returns do not predict future ones.",
        "Prior performance is not a reliable guide to the future.",
        "The figures refer to past performance, which is not a reliable indicator of future results.",
        "Remember that past performance may not be repeated.",
        "Previous results should not be seen as a promise of future returns.",
        "PAST PERFORMANCE IS NOT NECESSARILY INDICATIVE OF FUTURE RESULTS.",
        "Past performance cannot guarantee future outcomes.",
        "The performance data quoted represents past performance and does not guarantee future results.",
        "Past performance doesn't guarantee anything.",
        "Past performance is never a guarantee.",
        "Backtested past results are not necessarily a guide.",
        "Keep in mind that the results above are past performance and no guarantee of what comes next.",
        "Past performance may not be indicative of future results.",
        "Past performance is not a definitive indicator of future results.",
        "Past performance does not imply future returns.",
    ],
    "finra-member": [
        "Brokerage by Harbor Lane Securities, LLC, Member FINRA/SIPC.",
        "Harbor Lane Securities (Member FINRA, SIPC and MSRB) clears trades.",
        "Members FINRA | SIPC",
        "MEMBER FINRA/SIPC",
        "Harbor Lane is a FINRA and SIPC member.",
        (
            "Harbor Lane is a member of the Financial Industry Regulatory Authority (FINRA) and of the "
            "Securities Investor Protection Corporation (SIPC)."
        ),
        "Member: FINRA · SIPC",
        "Harbor Lane Securities LLC, a registered broker-dealer and member of FINRA and SIPC",
        "Member NYSE/FINRA/SIPC",
        'Harbor Lane Securities, LLC ("HLS"), member [FINRA](https://finra.org) / [SIPC](https://sipc.org)',
        "Member FINRA<br>Member SIPC",
        "Harbor Lane, a FINRA member firm, cleared the trade.",
    ],
    "sipc-member": [
        "Brokerage by Harbor Lane Securities, LLC, Member FINRA/SIPC.",
        "Harbor Lane Securities (Member FINRA, SIPC and MSRB) clears trades.",
        "Members FINRA | SIPC",
        "MEMBER FINRA/SIPC",
        "Harbor Lane is a FINRA and SIPC member.",
        (
            "Harbor Lane is a member of the Financial Industry Regulatory Authority (FINRA) and of the "
            "Securities Investor Protection Corporation (SIPC)."
        ),
        "Member: FINRA · SIPC",
        "Harbor Lane Securities LLC, a registered broker-dealer and member of FINRA and SIPC",
        "Member NYSE/FINRA/SIPC",
        'Harbor Lane Securities, LLC ("HLS"), member [FINRA](https://finra.org) / [SIPC](https://sipc.org)',
        "Member FINRA<br>Member SIPC",
        "Harbor Lane, Member SIPC",
    ],
    "paid-promotion": [
        "We were paid $4,000 by Delta Corp. to publish this article.",
        "The publisher of this report has been compensated twelve thousand dollars for distribution services.",
        "Some of the links below are affiliate links.",
        "We earn a commission if you buy through our links, at no extra cost to you.",
        "As an Amazon Associate I earn from qualifying purchases.",
        "This post is sponsored by Delta Corp.",
        "Sponsored content",
        "This is a paid partnership with Delta.",
        "We received 50,000 restricted shares of Delta as compensation for coverage.",
        "Paid advertisement",
        "Delta agreed to pay us $5,000 per month for investor relations services.",
        "I may receive a commission when you sign up through my link.",
        "This page contains referral links, for which we may get a small fee.",
        "Disclosure: the author received compensation for writing this article.",
        "Partner links carry a star; we may earn a commission from them, and you pay the same.",
        "If you join through this link, we may earn a commission.",
        "In exchange for publication, the site received a fee of $900 from Delta.",
    ],
    "holdings": [
        "Disclosure: long ABCD at the time of writing.",
        "The author is long XYZ.",
        "I/we have no positions in any stocks mentioned.",
        "The author holds no position in any of the companies named.",
        "At the time of writing, I own shares of Delta.",
        "Our funds may hold positions in the securities discussed.",
        "The writer and her clients may own shares mentioned in this letter.",
        "I have no position in DLTA.",
        "Neither Northgate nor its employees own any of the stocks discussed here.",
        "Disclosure: I am long gold and short TLT.",
        "We may have long or short positions in the instruments mentioned.",
        "Northgate and its affiliates may, from time to time, hold long or short positions in these securities.",
        "I hold bitcoin, one of the assets discussed in this post.",
        "The author does not own any of the securities mentioned.",
        "Full disclosure: I own DLTA.",
        "The publisher owns shares in DLTA and GMMA.",
        "Contributor Jo Marsh owns shares of Delta.",
        "Northgate has no position in any of the stocks mentioned.",
        "Jo Marsh has no financial interest in any company mentioned.",
        "Position: long $DLTA calls.",
    ],
    "forward-looking": [
        "This release contains forward-looking statements.",
        'Certain statements in this letter are "forward-looking statements" within the meaning of Section 27A.',
        "Statements that are not historical facts may be forward-looking statements.",
        "The foregoing includes forward-looking statements that involve risks.",
        "Forward-looking statements involve risks and uncertainties.",
        "Some matters discussed here constitute forward-looking statements.",
    ],
}

NOT_SAID = {
    "not-advice": [
        "We offer investment advice to families.",
        "This is not legal advice.",
        "The doctor's advice was not taken.",
        "The panel made no recommendation on the merger.",
        "Our investment advice is not free.",
        "The committee did not follow the recommendation of its staff.",
        "She could not afford financial advice.",
        "Many people do not seek financial advice before they retire.",
        "Without good financial advice, savers overpay.",
        "Articles should say that they are not investment advice.",
        'The site says "this is not investment advice", and then sells signals.',
    ],
    "not-offer": [
        "This is not an offer of employment.",
        "The board did not receive an offer for the division.",
        "The airline made no offer to its rival's shareholders.",
        "These offers may not be available in all states.",
        "The charity said it would not accept solicitations by phone.",
        "We do not offer refunds.",
        "The shop does not offer this product in blue.",
        "The company offers securities to accredited investors.",
        "The bank does not offer brokerage accounts.",
        "Kroger has not made an offer to buy Albertsons.",
    ],
    "past-performance": [
        "Past performance is indicative of future results.",
        "Past performance guarantees nothing but memories.",
        "Results may vary.",
        "There is no guarantee that the fund will meet its goal.",
        "The past performance of the team was great.",
    ],
    "sipc-member": [
        "Harbor Lane, a FINRA member firm, cleared the trade.",
        "Harbor Lane is a FINRA-registered broker.",
        "Block Park Inc. is not a member of FINRA or SIPC.",
        "Harbor Lane was formerly a member of FINRA and SIPC.",
        "FINRA members must file by May.",
        "A member of FINRA's board resigned.",
        "Members of Congress asked FINRA for data.",
        "FINRA member firms reported losses, and SIPC was told.",
        "Check whether your broker is a member of FINRA and SIPC.",
        "Neither firm is a member of FINRA or SIPC.",
    ],
    "finra-member": [
        "Harbor Lane, Member SIPC",
        "Harbor Lane is a FINRA-registered broker.",
        "Block Park Inc. is not a member of FINRA or SIPC.",
        "Harbor Lane was formerly a member of FINRA and SIPC.",
        "FINRA members must file by May.",
        "A member of FINRA's board resigned.",
        "Members of Congress asked FINRA for data.",
        "FINRA member firms reported losses, and SIPC was told.",
        "Check whether your broker is a member of FINRA and SIPC.",
        "Neither firm is a member of FINRA or SIPC.",
    ],
    "paid-promotion": [
        "The executives were compensated with shares.",
        "The conference was sponsored by Delta.",
        "The bill was sponsored by Senator Hale.",
        "Brokers earn a commission on each sale.",
        "Our named executive officers were paid $4 million in 2025.",
        "The company paid $3 million in fees.",
        "This project is not affiliated with or sponsored by Delta.",
        "We have not been compensated for this article.",
        "Victims were compensated by the bank.",
        "The company's affiliates own the plant.",
    ],
    "holdings": [
        "The board holds no position on mergers.",
        "The senator took no position on the bill.",
        "Delta holds a 20% stake in Gamma.",
        "We have a strong position in the market.",
        "The fund cut its holdings of Treasuries.",
        "She holds positions at two universities.",
        "Long US history lessons bored him.",
        "The company owns 30 stores.",
        "Speculators are net short the yen.",
        "We own our mistakes.",
    ],
    "forward-looking": [
        "We are a forward-looking company.",
        "Forward-looking indicators fell.",
        "The surface contains forward-looking information about volatility.",
    ],
}


def pairs(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(statement, text) for statement, texts in table.items() for text in texts]


@pytest.mark.parametrize(("statement", "text"), pairs(SAID))
def test_a_document_that_says_it_is_seen_to_say_it(shipped: Shipped, statement: str, text: str) -> None:
    assert statement in shipped.statements(text)


@pytest.mark.parametrize(("statement", "text"), pairs(NOT_SAID))
def test_a_document_that_does_not_say_it_is_not_taken_to(shipped: Shipped, statement: str, text: str) -> None:
    assert statement not in shipped.statements(text)


def test_a_statement_is_found_at_its_place_in_a_long_line(shipped: Shipped) -> None:
    padding = "The letter speaks of ports, rail and grain in turn. " * 16
    text = f"# Notes\n\n{padding}None of the views above are, or may be read as, investment advice.\n"
    (row,) = [r for r in shipped.rows(text, "statements") if r["statement"] == "not-advice"]
    assert (row["line"], row["column"], row["text"]) == (3, len(padding) + 49, "investment advice")


@pytest.mark.parametrize(
    "text",
    [
        "<!-- This is not investment advice. -->",
        "~~This is not investment advice.~~",
        "`This is not investment advice.`",
        "---\ndisclaimer: This is not investment advice.\n---\nA letter.",
        "<p hidden>This is not investment advice.</p>",
        "![This is not investment advice.](a.png)",
    ],
)
def test_what_no_reader_sees_is_no_statement(shipped: Shipped, text: str) -> None:
    assert shipped.statements(text) == set()


def test_one_line_can_carry_every_statement_of_the_membership_and_advice_rules(shipped: Shipped) -> None:
    text = (
        "Nothing here is tax, legal, insurance or investment advice, nor is it a solicitation or an offer to buy or "
        "sell any security. Securities offered through Cedar Point Securities, member FINRA, SIPC."
    )
    assert {
        "not-advice",
        "not-offer",
        "not-tax-advice",
        "not-legal-advice",
        "finra-member",
        "sipc-member",
    } <= shipped.statements(text)
