"""What the section `disclosures` of a configuration may hold: the house's own texts, and the tags that print them."""

from __future__ import annotations

from disclint.ruleset.nodes import Faults, MapNode, Node, Scalar
from disclint.ruleset.rule import Json
from disclint.ruleset.shape import Either, Key, Keys, Many, Table, Text

_DATE = Text(
    "A date such as 2030-12-31.", r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", "a date such as 2030-12-31"
)
DISCLOSURE = Keys(
    "What --fix writes where a statement is missing: a text that somebody answers for, or the tag that prints it.",
    {
        "text": Key(Text("The text; an empty line begins a new paragraph, {firm.name} and the like are filled in.")),
        "approved_by": Key(Text("Who answers for the text.")),
        "approved_on": Key(_DATE._replace(doc="Since when.")),
        "shortcode": Key(Text("The site's shortcode: its name, or the tag as documents write it.")),
        "include": Key(Text("The file that the site's include prints, or the tag as documents write it.")),
        "for": Key(
            Many("The rules and statements that it serves, beside the one of its own name.", Text(""), lone=True)
        ),
    },
    one_of=(("text", "shortcode", "include"),),
)
DISCLOSURES = Table(
    "The house's own texts by name; one named after a rule or a statement is what --fix writes where that is missing.",
    Either("", (Text("The text, for {disclosures.NAME} in the words of rules."), DISCLOSURE)),
    r"^[a-z][a-z0-9_-]*$",
    "small letters, digits, - and _",
)


def check_disclosures(node: Node | None, faults: Faults) -> None:
    """Whether each date is one."""
    from datetime import date

    for _, entry in node.entries if isinstance(node, MapNode) else ():
        said = entry.get("approved_on") if isinstance(entry, MapNode) else None
        if isinstance(said, Scalar) and isinstance(said.data, str) and len(said.data) == 10:
            try:
                date.fromisoformat(said.data)
            except ValueError:
                faults.at(said, f"there is no such day: {said.data}")


def disclosure_places(node: Node | None) -> dict[str, Json]:
    """Where each entry's name stands, under `disclosure NAME`."""
    entries = node.entries if isinstance(node, MapNode) else ()
    return {f"disclosure {key.data}": [key.line, key.column] for key, _ in entries}
