"""The shapes of what a rule says about itself: the authority it rests on, and its history."""

from __future__ import annotations

from disclint.ruleset import words
from disclint.ruleset.shape import Key, Keys, Many, Text, Words

DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
DATE_HINT = "a date such as 2025-01-31"


def date(doc: str) -> Text:
    return Text(doc, DATE, DATE_HINT)


AUTHORITY = Many(
    "Sources of law or practice.",
    Keys(
        "A source of law or practice.",
        {
            "cite": Key(Text("How lawyers cite it."), required=True),
            "url": Key(Text("Where it can be read.", "^https://[^ ]+$", "an address that begins with https://")),
            "checked": Key(date("When somebody last read it there.")),
            "grade": Key(Words("How good the source is.", words.GRADES)),
        },
    ),
)
HISTORY = Many(
    "What became of the rule, change by change; the last date is its version.",
    Keys(
        "One change of the rule.",
        {
            "date": Key(date("The day from which the rule holds in this form."), required=True),
            "effect": Key(
                Words(
                    "What it does: new and tightened report more, loosened less, reworded the same in other words.",
                    words.EFFECTS,
                ),
                required=True,
            ),
            "what": Key(Text("What was changed, in one line."), required=True),
        },
    ),
)
