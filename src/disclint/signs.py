"""What the documents of a folder tell whoever configures it: licence lines, and the packs whose rules they give cause to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from disclint.checker import attempt
from disclint.model import Lines, Problem, Span

if TYPE_CHECKING:
    from disclint.discover import File
    from disclint.document import Document
    from disclint.facts import Facts
    from disclint.ruleset.load import RuleSet

SAMPLE = 100  # documents that are looked at, spread evenly
_RULED = r"(?:[Aa]uthori[sz]ed|[Rr]egulated|[Ss]upervised|[Ll]icen[cs]ed)(?: and \w+)? by (?:the )?"

# Whose authority a text names as its publisher's, or whose licence number it gives.
JURISDICTIONS = {
    "us": r"\b(?:FINRA|SIPC|FDIC|MSRB)\b|registered with the (?:SEC|U\.?S\.? Securities and Exchange Commission)",
    "uk": rf"{_RULED}(?:Financial Conduct Authority|FCA|Prudential Regulation Authority|PRA)\b",
    "eu": rf"{_RULED}(?:BaFin|CSSF|AMF|AFM|CySEC|CONSOB|CNMV|FSMA|Central Bank of Ireland)\b",
    "ca": r"\b(?:CIRO|IIROC|Canadian Investor Protection Fund|Canadian Investment Regulatory Organization)\b",
    "au": r"\bAFSL\b|Australian [Ff]inancial [Ss]ervices [Ll]icen[cs]e",
    "sg": rf"{_RULED}(?:Monetary Authority of Singapore|MAS)\b",
    "hk": rf"{_RULED}(?:Securities and Futures Commission|SFC)\b",
    "jp": r"金融商品取引業者|関東財務局長|Financial Instruments Business Operator",
    "in": r"SEBI [Rr]egist(?:ration|ered)|[Rr]egistered with SEBI|\bIN[AHZ]\d{9}\b",
    "ch": rf"{_RULED}(?:FINMA|Swiss Financial Market Supervisory Authority)\b",
    "ae": rf"{_RULED}(?:DFSA|Dubai Financial Services Authority)\b",
}
# What a text says its publisher is. Only a hint: an article may print another firm's line.
FIRMS = {
    "broker-dealer": r"\b[Mm]embers? (?:of )?(?:FINRA|SIPC)\b|[Ss]ecurities (?:are )?offered (?:through|by)",
    "adviser": r"[Rr]egistered [Ii]nvestment [Aa]dvis[eo]r|\bForm ADV\b",
    "bank": r"\b[Mm]ember FDIC\b|Equal Housing Lender",
    "futures": r"\bNFA ID\b|\b[Mm]ember of (?:the )?(?:NFA|National Futures Association)\b",
    "municipal": r"[Rr]egistered with the (?:SEC and )?MSRB",
}


class Seen(NamedTuple):
    """In how many of the documents something stands, and the first place (`a.md:12`)."""

    documents: int
    first: str


class Signs(NamedTuple):
    """The documents that were looked at, and what they tell, by words of JURISDICTIONS and FIRMS."""

    documents: tuple[Document, ...] = ()
    places: Mapping[str, Seen] = {}
    firms: Mapping[str, Seen] = {}


def signs(files: Sequence[File], limit: int = SAMPLE) -> Signs:
    """What at most `limit` of the files tell, spread evenly. One that can't be read is left out: a run tells of it."""
    from disclint.formats import parse
    from disclint.read import read

    step = max(1, -(-len(files) // limit))
    parsed = [attempt(f, lambda f=f: parse(read(f.path, name=f.name), f.format)) for f in files[::step]]  # type: ignore[misc]
    documents = tuple(document for document in parsed if not isinstance(document, Problem))
    return Signs(documents, said(JURISDICTIONS, documents), said(FIRMS, documents))


def said(expressions: Mapping[str, str], documents: Iterable[Document]) -> dict[str, Seen]:
    """Where the readable texts hold each of the expressions, by its name; what stands nowhere is left out."""
    found: dict[str, Seen] = {}
    compiled = {name: re.compile(expression) for name, expression in expressions.items()}
    for document in documents:
        for name, expression in compiled.items():
            if match := expression.search(document.text):
                _count(found, name, document, Span(*match.span()))
    return found


def causes(ruleset: RuleSet, documents: Sequence[Document], facts: Facts) -> dict[str, Seen]:
    """For each pack, the documents in which something triggers one of its rules."""
    if not documents:
        return {}
    from disclint.engine import Engine
    from disclint.kinds.context import Context
    from disclint.kinds.live import liveness

    engine = Engine(ruleset)
    found: dict[str, Seen] = {}
    for document in documents:
        context = Context(document, facts, engine.book)
        first: dict[str, Span] = {}
        for rule in engine.active:
            if rule.when and (triggers := liveness(rule, context).triggers):
                first[rule.pack] = min(first.get(rule.pack, triggers[0]), triggers[0])
        for pack, span in first.items():
            _count(found, pack, document, span)
    return found


def _count(found: dict[str, Seen], name: str, document: Document, span: Span) -> None:
    before = found.get(name) or Seen(0, _place(document, span))
    found[name] = before._replace(documents=before.documents + 1)


def _place(document: Document, span: Span) -> str:
    line = Lines(document.source.text).position(document.source_span(*span)).line
    return f"{document.source.path}:{line}"
