"""Words that names are told by: known organisations, titles, capitals that are no name. Data, and our own choice."""

from __future__ import annotations

_KNOWN = """
Securities and Exchange Commission;SEC;Financial Industry Regulatory Authority;FINRA
Securities Investor Protection Corporation;SIPC;Commodity Futures Trading Commission;CFTC;National Futures Association
NFA;Municipal Securities Rulemaking Board;MSRB;Federal Deposit Insurance Corporation;FDIC
Office of the Comptroller of the Currency;OCC;Consumer Financial Protection Bureau;CFPB;Federal Trade Commission;FTC
Department of Justice;Justice Department;Department of Labor;Labor Department;Commerce Department
Department of Commerce;Department of Energy;Energy Department;Treasury Department;U.S. Treasury;US Treasury
Internal Revenue Service;IRS;Federal Reserve;Fed;FOMC;Federal Reserve Bank of New York;New York Fed;Atlanta Fed
Bureau of Labor Statistics;BLS;Bureau of Economic Analysis;Census Bureau;Congressional Budget Office;CBO
Government Accountability Office;GAO;White House;Congress;Energy Information Administration;EIA
Food and Drug Administration;FDA;Federal Communications Commission;FCC;FBI;Pentagon;European Central Bank;ECB
European Commission;European Union;European Securities and Markets Authority;ESMA;Eurostat;Bundesbank;BaFin
Bank of England;Bank of Japan;Bank of Canada;Bank of Korea;Bank of France;Banque de France;Bank of Italy
People's Bank of China;PBOC;Reserve Bank of Australia;RBA;Reserve Bank of India;RBI;Reserve Bank of New Zealand
Swiss National Bank;SNB;Riksbank;Norges Bank;Financial Conduct Authority;FCA;Prudential Regulation Authority
HM Treasury;HMRC;Office for National Statistics;ONS;ASIC;FINMA;Monetary Authority of Singapore;MAS
Hong Kong Monetary Authority;HKMA;SEBI;Ministry of Finance;Financial Services Agency;International Monetary Fund;IMF
World Bank;World Trade Organization;WTO;OECD;Bank for International Settlements;BIS;United Nations
International Energy Agency;IEA;OPEC;World Health Organization;WHO;International Labour Organization;G7;G20;NATO
Financial Stability Board;IOSCO;Financial Accounting Standards Board;FASB;PCAOB;NASAA;CFP Board;CFA Institute;AARP
Reuters;Thomson Reuters;Bloomberg;Associated Press;AP;Agence France-Presse;AFP;Dow Jones;Wall Street Journal;WSJ
Financial Times;New York Times;Washington Post;The Economist;Barron's;Forbes;Fortune;CNBC;CNN;BBC;Nikkei;Kyodo;Xinhua
MarketWatch;Morningstar;Yahoo Finance;Guardian;Axios;Politico;Investopedia;Business Insider;TechCrunch;CoinDesk
Handelsblatt;Caixin;Yonhap;Goldman Sachs;Morgan Stanley;JPMorgan;JPMorgan Chase;J.P. Morgan;Bank of America;BofA
Citigroup;Citi;Wells Fargo;Barclays;HSBC;UBS;Credit Suisse;Deutsche Bank;BNP Paribas;Société Générale;Santander;Nomura
Mizuho;Jefferies;Evercore;Raymond James;Charles Schwab;Fidelity;Vanguard;BlackRock;State Street;T. Rowe Price;PIMCO
Berkshire Hathaway;Blackstone;KKR;Citadel;Bridgewater;Lazard;Standard & Poor's;S&P Global;Moody's;Fitch;Fitch Ratings
FactSet;Refinitiv;MSCI;FTSE Russell;Nielsen;Gartner;IDC;McKinsey;Deloitte;PwC;KPMG;Ernst & Young;EY;Accenture;Gallup
Pew Research Center;Brookings Institution;Statista;PitchBook;Preqin;CB Insights;Crunchbase;New York Stock Exchange
NYSE;Nasdaq;NASDAQ;CME Group;CME;Cboe;London Stock Exchange;Intercontinental Exchange;Chainalysis;CoinGecko
Conference Board;University of Michigan;National Bureau of Economic Research;NBER;National Association of Realtors
Mortgage Bankers Association;Freddie Mac;Fannie Mae;Ginnie Mae;Institute for Supply Management
Investment Company Institute;Chamber of Commerce;Harvard;MIT;Stanford;Microsoft;Apple;Alphabet;Google;Amazon;Meta
Nvidia;Tesla;OpenAI;SoftBank;Toyota;Samsung;TSMC;Intel;IBM;Boeing;Walmart;Visa;Mastercard
"""
KNOWN = frozenset(name for line in _KNOWN.split("\n") for name in line.split(";") if name)


BY_FIRST_WORD: dict[str, list[str]] = {}  # longest first
for _name in sorted(KNOWN, key=lambda name: (-len(name), name)):
    BY_FIRST_WORD.setdefault(_name.partition(" ")[0], []).append(_name)

# Capitals that stand for a thing, a place or a role.
_NO_NAME = """
AI IT TV PC PDF FAQ CEO CFO COO CTO CIO CCO GDP CPI PPI PMI ETF ETFS IPO ICO USD EUR GBP JPY AM PM APR APY ROI IRR NAV
EPS YTD CAGR NFT DIY ESG IRA VPN API URL HTML CSS EV VR AR GPU CPU HR PR QA TBD TBA NA OK ID USA US UK EU UAE HYSA CD
VC PE LP GP M&A B2B SaaS DYOR FOMO HODL BTC ETH II III IV
"""
_TITLES = """
Mr Mrs Ms Dr Prof Sen Rep Gov Sir Lord Professor Senator Governor President Chairman Chairwoman Chair Secretary
Minister Judge Justice Commissioner Director Chancellor CEO CFO CIO COO
"""
_DATES = """
January February March April May June July August September October November December Monday Tuesday Wednesday
Thursday Friday Saturday Sunday Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun Q1 Q2 Q3
Q4 H1 H2
"""
# Words that a sentence likes to begin with.
_COMMON = """
The A An This That These Those It Its He She They We I You Our Your Their His Her My There Here In On At By For From
With As If When While After Before Since Until Although Though However But And So Yet Or Nor Not No Nothing None
Neither Both All Any Each Every Some Many Most Such Several Few Other Others Another One Two Three Four Five Six Seven
Eight Nine Ten What Who Why How Where Which Whether Is Are Was Were Do Does Did Can May Will Would Should Could Might
Must Have Has Had Be To Of About Over Under Between Among During Despite Unlike According Also Then Thus Therefore
Moreover Furthermore Additionally Meanwhile Instead Still Once Now Today Yesterday Tomorrow Earlier Later Last Next
First Second Third Finally Only Even Just Perhaps Maybe Yes Please See Read Note Source Sources Data Table Figure
Chart Because Through Across Against Without Within Into Up Down Out Past Investors Investing Analysts Experts
Economists Critics Researchers Officials Sales Revenue Profit Profits Earnings Stocks Shares Bonds Securities Markets
Prices Inflation Studies Research People Companies Banks Let Like More Less Much Nearly Almost About Around Roughly
Recently Overall Based Given Compared Combined Together Net Gross Total Annual Quarterly Global Domestic Consumer Year
Years Month Months Week Weeks Day Days
"""
NO_NAME, TITLES, DATES = (frozenset(words.split()) for words in (_NO_NAME, _TITLES, _DATES))
COMMON = frozenset(_COMMON.split()) | DATES
