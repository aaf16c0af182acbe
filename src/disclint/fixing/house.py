"""What the house writes for a statement: its text filled in, or its tag; or why that can't be written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from disclint.formats.escaping import escaped
from disclint.kinds.wording import fill, key_for, unfilled

if TYPE_CHECKING:
    from disclint.facts import Facts
    from disclint.housetexts import Disclosure

_PARAGRAPH = re.compile(r"\n[ \t]*\n")


class Unwritable(Exception):
    """Why an entry can't be written, in words that say what to do."""


class Wording(NamedTuple):
    """`paragraphs` are what readers get, empty for a tag; `tag` is that tag; `whose` names the entry and who answers."""

    paragraphs: tuple[str, ...]
    tag: str
    whose: str


def entry_for(entries: tuple[Disclosure, ...], element: str | None, rule: str) -> Disclosure | None:
    """The entry that serves the statement, else the rule; one of that very name first."""
    for name in filter(None, (element, rule)):
        serving = sorted((e for e in entries if name in e.serves), key=lambda e: e.name != name)
        if serving:
            return serving[0]
    return None


def wording(entry: Disclosure, facts: Facts, generator: str) -> Wording:
    """What the entry has for a document of which `facts` are known, on a site of that generator (or none). Unwritable where
    nobody answers for the text, a name in it has no value, or the tag can't be told."""
    key = f"disclosures.{entry.name}"
    if not entry.text:
        return Wording((), _tag(entry, key, generator), key)
    for name, value in (("approved_by", entry.approved_by), ("approved_on", entry.approved_on)):
        if not value.strip():
            raise Unwritable(f"{key} has no {name}; a text is written when somebody answers for it")
    if facts.today and entry.approved_on > facts.today:
        raise Unwritable(f"{key} has an approved_on that is still to come ({entry.approved_on})")
    if missing := unfilled(entry.text, facts):
        raise Unwritable("; ".join(_unknown(key, name) for name in missing))
    text = fill(entry.text, facts).replace("\r\n", "\n").replace("\r", "\n")
    if missing := unfilled(text, facts):
        raise Unwritable("; ".join(_unknown(key, name) for name in missing))
    paragraphs = tuple(" ".join(part.split()) for part in _PARAGRAPH.split(text) if part.strip())
    if not paragraphs:
        raise Unwritable(f"{key} has an empty text")
    return Wording(paragraphs, "", f"{key} (approved_by {entry.approved_by}, approved_on {entry.approved_on})")


def _unknown(key: str, name: str) -> str:
    where = key_for(name)
    if where:
        return f"{key} asks for {{{name}}}, which has no value; fill {where} in the configuration"
    return f"{key} asks for {{{name}}}, which nothing can fill; {{firm.name}} and {{firm.NAME}} (firm.values) can be"


def _tag(entry: Disclosure, key: str, generator: str) -> str:
    value = (entry.shortcode or entry.include).strip()
    if not value or "\n" in value or "\r" in value:
        raise Unwritable(f"{key} is no tag of one line")
    if value[0] in "{<":
        return value
    forms = _SHORTCODES if entry.shortcode else _INCLUDES
    if generator not in forms:
        kind = "shortcode" if entry.shortcode else "include"
        site = f"a site made by {generator}" if generator else "a folder without a site generator"
        raise Unwritable(f"how {site} writes the {kind} {value} is not known; give the tag as documents write it")
    return forms[generator].format(value)


_SHORTCODES = {"hugo": "{{{{< {} >}}}}", "quarto": "{{{{< {} >}}}}", "eleventy": "{{% {} %}}"}
_INCLUDES = {
    "jekyll": "{{% include {} %}}",
    "eleventy": '{{% include "{}" %}}',
    "quarto": "{{{{< include {} >}}}}",
}


def rendered(words: Wording, format: str, newline: str, indent: str) -> str:
    """The paragraphs, or the tag, as a document of that format has them; `indent` stands before all lines but the first."""
    if words.tag:
        return words.tag
    if format == "html":
        return (newline + indent).join(f"<p>{escaped(p, format)}</p>" for p in words.paragraphs)
    return (newline + newline).join(escaped(p, format, opens=True) for p in words.paragraphs)
