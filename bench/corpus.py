"""Invented financial articles, the same on every machine: varied in form, 4 KB each, with what a linter must weigh."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

FIRMS = (
    "Harbor Lane", "Quillmark Foods", "Osprey & Dunn", "Tallow Creek Energy", "Brightwater Rail", "Nimbus Foundry",
    "Pellworth Bank", "Sable Ridge Mining", "Larkfield Homes", "Corvane Robotics", "Ashgrove Paper", "Mistral Lines",
)  # fmt: skip
PEOPLE = ("Ines Okafor", "Marten Holt", "Priya Raman", "Tom Ashdown", "Yuki Arata", "Lena Vosberg")
ROLES = ("chief executive", "head of research", "finance director", "chair of the audit committee", "strategist")
PAPERS = ("Harbor Gazette", "Ledger & Tide", "North Quay Review", "Copperfield Wire", "The Evening Tally")
TOPICS = (
    "bonds", "shares", "dividends", "freight rates", "copper", "mortgage funds", "savings accounts",
    "exchange-traded funds", "semiconductors", "grain futures", "municipal debt", "insurance stocks",
)  # fmt: skip
MONTHS = ("January", "March", "May", "June", "September", "November")

FIGURES: tuple[Callable[[random.Random], str], ...] = (
    lambda r: f"${r.randint(2, 90)} {r.choice(('million', 'billion'))}",
    lambda r: f"{r.randint(1, 60)}.{r.randint(0, 9)}%",
    lambda r: f"{r.randint(2, 40)} per cent",
    lambda r: f"{r.randint(3, 400)} basis points",
    lambda r: f"€{r.randint(1, 9)}.{r.randint(1, 9)}bn",
    lambda r: f"{r.randint(1, 99)},{r.randint(100, 999)} jobs",
    lambda r: f"between {r.randint(2, 9)} and {r.randint(10, 30)} percent",
    lambda r: f"{r.choice(('two', 'three', 'four'))} times as much",
)

PLAIN = (
    "The board met twice this {month} and kept its plan for {topic} as it was.",
    "Few people on the trading floor remember a quieter {month}, and fewer still complain about it.",
    "What happens next depends on the harvest, on the central bank, and on how long {firm} can wait.",
    "{person}, the {role} of {firm}, has spent most of a long career on {topic}.",
    "Nobody at {firm} would say whether the talks had ended; the coffee, one guest said, had.",
    "Prices for {topic} move slowly until they don't, and then the lawyers are called.",
    "The rules for {topic} are older than most of the people who trade them.",
    "A lender that cannot explain its own book is a lender that will soon be explained by others.",
    "There are good reasons to hold {topic}, and there are good reasons to sleep at night.",
    "Customers of {firm} were told by letter, which arrived a week after the newspapers did.",
)
BARE = (
    "Demand for {topic} has grown by {figure} since {month}.",
    "{firm} spent {figure} on new ships, lorries and warehouses.",
    "Its costs fell to {figure}, less than half of what they were in {year}.",
    "By {later}, sales of {topic} could reach {figure}.",
)
SOURCED = (
    "According to {paper}, {firm} raised {figure} in {month} {year}.",
    "[{paper} reported](https://www.{host}.example/{year}/{slug}) that {topic} earned {figure} last year.",
    "“We sold {figure} of {topic} before lunch,” said {person}, {role} at {firm}.",
    "Holders of {topic} were paid {figure}, the company's annual report shows.[^{note}]",
    "{firm}'s loans came to {figure}, data from {paper} show.",
)
RISKY = (
    "The flyer spoke of guaranteed returns of {figure}; {person} called the police.",
    "No fund can offer a guaranteed profit, and {firm} does not claim to.",
    "Treasury bills are often called the risk-free rate, which is a term of art and not a promise.",
    "Buy now, because these {topic} are a risk-free way to earn {figure} a year.",
)
FINE_PRINT = (
    "This article is for general information and is not investment advice, nor is it an offer to sell or "
    "a solicitation to buy any security or other instrument.",
    "Past performance does not predict future results, and the value of {topic} can fall as well as rise.",
    "The writer holds no position in any company named here and was not paid by any of them.",
    "Statements about the future rest on assumptions that may turn out wrong; {firm} does not undertake to mend them.",
    "Readers should speak with a tax adviser and a lawyer of their own, because nothing here is tax or legal advice.",
    "The {topic} described are not insured by any deposit scheme, are no obligations of a bank, and may lose value.",
    "{firm} and its staff may deal in {topic} before or after this page is printed, in either direction, at any time.",
)
MEMBERSHIP = "Securities offered through {firm} Securities LLC, member FINRA/SIPC."


_LINK = re.compile(r"\[([^\]^]+)\]\((\S+?)\)")
_NOTE = re.compile(r"\[\^\d+\]")


class Writer:
    """One article's worth of decisions, all drawn from one seed."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)
        self.notes = 0

    def fill(self, sentence: str) -> str:
        pick = self.random.choice
        if "{note}" in sentence:
            self.notes += 1
        year = self.random.randint(2019, 2025)
        paper = pick(PAPERS)
        return sentence.format(
            firm=pick(FIRMS), person=pick(PEOPLE), role=pick(ROLES), paper=paper, topic=pick(TOPICS),
            month=pick(MONTHS), year=year, later=year + self.random.randint(3, 9), figure=pick(FIGURES)(self.random),
            note=self.notes, host="".join(c for c in paper.lower() if c.isalpha()), slug=pick(TOPICS).replace(" ", "-"),
        )  # fmt: skip

    def sentence(self) -> str:
        stock = self.random.choices((PLAIN, SOURCED, BARE, RISKY), weights=(60, 25, 10, 1))[0]
        return self.fill(self.random.choice(stock))

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.random.randint(2, 5)))

    def table(self) -> str:
        rows = [
            f"| {f} | {FIGURES[0](self.random)} | {FIGURES[1](self.random)} |" for f in self.random.sample(FIRMS, 4)
        ]
        return "\n".join(
            ("| Company | Sales | Change |", "|---|---:|---:|", *rows, "", f"Source: {self.random.choice(PAPERS)}")
        )

    def bullets(self) -> str:
        return "\n".join(f"- **{self.random.choice(TOPICS).capitalize()}**: {self.sentence()}" for _ in range(3))

    def quotation(self) -> str:
        return f"> {self.sentence()}\n>\n> — {self.random.choice(PEOPLE)}, *{self.random.choice(ROLES)}*"

    def code(self) -> str:
        return f"```python\nrate = {self.random.random():.4f}\nprint(f'{{rate:.1%}} guaranteed return')\n```"

    def block(self) -> str:
        kinds = (self.paragraph, self.table, self.bullets, self.quotation, self.code)
        return self.random.choices(kinds, weights=(80, 5, 6, 6, 1))[0]()

    def disclosure(self) -> str:
        """Real ones stand on one very long line, now and then in a comment."""
        parts = [FINE_PRINT[0], *self.random.sample(FINE_PRINT[1:], self.random.randint(1, 6))]
        line = " ".join(self.fill(part) for part in (*parts, MEMBERSHIP))
        shape = self.random.choices(("*{}*", "{}", "<small>{}</small>", "<!-- {} -->", ""), weights=(40, 35, 15, 2, 8))[
            0
        ]
        return shape.format(line) if shape else ""

    def markdown(self, size: int) -> str:
        title = self.fill("Why {topic} matter to {firm}")
        parts = [
            f"---\ntitle: {title}\ndate: 2025-0{self.random.randint(1, 9)}-17\ntags: [markets, letters]\n---",
            f"# {title}",
        ]
        while sum(map(len, parts)) < size:
            if self.random.random() < 0.12:
                parts.append(f"## {self.fill('What {firm} said about {topic}')}")
            parts.append(self.block())
        notes = [f"[^{n}]: {self.fill('{paper}, {month} {year}, page')} {n + 3}." for n in range(1, self.notes + 1)]
        return "\n\n".join((*parts, self.disclosure(), *notes)) + "\n"

    def mdx(self, size: int) -> str:
        head, _, body = self.markdown(size).partition("\n\n")
        chart = '<Chart data={[3, 1, 4]} title="Freight" />\n\n<Aside kind="note">\n' + self.paragraph() + "\n</Aside>"
        return f"{head}\n\nimport {{ Chart, Aside }} from '../components';\n\n{chart}\n\n{body}"

    def html(self, size: int) -> str:
        parts: list[str] = []
        while sum(map(len, parts)) < size:
            host = self.random.choice(("ledger", "tally"))
            link = f'<a href="https://www.{host}.example/">{html.escape(self.random.choice(PAPERS))}</a>'
            text = _LINK.sub(r'<a href="\2">\1</a>', html.escape(_NOTE.sub("", self.paragraph()), quote=False))
            parts.append(f"<p>{text} <em>See {link}</em> &mdash; page&nbsp;{self.random.randint(1, 40)}.</p>")
        title = self.fill("{firm} and {topic}")
        body = "\n".join(parts)
        return (
            f"<!doctype html>\n<html lang=en><head><title>{title}</title><style>p {{ margin: 1em }}</style></head>\n"
            f"<body><h1>{title}</h1>\n{body}\n<footer><small>{self.disclosure()}</small></footer></body></html>\n"
        )

    def text(self, size: int) -> str:
        parts = [self.fill("{firm} turns to {topic}")]
        while sum(map(len, parts)) < size:
            parts.append(_LINK.sub(r"\1 (\2)", _NOTE.sub("", self.paragraph())))
        return "\n".join((*parts, self.disclosure().strip("*"))) + "\n"


def article(number: int) -> tuple[str, str]:
    """The name and the text of that article: about seven in ten Markdown, the others MDX, HTML and plain text."""
    writer = Writer(f"article {number}")
    size = int(writer.random.triangular(1200, 6400, 2000))
    suffix, write = writer.random.choices(
        ((".md", writer.markdown), (".mdx", writer.mdx), (".html", writer.html), (".txt", writer.text)),
        weights=(70, 8, 14, 8),
    )[0]
    return f"{number // 100:02}/{number:05}{suffix}", write(size)


def write_articles(folder: Path, count: int) -> int:
    """Writes the first `count` articles under `folder`; the number of bytes written."""
    total = 0
    for number in range(count):
        name, text = article(number)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        total += path.write_bytes(text.encode())
    return total


def pieces() -> Iterator[str]:
    """Markdown without end: headings, paragraphs, tables, quotations, and now and then one line of 100 KB."""
    writer = Writer("one large file")
    while True:
        yield f"## {writer.fill('{firm} on {topic}')}\n\n"
        for _ in range(200):
            yield writer.block() + "\n\n"
        yield " ".join(writer.sentence() for _ in range(1000)) + "\n\n"


def write_large(path: Path, size: int) -> int:
    """Writes one Markdown file of `size` bytes or a little more; the number of bytes written."""
    total = 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(b"# Everything at once\n\n")
        for piece in pieces():
            total += file.write(piece.encode())
            if total >= size:
                return total
    return total
