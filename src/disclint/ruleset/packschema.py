"""The shapes of what stands beside rules: a pack's own file, and lexicons."""

from __future__ import annotations

from disclint.ruleset import words
from disclint.ruleset.recordschema import date
from disclint.ruleset.schema import LANGUAGE, LANGUAGES
from disclint.ruleset.shape import Key, Keys, Many, Text, Words

PACK_FILE = Keys(
    "A pack: a folder of rules, one a file.",
    {
        "id": Key(Text("The pack's name.", "^[a-z0-9]+([-/][a-z0-9]+)*$", "a name such as us/core"), required=True),
        "title": Key(Text("One line for lists."), required=True),
        "description": Key(Text("What the pack covers, and what it leaves out.")),
        "jurisdictions": Key(Many("Where its law holds, such as US or EU.", Text(""), lone=True)),
        "binds": Key(Many("Whom its rules bind, in words.", Text(""), lone=True)),
        "status": Key(Words("Whether what it rests on is in force.", words.STATUSES)),
        "reviewed": Key(date("When somebody last went through the whole pack.")),
        "requires": Key(Many("Packs that this one builds on.", Text(""), lone=True)),
        "lang": Key(LANGUAGES),
    },
)
LEXICON = Keys(
    "A lexicon: terms that many rules share. Terms are expressions.",
    {
        "title": Key(Text("One line for lists.")),
        "terms": Key(Many("Terms, case ignored.", Text("", hint="a term"))),
        "cased": Key(Many("Terms that keep case.", Text("", hint="a term"))),
        "not": Key(Many("Anti-terms: a term that one of them overlaps does not count.", Text("", hint="a term"))),
        "lang": Key(Text("The language of the terms.", LANGUAGE, "a language code such as en")),
    },
    some_of=(("terms", "cased"),),
)
