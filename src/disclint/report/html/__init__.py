"""One self-contained page for people: what became of every required statement, each document's words with what was found in
them, the rules behind it. It loads nothing, and everything in it can be read without its script.
"""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from disclint import __version__
from disclint.model import Report
from disclint.report import FINE_PRINT, Look
from disclint.report.html.documents import articles, rest
from disclint.report.html.filters import filters
from disclint.report.html.overview import overview, rules
from disclint.report.html.tags import Html, joined, tag
from disclint.report.text import summary

WANTS = ("rules", "statements", "texts")
NAVIGATION = (
    ("summary", "Summary"), ("findings", "Findings"), ("documents", "Documents without findings"), ("rules", "Rules"),
)  # fmt: skip


def render(report: Report, look: Look) -> str:
    """The page. Long texts are cut around what was found, unless `look.all` asks for everything."""
    style, script = _asset("page.css"), _asset("page.js")
    shown = articles(report, look.all)
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        tag("meta", name="generator", content=f"disclint {__version__}"),
        tag("title", f"disclint: {summary(report)}"),
        tag("style", style),
    )
    body = tag("body", *_body(report, shown), tag("script", script))
    return f"<!doctype html>\n{tag('html', head, body, lang='en')}\n"


def _body(report: Report, shown: list[Html]) -> list[Html | None]:
    links = [tag("li", tag("a", words, href=f"#{id}")) for id, words in NAVIGATION]
    return [
        tag("a", "Skip to the findings", href="#findings", class_="skip"),
        tag(
            "header",
            tag("h1", "disclint report"),
            tag("p", summary(report), class_="lead"),
            tag("p", FINE_PRINT, class_="fine"),
            tag("nav", tag("ul", *links), aria_label="On this page"),
        ),
        tag(
            "main",
            overview(report),
            filters(report),
            tag(
                "section",
                tag("h2", "Findings"),
                joined(shown, "\n") if shown else _nothing(),
                id="findings",
                tabindex="-1",
            ),
            rest(report),
            rules(report),
        ),
        tag("footer", tag("p", f"disclint {__version__}. {FINE_PRINT}")),
    ]


def _nothing() -> Html:
    return tag("p", "These rules found nothing in these texts. That is no judgement of the texts.")


def _asset(name: str) -> Html:
    return Html(Path(__file__).with_name(name).read_text(encoding="ascii"))


def _policy(style: str, script: str) -> str:
    """What browsers let the page do: use its own style and script, and nothing else."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    import hashlib

    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
