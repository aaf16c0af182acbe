"""The `claims:` section of a configuration: what counts as a source, for which figures, in which documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disclint.facts import ANONYMOUS, DOCUMENTS, MARKET_DATA, OWN_DATA, Sourcing, SourcingCase
from disclint.language.evidence import WORDS
from disclint.ruleset.nodes import Faults, ListNode, MapNode, Node, Scalar
from disclint.ruleset.rule import Json
from disclint.ruleset.scalars import nearest
from disclint.ruleset.shape import Key, Keys, Many, Shape, Table, Text, Words
from disclint.ruleset.words import POLICIES, QUANTITIES

_NAME = r"^[a-z][a-z0-9-]*$"
_STANCE: dict[str, Shape] = {
    "policy": Text(
        "What counts as a source: cited, attributed, referenced, or a policy of your own.", _NAME, "its name"
    ),
    "own_data": Words("The publisher's own figures: require_method asks for a word on how they came about.", OWN_DATA),
    "anonymous": Words("Sources without a name: warn lets them count and says so.", ANONYMOUS),
    "market_data": Words("Prices and daily moves; deny treats them as any other figure.", MARKET_DATA),
}
CLAIMS = Keys(
    "How figures are judged.",
    {
        **{name: Key(shape) for name, shape in _STANCE.items()},
        "policies": Key(
            Table(
                "Policies of your own, each a list of evidence words.",
                Many("", Words("", WORDS), lone=True),
                _NAME,
                "small letters, digits and hyphens",
            )
        ),
        "register": Key(
            Many(
                "Files of figures that the house stands by, relative to this one; they source the same figures in texts.",
                Text(""),
                lone=True,
            )
        ),
        "non_claims": Key(
            Table(
                "Names with a number in them, which is no figure. Names under `names`, or under a mask's name of your own.",
                Many("", Text("A name with its number, or a name and * for any number, such as Model *."), lone=True),
                _NAME,
                "small letters, digits and hyphens",
            )
        ),
        "cases": Key(
            Many(
                "Other words for some figures or documents; a later case overrides an earlier one.",
                Keys(
                    "",
                    {
                        "classes": Key(Many("Only for these classes of numbers.", Words("", QUANTITIES), lone=True)),
                        "documents": Key(Many("Only in these kinds of documents.", Words("", DOCUMENTS), lone=True)),
                        **{name: Key(shape) for name, shape in _STANCE.items()},
                    },
                    some_of=(("classes", "documents"), tuple(_STANCE)),
                ),
            )
        ),
    },
)


def check_claims(node: Node | None, faults: Faults) -> None:
    """Reports policies that nobody defines, and names whose number is not to be seen."""
    if not isinstance(node, MapNode):
        return
    _check_names(node.get("non_claims"), faults)
    own = node.get("policies")
    names = (*POLICIES, *(str(key.data) for key, _ in own.entries)) if isinstance(own, MapNode) else POLICIES
    for said in _named(node):
        if isinstance(said, Scalar) and said.data not in names:
            faults.at(said, f'there is no policy "{said.data}"{nearest(str(said.data), names)}')


def _check_names(node: Node | None, faults: Faults) -> None:
    nodes = [item for _, names in node.entries for item in _items(names)] if isinstance(node, MapNode) else []
    named = [(n, n.data) for n in nodes if isinstance(n, Scalar) and isinstance(n.data, str) and n.data.strip()]
    if not named:
        return
    from disclint.language.register import read_figures

    for (scalar, name), numbers in zip(named, read_figures(name for _, name in named), strict=True):
        before, star, after = name.partition("*")
        if star and (after.strip() or not any(c.isalnum() for c in before)):
            faults.at(scalar, f'"*" stands for the number behind a name, such as "Model *", found "{name}"')
        elif not star and not numbers and not any(c.isdigit() for c in name):
            faults.at(
                scalar, f'there is no number in "{name}"; write the name with its number, or with * for any number'
            )


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, ListNode) else (node,)


def _named(node: MapNode) -> Iterator[Node | None]:
    yield node.get("policy")
    cases = node.get("cases")
    for case in cases.items if isinstance(cases, ListNode) else ():
        yield case.get("policy") if isinstance(case, MapNode) else None


def sourcing(values: Mapping[str, Json]) -> Sourcing:
    """What the section says, already checked."""
    own = values.get("policies")
    cases, names = values.get("cases"), values.get("non_claims")
    return Sourcing(
        policies={k: _texts(v) for k, v in own.items()} if isinstance(own, dict) else {},
        cases=(_case(values), *(_case(c) for c in (cases if isinstance(cases, list) else ()) if isinstance(c, dict))),
        non_claims={k: _texts(v) for k, v in names.items()} if isinstance(names, dict) else {},
    )


def _case(values: Mapping[str, Json]) -> SourcingCase:
    said = {name: str(values.get(name) or "") for name in _STANCE}
    return SourcingCase(_texts(values.get("classes")), _texts(values.get("documents")), **said)


def _texts(value: Json) -> tuple[str, ...]:
    return tuple(str(v) for v in value) if isinstance(value, list) else () if value is None else (str(value),)
