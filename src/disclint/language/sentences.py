"""Splits blocks into sentences: a stop ends one unless an abbreviation, a number, an initial or a list mark owns it.

Two sorts of abbreviation: some never end a sentence (Mr., e.g.), others may (Inc., U.S., p.m.) and do so only where the
next word is one that sentences like to begin with.
"""

from __future__ import annotations

from disclint.document import Document
from disclint.lazy import expression
from disclint.model import Span

# Never the last word of a sentence.
_INNER = """
mr mrs ms dr prof rev hon sen rep gov gen col lt sgt capt messrs mme pres supt e.g eg i.e ie vs v cf viz approx ca
resp incl excl esp fig figs sec secs art arts reg regs p pp vol vols ed eds pt ch para paras sched ann app tel ext
dept est al seq op cit st ste mt ft no nos adj avg min max yr yrs mo mos wk hr hrs feat ph.d orig temp misc intl natl
govt assn
"""
# May be the last word.
_OUTER = """
inc corp ltd co cos llc l.l.c l.p lp plc p.l.c n.v s.a s.p.a a.g b.v n.a u.s u.k u.n e.u d.c u.s.a u.a.e a.m p.m etc
bros jr sr esq ave blvd rd bldg jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri
sat sun calif mass conn fla ill tex pa wash m.b.a b.a m.a c.p.a c.f.a j.d cfa cpa bn mn tn mln bln pct gmbh pty pte
s.e s.r.l k.k
"""
# Words that open sentences; behind an abbreviation only these do.
_STARTERS = """
the a an this that these those it its he she they we i you our your their his her my there here in on at by for from
with as if when while after before since until although though however but and so yet or nor not no nothing none
neither both all any each every some many most such past securities investing investment investments investors please
see what who why how where read also then thus therefore moreover furthermore additionally meanwhile instead still
once under over about because during despite unlike according analysts shares stocks member brokerage advisory
products services information
"""
# ... but not in text that is all upper case, where a name may go on.
_JOINERS = "and or nor by on at for in from with as if when while but so under over about any each"
_NUMBERED = "no nos fig figs sec secs art arts pt ch p min max st app ed est mo ann ft"
INNER, OUTER, STARTERS, JOINERS, NUMBERED = (
    frozenset(words.split()) for words in (_INNER, _OUTER, _STARTERS, _JOINERS, _NUMBERED)
)

_CLOSERS = r"[\"'”’)\]}»」』）】]*+(?:\[\d{1,3}\]|[\u00b9\u00b2\u00b3\u2070-\u2079])*+"
_STOP = expression(rf"[.!?\u2026\u3002\uff61][.!?\u2026\u3002\uff61]*+{_CLOSERS}")
# A stop without a space behind it: CJK text, a lost space ("advice.Next"), a note mark ("advice.1 Next").
_GLUED = expression(
    r"[!?][\"')\]]*[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\.[A-Z][a-z]+\s"
    r"|\.\d{1,2}\s[A-Z]|[\u3002\uff61]++[\"'」』）]*+(?!と|って|[,、])"
)
_WORD = expression(r"[\"'(\[]*+([^\W_]+)")
_LIST_MARK = expression(r"\(?(?:\d{1,3}|[ivx]{1,4}|[A-Za-z])")
_MARKS = "\"'“‘([{«-"
_LOOK_BACK = 24


def sentences(document: Document, plain: str) -> tuple[Span, ...]:
    """The sentences of every block in order, without the white space around them, never across a block.

    `plain` is the document's text with quotes and dashes folded; spans are offsets into either.
    """
    found: list[Span] = []
    for block in document.blocks:
        start, end = block.start, block.end
        for match in _STOP.finditer(plain, start, end):
            stop, after = match.span()
            if after < end and not (_ends(plain, start, stop, after) if plain[after] == " " else _glued(plain, stop)):
                continue
            _add(found, plain, start, after)
            start = after + 1 if after < end and plain[after] == " " else after
        _add(found, plain, start, end)
    return tuple(found)


def _add(found: list[Span], plain: str, start: int, end: int) -> None:
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Span(start, end))


def _glued(plain: str, stop: int) -> bool:
    """Whether a stop with no space behind it ends a sentence all the same."""
    if not _GLUED.match(plain, stop):
        return False
    return plain[stop] != "." or (stop >= 3 and plain[stop - 3 : stop].islower() and plain[stop - 3 : stop].isalpha())


def _ends(plain: str, start: int, stop: int, after: int) -> bool:
    """Whether the stop at `stop`, closed by `after` and a space, ends the sentence that began at `start`."""
    following = _WORD.match(plain, after + 1)
    word = following[1] if following else ""
    if plain[stop] != "." or (after - stop > 1 and plain[stop + 1] in ".!?"):
        return not word[:1].islower()
    before = plain[max(start, stop - _LOOK_BACK) : stop].rsplit(None, 1)
    token = before[-1].lstrip(_MARKS) if before else ""
    if not token:
        return True
    if stop - start <= 5 and _LIST_MARK.fullmatch(plain, start, stop):
        return False
    return _token_ends(token, word)


def _token_ends(token: str, word: str) -> bool:
    """Whether a stop behind `token` ends a sentence when `word` (maybe empty) comes next."""
    key = token.lower()
    if key in INNER and not (key in NUMBERED and not _is_number_next(token, word)):
        return False
    dotted = token[0].isalpha() and "." in token and len(token) <= 6
    if key in OUTER or dotted or (len(token) == 1 and token.isalpha()):
        shouted = len(word) > 1 and word.isupper()
        return word.lower() in STARTERS and not word.islower() and not (shouted and word.lower() in JOINERS)
    if word[:1].islower():
        return len(token) > 3 and token.isalpha() and token.islower()
    return True


def _is_number_next(token: str, word: str) -> bool:
    """`No. 5` is a number, `No. We …` an answer; `St. Louis` a saint, but `1st St. The …` a street; `App. Div.` a court,
    but `our app. Bitcoin …` a program."""
    key = token.lower()
    if word[:1].isdigit():
        return True
    if token == "app" and word.istitle() and len(word) > 1:
        return False
    if key in ("st", "ft", "est", "app", "ann", "mo", "ed"):
        return word.lower() not in STARTERS
    return key != "no" and word.islower()
