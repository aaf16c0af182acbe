"""The shapes of matchers: everything in a rule that looks into the text."""

from __future__ import annotations

from disclint.ruleset import words
from disclint.ruleset.shape import Either, Flag, Key, Keys, Many, Named, Number, Text, Whole, Words

NAME = "^[a-z0-9]+([-_][a-z0-9]+)*$"
NAME_HINT = "a name in small letters, digits and hyphens"

EXPRESSION = Named(
    "expression",
    Text(
        "An expression over the readable text. A space is exactly one space, case is ignored, both ends are word "
        "edges, a match never crosses a block; {name} inserts a lexicon.",
        hint="an expression",
    ),
)
VALUE = Either("A value as in front matter.", (Text(""), Flag(""), Number("")))
VALUES = Many("One value or a list; any of them will do.", VALUE, lone=True)


def word_list(doc: str, allowed: tuple[str, ...]) -> Many:
    """One word or a list of them."""
    return Many(doc, Words("", allowed), lone=True)


def name_list(doc: str) -> Many:
    """One name or a list of them."""
    return Many(doc, Text("", NAME, NAME_HINT), lone=True)


_ENTITY_KEYS = {
    "entity": Key(Words("The type of the entity; `any` for every type.", words.ENTITIES), required=True),
    "by": Key(Words("Which of its names: legal name and aliases, or DBAs; all, where absent.", words.ENTITY_NAMES)),
}
ENTITY = Named(
    "entity",
    Keys("A configured legal name, alias or DBA of an entity of that type.", _ENTITY_KEYS, marks=("entity",)),
)
_LINK = Keys(
    "A hyperlink. `#`, empty and placeholder targets never count.",
    {
        "host": Key(
            Text(
                "The target's host is this name or lies under it on a label border; any target, where absent.",
                r"^[a-z0-9-]+(\.[a-z0-9-]+)+$",
                "a host name such as finra.org",
            ),
        ),
        "exact": Key(Flag("That very host, with or without www., and none below it.")),
        "query": Key(Text("An expression over the target's query.", hint="an expression")),
        "text": Key(Text("An expression over the link's text.", hint="an expression")),
    },
    some_of=(("host", "query", "text"),),
)

_MAPPINGS: dict[str, tuple[str, dict[str, Key]]] = {
    "expression": ("An expression, written as a key.", {"expression": Key(EXPRESSION, required=True)}),
    "cased": (
        "An expression that keeps case, for acronyms and tickers.",
        {"cased": Key(Text("The expression; capitals matter.", hint="an expression"), required=True)},
    ),
    "lexicon": (
        "Terms of a lexicon that none of its anti-terms covers.",
        {
            "lexicon": Key(Text("The name of the lexicon's file.", NAME, NAME_HINT), required=True),
            "distinct": Key(Whole("At least so many different terms.", 1, 50)),
        },
    ),
    "entity": ("A configured name of an entity of that type.", _ENTITY_KEYS),
    "name": (
        "A capitalised name that is not a sentence's first word, or a known one.",
        {"name": Key(Words("Whose name.", words.NAMES), required=True)},
    ),
    "quantity": (
        "A number of one of these classes.",
        {
            "quantity": Key(word_list("The classes; any of them will do.", words.QUANTITIES), required=True),
            "is": Key(word_list("What the number must be; all must hold.", words.ATTRIBUTES)),
        },
    ),
    "link": ("A hyperlink.", {"link": Key(_LINK, required=True)}),
    "statement": (
        "Where the document makes a statement that is an element of some rule.",
        {"statement": Key(Text("The element's name.", NAME, NAME_HINT), required=True)},
    ),
}

_FIELD = {
    "field": Key(Text("The name of a front-matter field.", hint="a field's name"), required=True),
    "is": Key(VALUES),
}


def _keyed(extra: dict[str, Key]) -> tuple[Keys, ...]:
    """All matchers that are mappings, save `near`, with some more keys."""
    return tuple(Keys(doc, {**keys, **extra}, marks=(name,)) for name, (doc, keys) in _MAPPINGS.items())


_NO_FIELD = {"field": 'front-matter fields can stand under "when" only'}
SIMPLE = Named(
    "simple-matcher",
    Either("A matcher.", (EXPRESSION, *_keyed({})), {**_NO_FIELD, "near": "a near can't stand inside a near"}),
)

WITHIN = Text(
    "How close together: so many words, or the same sentence, block, section or document. Never across a sentence "
    "unless it says block or more.",
    "^([1-9][0-9]{0,2} words?|sentence|block|section|document)$",
    '"10 words", sentence, block, section or document',
)
NEAR = Named(
    "near",
    Keys(
        "Two to four matchers close together. The first gives polarity, voice and subject.",
        {
            "near": Key(Many("The matchers.", SIMPLE, least=2, most=4), required=True),
            "within": Key(WITHIN, required=True),
        },
        marks=("near",),
    ),
)
MATCHER = Named("matcher", Either("A matcher.", (EXPRESSION, *_keyed({}), NEAR), _NO_FIELD))
MATCHERS = Many("Matchers; any of them will do.", MATCHER)

CONDITION = Named(
    "condition",
    Either(
        "A matcher, or a front-matter field.",
        (
            EXPRESSION,
            *_keyed({}),
            NEAR,
            Keys("A front-matter field that is there, or is one of these.", _FIELD, marks=("field",)),
        ),
    ),
)

_GUARD = Words(
    "A guard; `disclint rules guards` explains them.", words.GUARDS, "an expression is written {expression: '…'} here"
)
_STRETCH = {"within": Key(Words("Wider than the phrase itself: anywhere in the same stretch.", words.STRETCHES))}
GUARD = Named(
    "guard",
    Either(
        "What excuses the phrase: a guard, or a matcher that overlaps it (with `within`: is in the same stretch).",
        (_GUARD, *_keyed(_STRETCH), NEAR),
    ),
)
