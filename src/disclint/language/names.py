"""Finds names without a model: capitalised runs that are no sentence's common first word, acronyms, known organisations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from disclint.language.reading import Reading


class Name(NamedTuple):
    """One name. `kind` is organisation, person or unknown (a capitalised name that may be either, a place, a product)."""

    start: int
    end: int
    kind: str


_KNOWN = """
Securities and Exchange Commission;SEC;Financial Industry Regulatory Authority;FINRA;Securities Investor Protection Corporation;SIPC
Commodity Futures Trading Commission;CFTC;National Futures Association;NFA;Municipal Securities Rulemaking Board;MSRB
Federal Deposit Insurance Corporation;FDIC;Office of the Comptroller of the Currency;OCC;Consumer Financial Protection Bureau;CFPB
Federal Trade Commission;FTC;Department of Justice;Justice Department;Department of Labor;Labor Department;Commerce Department
Department of Commerce;Department of Energy;Energy Department;Treasury Department;U.S. Treasury;US Treasury;Internal Revenue Service;IRS
Federal Reserve;Fed;FOMC;Federal Reserve Bank of New York;New York Fed;Atlanta Fed;Bureau of Labor Statistics;BLS
Bureau of Economic Analysis;Census Bureau;Congressional Budget Office;CBO;Government Accountability Office;GAO;White House;Congress
Energy Information Administration;EIA;Food and Drug Administration;FDA;Federal Communications Commission;FCC;FBI;Pentagon
European Central Bank;ECB;European Commission;European Union;European Securities and Markets Authority;ESMA;Eurostat;Bundesbank;BaFin
Bank of England;Bank of Japan;Bank of Canada;Bank of Korea;Bank of France;Banque de France;Bank of Italy;People's Bank of China;PBOC
Reserve Bank of Australia;RBA;Reserve Bank of India;RBI;Reserve Bank of New Zealand;Swiss National Bank;SNB;Riksbank;Norges Bank
Financial Conduct Authority;FCA;Prudential Regulation Authority;HM Treasury;HMRC;Office for National Statistics;ONS;ASIC;FINMA
Monetary Authority of Singapore;MAS;Hong Kong Monetary Authority;HKMA;SEBI;Ministry of Finance;Financial Services Agency
International Monetary Fund;IMF;World Bank;World Trade Organization;WTO;OECD;Bank for International Settlements;BIS;United Nations
International Energy Agency;IEA;OPEC;World Health Organization;WHO;International Labour Organization;G7;G20;NATO
Financial Stability Board;IOSCO;Financial Accounting Standards Board;FASB;PCAOB;NASAA;CFP Board;CFA Institute;AARP
Reuters;Thomson Reuters;Bloomberg;Associated Press;AP;Agence France-Presse;AFP;Dow Jones;Wall Street Journal;WSJ;Financial Times
New York Times;Washington Post;The Economist;Barron's;Forbes;Fortune;CNBC;CNN;BBC;Nikkei;Kyodo;Xinhua;MarketWatch;Morningstar
Yahoo Finance;Guardian;Axios;Politico;Investopedia;Business Insider;TechCrunch;CoinDesk;Handelsblatt;Caixin;Yonhap
Goldman Sachs;Morgan Stanley;JPMorgan;JPMorgan Chase;J.P. Morgan;Bank of America;BofA;Citigroup;Citi;Wells Fargo;Barclays;HSBC;UBS
Credit Suisse;Deutsche Bank;BNP Paribas;Société Générale;Santander;Nomura;Mizuho;Jefferies;Evercore;Raymond James;Charles Schwab
Fidelity;Vanguard;BlackRock;State Street;T. Rowe Price;PIMCO;Berkshire Hathaway;Blackstone;KKR;Citadel;Bridgewater;Lazard
Standard & Poor's;S&P Global;Moody's;Fitch;Fitch Ratings;FactSet;Refinitiv;MSCI;FTSE Russell;Nielsen;Gartner;IDC;McKinsey;Deloitte
PwC;KPMG;Ernst & Young;EY;Accenture;Gallup;Pew Research Center;Brookings Institution;Statista;PitchBook;Preqin;CB Insights;Crunchbase
New York Stock Exchange;NYSE;Nasdaq;NASDAQ;CME Group;CME;Cboe;London Stock Exchange;Intercontinental Exchange;Chainalysis;CoinGecko
Conference Board;University of Michigan;National Bureau of Economic Research;NBER;National Association of Realtors;Mortgage Bankers Association
Freddie Mac;Fannie Mae;Ginnie Mae;Institute for Supply Management;Investment Company Institute;Chamber of Commerce;Harvard;MIT;Stanford
Microsoft;Apple;Alphabet;Google;Amazon;Meta;Nvidia;Tesla;OpenAI;SoftBank;Toyota;Samsung;TSMC;Intel;IBM;Boeing;Walmart;Visa;Mastercard
"""
KNOWN = frozenset(name for line in _KNOWN.split("\n") for name in line.split(";") if name)

_SUFFIX = re.compile(
    r"(?:Inc|Corp|Corporation|LLC|L\.L\.C|LLP|L\.P|Ltd|Limited|PLC|plc|Co|Company|Group|Holdings|Bank|Bancorp|Fund|Funds|Trust|Capital"
    r"|Securities|Partners|Advisors|Advisers|Investments|Asset Management|Management|Associates|Ventures|University|College|Institute"
    r"|School|Association|Commission|Agency|Ministry|Department|Bureau|Council|Authority|Board|Organi[sz]ation|Foundation|Society|Federation"
    r"|Union|Committee|Center|Centre|Office|Administration|Research|Times|Journal|Post|News|Magazine|Monitor|Review|Herald|Tribune|Gazette"
    r"|Technologies|Systems|Labs|Laboratories|Pharmaceuticals|Motors|Energy|Airlines|Exchange|Network|Media|Analytics|Insights|Brokerage)\.?"
)
_HEAD = re.compile(
    r"(?:Bank|Ministry|Department|Bureau|University|Institute|Office|Association|Federation|Council|Board|School|Chamber) (?:of|for)\b"
)
_CAPITAL = "A-ZÀ-ÖØ-Þ"
_TOKEN = rf"(?:[{_CAPITAL}]\.(?: ?[{_CAPITAL}]\.)*+|[{_CAPITAL}][\w&]*+(?:['-][{_CAPITAL}\d][\w&]*+)*+(?!-?\w))"
_RUN = re.compile(rf"(?<![\w&@#/.-]){_TOKEN}(?: (?:(?:of(?: the)?|for|de|del|la|van|von|der|&) )?{_TOKEN})*+")
_ACRONYM = re.compile(r"(?:[A-Z]{2,6}|(?:[A-Z]\.){2,4})(?:'s)?")
_NO_NAME = frozenset(
    [
        "AI",
        "IT",
        "TV",
        "PC",
        "PDF",
        "FAQ",
        "CEO",
        "CFO",
        "COO",
        "CTO",
        "CIO",
        "CCO",
        "GDP",
        "CPI",
        "PPI",
        "PMI",
        "ETF",
        "ETFS",
        "IPO",
        "ICO",
        "USD",
        "EUR",
        "GBP",
        "JPY",
        "AM",
        "PM",
        "APR",
        "APY",
        "ROI",
        "IRR",
        "NAV",
        "EPS",
        "YTD",
        "CAGR",
        "NFT",
        "DIY",
        "ESG",
        "IRA",
        "VPN",
        "API",
        "URL",
        "HTML",
        "CSS",
        "EV",
        "VR",
        "AR",
        "GPU",
        "CPU",
        "HR",
        "PR",
        "QA",
        "TBD",
        "TBA",
        "NA",
        "OK",
        "ID",
        "USA",
        "US",
        "UK",
        "EU",
        "UAE",
        "HYSA",
        "CD",
        "DYOR",
        "FOMO",
        "HODL",
        "BTC",
        "ETH",
        "II",
        "III",
        "IV",
    ]
)
_MONTHS = """January February March April May June July August September October November December Monday Tuesday Wednesday Thursday
Friday Saturday Sunday Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun Q1 Q2 Q3 Q4 H1 H2"""
_COMMON = (
    """The A An This That These Those It Its He She They We I You Our Your Their His Her My There Here In On At By For From With As If
When While After Before Since Until Although Though However But And So Yet Or Nor Not No Nothing None Neither Both All Any Each Every Some
Many Most Such Several Few Other Others Another One Two Three Four Five Six Seven Eight Nine Ten What Who Why How Where Which Whether Is Are
Was Were Do Does Did Can May Will Would Should Could Might Must Have Has Had Be To Of About Over Under Between Among During Despite Unlike
According Also Then Thus Therefore Moreover Furthermore Additionally Meanwhile Instead Still Once Now Today Yesterday Tomorrow Earlier Later
Last Next First Second Third Finally Only Even Just Perhaps Maybe Yes Please See Read Note Source Sources Data Table Figure Chart Because
Through Across Against Without Within Into Up Down Out Past Investors Investing Analysts Experts Economists Critics Researchers Officials
Sales Revenue Profit Profits Earnings Stocks Shares Bonds Securities Markets Prices Inflation Studies Research People Companies Banks Let
Like More Less Much Nearly Almost About Around Roughly Recently Overall Based Given Compared Combined Together
Net Gross Total Annual Quarterly Global Domestic Consumer Year Years Month Months Week Weeks Day Days"""
    + " "
    + _MONTHS
)
COMMON = frozenset(_COMMON.split())
_DATES = frozenset(_MONTHS.split())
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Sir|Lord|Professor|Senator|Governor|President|Chairman|Chairwoman|Chair|Secretary|Minister|Judge"
    r"|Justice|Commissioner|Director|Chancellor|[Cc]hief [Ee]xecutive(?: [Oo]fficer)?|CEO|CFO|CIO|[Aa]nalysts?|[Ee]conomists?|[Ss]trategists?"
    r"|[Ff]ounder|[Cc]o-founder|[Ss]pokes(?:man|woman|person)|attorney|lawyer|author|manager|trader|professor|director|president|chairman)\.? $"
)
SPEECH = (
    "said|says|told|wrote|writes|added|adds|noted|notes|observed|observes|explained|explains|warned|warns|argued|argues|claimed|claims|stated"
    "|states|reported|reports|announced|estimates?|estimated|forecasts?|found|shows?|showed|predicts?|predicted|expects?|expected|recalled"
    "|concluded|commented|remarked|replied|insisted|admitted|tweeted|posted|tells|asked|declared|believes|thinks"
)
_SAID_BEFORE = re.compile(rf"\b(?:{SPEECH}) $")
_SAID_BEHIND = re.compile(rf"(?:, [^.;:\"]{{3,80}},)? (?:has |had |also |later )?(?:{SPEECH})\b")
_POST = re.compile(
    r", (?:\w+ ){0,5}?(?:president|director|author|chief|analyst|economist|founder|co-founder|professor|head|partner|manager|strategist|CEO|CFO"
    r"|chair|chairman|chairwoman|spokes\w+|editor|fellow|lawyer|attorney|trader|investor)\b"
)


def names(reading: Reading) -> tuple[Name, ...]:
    """Names in order, never overlapping, in offsets of the text; a possessive 's is left out."""
    return tuple(_Finder(reading).find())


class _Finder:
    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.plain
        self.inside: set[str] = set()

    def find(self) -> list[Name]:
        runs = [(m.start(), m.end()) for m in _RUN.finditer(self.text)]
        starts = {s.start for s in self.reading.sentences}
        headings = {b.start for b in self.reading.document.blocks if b.kind == "heading"}
        opens = [self._opens(start, starts) for start, _ in runs]
        self.inside = {self.text[s:e] for (s, e), first in zip(runs, opens, strict=True) if not first}
        found: list[Name] = []
        last = 0
        for (start, end), first in zip(runs, opens, strict=True):
            if start < last:
                continue
            heading = bool(headings) and self.reading.block(start).start in headings
            name = self._name(start, end, first, heading=heading)
            if name:
                found.append(name)
                last = name.end
        return found

    def _opens(self, start: int, starts: set[int]) -> bool:
        while start and self.text[start - 1] in "\"'(*[-":
            start -= 1
        return start in starts or self.text[max(0, start - 2) : start] in (": ", '" ')

    def _name(self, start: int, end: int, first: bool, *, heading: bool) -> Name | None:
        """The name in one capitalised run: what is left of it when common words and titles at its start are gone."""
        titled = False
        while (known := self._known(start)) < end:
            word = self.text[start:end].partition(" ")[0]
            if not (word in (COMMON if first else _ARTICLES) or word in _TITLES or word.islower()):
                break
            if start + len(word) >= end:
                return None
            start, first, titled = start + len(word) + 1, False, word in _TITLES
        if known >= end:
            return Name(start, known, "organisation")
        legal = _LEGAL.match(self.text, end)
        if legal:
            return Name(start, legal.end(), "organisation")
        value = self.text[start:end]
        if _NO_NAME.issuperset(value.split(" ")) or value in _DATES:
            return None
        kind = "person" if titled else self._kind(start, end, value)
        weak = kind == "unknown"
        if weak and (heading or value.isupper() or (first and not self._initial_name(end, value))):
            return None
        return Name(start, max(end, self._known(start)), kind)

    def _known(self, start: int) -> int:
        """Where the known name that starts here ends; it may hold words that runs don't ("Securities and Exchange …")."""
        word = _WORD.match(self.text, start)
        if not word:
            return -1
        for name in _BY_WORD.get(word[0], []) or _BY_WORD.get(word[0].partition("'")[0], []):
            if self.text.startswith(name, start) and not self.text[start + len(name) : start + len(name) + 1].isalnum():
                return start + len(name)
        return -1

    def _initial_name(self, end: int, value: str) -> bool:
        """Whether a sentence's first word is a name and not just its first word."""
        if " " in value or value in self.inside or any(c.isupper() for c in value[1:]):
            return True
        return bool(_SAID_BEHIND.match(self.text, end)) or self.text.startswith("'s ", end)

    def _kind(self, start: int, end: int, value: str) -> str:
        words = value.split(" ")
        if (len(words) > 1 and _SUFFIX.fullmatch(words[-1])) or _HEAD.match(value):
            return "organisation"
        if _TITLE.search(self.text, max(0, start - 32), start):
            return "person"
        if _ACRONYM.fullmatch(value):
            return "organisation"
        spoke = _SAID_BEHIND.match(self.text, end) or _SAID_BEFORE.search(self.text, max(0, start - 14), start)
        if 2 <= len(words) <= 4 and "&" not in value and (spoke or _POST.match(self.text, end)):
            return "person"
        return "unknown"


_TITLES = frozenset(
    [
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Prof",
        "Sen",
        "Rep",
        "Gov",
        "Sir",
        "Lord",
        "Professor",
        "Senator",
        "Governor",
        "President",
        "Chairman",
        "Chairwoman",
        "Chair",
        "Secretary",
        "Minister",
        "Judge",
        "Justice",
        "Commissioner",
        "Director",
        "Chancellor",
        "CEO",
        "CFO",
        "CIO",
        "COO",
    ]
)
_ARTICLES = frozenset(["The", "A", "An", "This", "Our", "Your", "Its", *_DATES])
_LEGAL = re.compile(r",? (?:Inc|Corp|LLC|L\.L\.C|LLP|Ltd|L\.P|LP|PLC|plc|N\.A|Co|GmbH|AG|S\.A)\b\.?")
_WORD = re.compile(r"[\w&.'-]*[\w&]")
_BY_WORD: dict[str, list[str]] = {}
for _name in sorted(KNOWN, key=len, reverse=True):
    _BY_WORD.setdefault(_name.partition(" ")[0], []).append(_name)
