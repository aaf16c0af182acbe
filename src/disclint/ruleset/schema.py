"""The rule language, said once: rules, packs and lexicons as shapes. Validation and JSON Schema both come from here."""

from __future__ import annotations

from disclint.ruleset import words
from disclint.ruleset.matchers import (
    CONDITION,
    ENTITY,
    GUARD,
    MATCHER,
    MATCHERS,
    NAME,
    NAME_HINT,
    VALUES,
    name_list,
    word_list,
)
from disclint.ruleset.recordschema import AUTHORITY, HISTORY, date
from disclint.ruleset.shape import Either, Flag, Key, Keys, Many, Named, Shape, Table, Text, Whole, Words

LANGUAGE = "^[a-z]{2,3}(-[A-Z][A-Za-z]+)?$"


def severity(doc: str) -> Words:
    return Words(doc, words.SEVERITIES)


LANGUAGES = Many("The languages that it is written for.", Text("", LANGUAGE, "a language code such as en"), lone=True)
FACTS = {
    "firm": Key(word_list("The kinds of firm that speak.", words.FIRMS)),
    "document": Key(word_list("The kinds of document.", words.DOCUMENTS)),
    "audience": Key(word_list("To whom; an unknown audience counts as retail.", words.AUDIENCES)),
    "channel": Key(word_list("Through what.", words.CHANNELS)),
}
APPLIES = Named(
    "applies",
    Keys(
        "Where it applies: from configuration and front matter, never from the topic.", FACTS, some_of=(tuple(FACTS),)
    ),
)

_CASE_KEYS = {
    "state": Key(word_list("The finding's state.", words.STATES)),
    **FACTS,
    "field": Key(Table("Front-matter fields and their values.", VALUES, least=1)),
    "trigger": Key(name_list("The lexicon, statement or entity type of `when` that was hit.")),
}
SEVERITY_IF = Many(
    "The first case that holds gives the severity.",
    Keys(
        "A severity and when it holds: all its conditions.",
        {"is": Key(Words("The severity, or off.", (*words.SEVERITIES, "off")), required=True), **_CASE_KEYS},
        some_of=(tuple(_CASE_KEYS),),
    ),
)

PLACE = Many(
    "Where the statement must stand; a list is `any of`.",
    Either(
        "",
        (
            Words("", words.PLACES),
            Keys(
                "Close to what created the duty.",
                {
                    "near": Key(
                        Text(
                            "The same sentence, block or section, or so many sentences away.",
                            "^(sentence|block|section|[1-9][0-9]? sentences?)$",
                            'sentence, block, section or "3 sentences"',
                        ),
                        required=True,
                    )
                },
                marks=("near",),
            ),
        ),
    ),
    lone=True,
)

WHEN = Keys(
    "What creates the duty. Without it the rule holds wherever it applies.",
    {
        "any": Key(Many("One of these is there.", CONDITION)),
        "all": Key(Many("And each of these.", CONDITION)),
        "not": Key(Many("And none of these.", CONDITION)),
        "bind": Key(Words("Whether all of it must stand in one sentence (the default).", words.BINDS)),
        "gate": Key(
            Words(
                "`needed`: what `applies` asks must be known and fit, and the trigger must hold as well.", words.GATES
            )
        ),
    },
    some_of=(("any", "all"),),
)

SUGGEST = Table("Misspellings and what is meant.", Text("", hint="text"))
ELEMENT = Keys(
    "One part of the statement.",
    {
        "label": Key(Text('What it says, to follow "The document does not say that it …".'), required=True),
        "says": Key(MATCHERS),
        "says_not": Key(Many("Matchers; one of them is there and denied.", MATCHER)),
        "subject": Key(ENTITY),
        "severity": Key(severity("How bad it is when this part is missing.")),
        "optional": Key(Flag("Seen and reported in `inspect`, never demanded.")),
        "ordinary": Key(Flag("Everyday words: out of sight they are no attempt, unless a trigger stands in the text.")),
        "suggest": Key(SUGGEST),
    },
    some_of=(("says", "says_not"),),
)
REQUIRE = Keys(
    "The document makes a statement.",
    {
        "elements": Key(
            Table("Its parts; a part's name is unique among all rules.", ELEMENT, NAME, NAME_HINT), required=True
        ),
        "together": Key(Words("All parts within the same stretch.", words.TOGETHER)),
        "place": Key(PLACE),
        "general": Key(
            Flag(
                "This is the general disclaimer: a placeholder in its stead or a denial that breaks off is an attempt at it."
            )
        ),
        "everyday": Key(
            Flag("Everyday words, such as a date or a fee: out of sight they are no attempt without the trigger.")
        ),
    },
)

_LEGEND = Keys(
    "A prescribed text.",
    {
        "text": Key(Text("The text, word for word; {name} is a slot."), required=True),
        "applies": Key(APPLIES),
    },
)
_SLOT = Keys(
    "What may stand in a slot.",
    {
        "quantity": Key(word_list("A number of one of these classes.", words.QUANTITIES)),
        "single": Key(Flag("One number, not a range.")),
        "equals": Key(
            Text("The configured value that it must equal.", r"^[a-z_]+(\.[a-z_]+)*$", "a value such as firm.name")
        ),
        "one_of": Key(Many("One of these texts.", Text(""))),
    },
    some_of=(("quantity", "one_of", "equals"),),
)
VERBATIM = Keys(
    "A prescribed legend stands word for word; any one of the texts satisfies.",
    {
        "texts": Key(Table("The texts by name.", _LEGEND, NAME, NAME_HINT), required=True),
        "slots": Key(Table("The slots by name.", _SLOT, NAME, NAME_HINT)),
        "place": Key(PLACE),
    },
)
FORBID = Keys(
    "Language that may not be used.",
    {
        "says": Key(MATCHERS),
        "says_not": Key(Many("Matchers; one of them is there and denied.", MATCHER)),
        "where": Key(Many("One of these must stand in the same sentence.", MATCHER)),
        "unless": Key(Many("What excuses the phrase.", GUARD)),
        "downgrade": Key(Many("What makes it one level less bad.", GUARD)),
        "suggest": Key(SUGGEST),
    },
    some_of=(("says", "says_not"),),
)
_CLASSES = {name: Key(word_list("Classes of numbers.", words.QUANTITIES)) for name in (*words.SEVERITIES, "off")}
SOURCE = Keys(
    "Numbers carry evidence.",
    {
        "find": Key(Words("What is looked for: figures without a source, where it is absent.", words.FINDS)),
        "policy": Key(Words("What counts as evidence.", words.POLICIES)),
        "classes": Key(Keys("Severities and the classes of numbers they hold for.", _CLASSES)),
        "months": Key(Whole("For stale-figures: the age from which a dated figure is old.", 1)),
    },
)
METADATA = Table(
    "Front-matter fields by name.",
    Keys(
        "What the field must be.",
        {
            "required": Key(Flag("The field must be there.")),
            "matches": Key(MATCHER),
            "one_of": Key(Many("One of these values.", VALUES.item)),
        },
        some_of=(("required", "matches", "one_of"),),
    ),
)

_NAMES = Many("Names.", Text(""), lone=True)
ENTITY_FACTS = Keys(
    "What is configured of an entity.",
    {
        "legal_name": Key(Text("The name as registered."), required=True),
        "aliases": Key(_NAMES),
        "dbas": Key(_NAMES),
        **{name: Key(Flag("Whether it is a member.")) for name in words.MEMBERSHIPS},
    },
)
_AS = Keys(
    "What is known about the example's document.",
    {
        **FACTS,
        "language": Key(Text("The document's language.", LANGUAGE, "a language code such as en")),
        "entities": Key(
            Table(
                "Types of entities and their names, the legal one first; or what a configuration says of one.",
                Either("", (Many("Names.", Text(""), lone=True), ENTITY_FACTS)),
            )
        ),
        "values": Key(Table("Configured values, such as firm.name.", Text(""))),
    },
)
_EXAMPLE = {
    "text": Key(Text("The document.")),
    "file": Key(Text("A whole document, as a path from the rule's own folder.")),
    "format": Key(Words("The document's format; md unless it says otherwise.", words.FORMATS)),
    "as": Key(_AS),
    "said": Key(Many("Elements that the document states, those that may be left out too.", Text(""), lone=True)),
    "note": Key(Text("What the example shows.")),
    "todo": Key(Flag("An honest gap: it must keep failing until mended.")),
}
_FAILING = {
    **_EXAMPLE,
    "missing": Key(Many("The elements, texts or fields that are missing.", Text(""), lone=True)),
    "flags": Key(Many("The exact text that is flagged.", Text(""), lone=True)),
    "state": Key(Words("The finding's state.", words.STATES)),
    "severity": Key(severity("The finding's severity.")),
}
EXAMPLES = Keys(
    "Examples: test, documentation and explanation in one.",
    {
        "pass": Key(Many("What the rule leaves alone.", Keys("", _EXAMPLE, one_of=(("text", "file"),)))),
        "fail": Key(Many("What the rule reports.", Keys("", _FAILING, one_of=(("text", "file"),)))),
    },
)

_KIND_SHAPES: dict[str, Shape] = {
    "require": REQUIRE,
    "verbatim": VERBATIM,
    "forbid": FORBID,
    "source": SOURCE,
    "metadata": METADATA,
}
_INSIDE = {
    **dict.fromkeys(("elements", "together"), 'it belongs under "require"'),
    **dict.fromkeys(("texts", "slots"), 'it belongs under "verbatim"'),
    **dict.fromkeys(("unless", "downgrade", "where"), 'it belongs under "forbid"'),
    **dict.fromkeys(("find", "policy", "classes", "months"), 'it belongs under "source"'),
    **dict.fromkeys(("any", "all", "not", "bind", "gate"), 'it belongs under "when"'),
    **dict.fromkeys(tuple(FACTS), 'it belongs under "applies"'),
    **dict.fromkeys(("pass", "fail"), 'it belongs under "examples"'),
}
RULE = Keys(
    "A rule. The key that holds the requirement (require, verbatim, forbid, source, metadata) is its kind.",
    {
        "id": Key(Text("The rule's name everywhere: the file's name without .yaml.", NAME, NAME_HINT), required=True),
        "title": Key(Text("One line for lists."), required=True),
        "basis": Key(Words("What the rule rests on.", words.BASES)),
        "status": Key(Words("Whether the basis is in force.", words.STATUSES)),
        "stage": Key(Words("How tried the rule itself is.", words.STAGES)),
        "authority": Key(AUTHORITY),
        "why": Key(Text("Why a reader should care.")),
        "lang": Key(LANGUAGES),
        "effective_from": Key(date("The first day on which it holds.")),
        "effective_until": Key(date("The last day on which it holds.")),
        "history": Key(HISTORY),
        "exemptible": Key(Words("Where an exception may be written.", words.EXEMPTIBLE)),
        "severity": Key(severity("How bad a finding is, unless severity_if says otherwise.")),
        "severity_if": Key(SEVERITY_IF),
        "applies": Key(APPLIES),
        "scope": Key(Words("Whether each document satisfies it or the whole site once.", words.SCOPES)),
        "when": Key(WHEN),
        **{kind: Key(shape) for kind, shape in _KIND_SHAPES.items()},
        "message": Key(Text("What a finding says; {missing} and configured values are filled in.")),
        "fix": Key(Text("What would satisfy the rule.")),
        "examples": Key(EXAMPLES),
    },
    one_of=(words.KINDS,),
    elsewhere=_INSIDE,
)
