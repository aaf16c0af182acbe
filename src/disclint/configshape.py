"""What a `disclint.yaml` may hold, and every fault in one with its place. The shape gives the JSON Schema too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from disclint.claimsconfig import CLAIMS, check_claims
from disclint.disclosuresconfig import DISCLOSURES, check_disclosures, disclosure_places
from disclint.facts import AUDIENCES, CHANNELS, DOCUMENTS, ENTITY_TYPES, FIRMS, JURISDICTIONS
from disclint.model import SEVERITIES, Problem
from disclint.ruleset.nodes import Faults, ListNode, MapNode, Node, Scalar, find, parse_yaml
from disclint.ruleset.rule import Json
from disclint.ruleset.shape import Either, Flag, Key, Keys, Many, Number, Schema, Shape, Table, Text, Words
from disclint.ruleset.words import QUANTITIES
from disclint.site.detection import GENERATORS

FAIL_ON = ("error", "warning", "info", "undecided", "never")
_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class Level(NamedTuple):
    """A severity; `off` is answered with how to give its reason."""

    doc: str

    def fits(self, node: Node) -> bool:
        return isinstance(node, Scalar) and isinstance(node.data, str)

    def expects(self) -> str:
        return "one of error, warning, info"

    def check(self, node: Node, faults: Faults) -> None:
        if isinstance(node, Scalar) and node.data == "off":
            faults.at(node, 'a rule is switched off with a reason: {off: "why it does not apply here"}')
        else:
            Words(self.doc, SEVERITIES[::-1]).check(node, faults)

    def schema(self) -> Schema:
        return Words(self.doc, SEVERITIES[::-1]).schema()


def _keys(doc: str, required: tuple[str, ...] = (), **shapes: Shape) -> Keys:
    return Keys(doc, {name: Key(shape, name in required) for name, shape in shapes.items()})


_DATE = Text(
    "A date such as 2030-12-31.", r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", "a date such as 2030-12-31"
)
_TEXT = Text("")
_NAMES = Many("Names.", _TEXT, lone=True)
ENTITY = _keys(
    "A legal person that speaks, or is spoken for, in the documents.",
    ("type", "legal_name"),
    type=Words("What it is registered as; an affiliate is none of the others.", ENTITY_TYPES),
    legal_name=Text("The name as registered, such as Northgate Securities LLC."),
    aliases=_NAMES._replace(doc="Other names that the documents use for it."),
    dbas=_NAMES._replace(doc="Names it does business as."),
    registrations=_NAMES._replace(doc='Registrations and licences, such as "CRD 123456".'),
    finra_member=Flag("Whether it is a member of FINRA."),
    sipc_member=Flag("Whether it is a member of SIPC; false for firms whose business is excluded from membership."),
)
FIRM = _keys(
    "Who publishes.",
    name=Text("How the firm calls itself; the first entity's legal name where it is absent."),
    types=Many("What the firm is; the types of its entities where it is absent.", Words("", FIRMS), lone=True),
    entities=Many("The legal persons of the firm.", ENTITY),
    values=Table(
        "Values that rules ask for, such as cfd_loss_pct.",
        Either("", (Text(""), Number(""))),
        r"^[a-z][a-z0-9_]*$",
        "small letters, digits and _",
    ),
)
RULE = Keys(
    "What changes about the rule.",
    {
        "severity": Key(Level("The severity of all its findings.")),
        "classes": Key(
            _keys(
                "For figures: the severity of each class of number.",
                error=Many("", Words("", QUANTITIES), lone=True),
                warning=Many("", Words("", QUANTITIES), lone=True),
                info=Many("", Words("", QUANTITIES), lone=True),
                off=Many("", Words("", QUANTITIES), lone=True),
            )
        ),
        "off": Key(Text("The rule is switched off; the reason why.")),
    },
    elsewhere={"policy": 'it belongs under "claims"'},
)
_MATCH = Many("Patterns in gitignore's syntax, relative to this file.", _TEXT, lone=True)
DOCUMENT = Keys(
    "What is known of the documents that match; a later entry overrides an earlier one.",
    {
        "glob": Key(_MATCH),
        "field": Key(Text("A front-matter field that the document has.")),
        "is": Key(Many("The field's value, one of these.", _TEXT, lone=True)),
        "type": Key(Words("The kind of document.", DOCUMENTS)),
        "audience": Key(Words("Whom it addresses; unknown counts as retail.", AUDIENCES)),
        "channel": Key(Words("How it reaches them.", CHANNELS)),
        "language": Key(
            Text("Its language, such as en.", r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$", "a language code such as en")
        ),
        "entity": Key(Text("The legal name or an alias of the entity that speaks.")),
    },
    some_of=(("glob", "field"),),
)
PROVIDER = Keys(
    "A statement that templates print where they can't be read: with its text.",
    {
        "provides": Key(
            Many("The statements that the text makes, such as not-advice.", _TEXT, lone=True), required=True
        ),
        "text": Key(Text("The text as it is printed.")),
        "text_from": Key(Text("The file that holds the text, relative to this one; #heading names a section of it.")),
        "to": Key(
            _MATCH._replace(doc="The documents that get it, as patterns in gitignore's syntax; all, where absent.")
        ),
        "unless": Key(
            Table(
                "Front-matter fields that keep it out, each with its value or values.",
                Many("", Either("", (_TEXT, Flag(""), Number(""))), lone=True),
                r"^[\w.-]+$",
                "a field's name",
            )
        ),
        "place": Key(Words("Where in the page it stands; at the end where absent.", ("top", "end"))),
    },
    some_of=(("text", "text_from"),),
)
GENERATOR = Words(
    "The site generator, where it is not found by itself; none: templates add nothing.", (*GENERATORS, "none")
)
SITE = _keys(
    "The site that the documents are built into.",
    generator=GENERATOR,
    root=Text("The site's folder, relative to this file, where its configuration is not found by itself."),
    providers=Many("Statements that templates print where they can't be read.", PROVIDER),
)
CONFIG = _keys(
    "The configuration of disclint.",
    firm=FIRM,
    jurisdictions=Many("Whose rules hold, such as us.", Words("", JURISDICTIONS), lone=True),
    packs=Many("Rule packs: built-in names, or folders of your own that begin with ./ or ../", _TEXT, lone=True),
    rules=Table("What changes about single rules.", Either("", (Level("The severity."), RULE)), _ID, "a rule's id"),
    claims=CLAIMS,
    rules_as_of=_DATE._replace(
        doc="Rules that are newer than this day, or stricter since, warn at most until it is moved."
    ),
    documents=Many("What is known of the documents before they are read.", DOCUMENT),
    disclosures=DISCLOSURES,
    site=Either("The site that the documents are built into, or just its generator.", (GENERATOR, SITE)),
    exclude=Many("Files that are not read, in gitignore's syntax.", _TEXT, lone=True),
    baseline=Text("The file of findings that are known already, relative to this one; none: there is no such file."),
    exceptions=Text("The register of exceptions, relative to this file; none: there is no such file."),
    fail_on=Many("What makes the run fail; error where it is absent.", Words("", FAIL_ON), lone=True),
)


def schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of a configuration file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "disclint.yaml", **CONFIG.schema()}


def parse(text: str, path: str, shown: str) -> tuple[dict[str, Json] | None, tuple[Problem, ...]]:
    """The file's `value` and `places`, or all that is wrong with it; the value is None where a `pyproject.toml` has no
    table of ours."""
    faults = Faults(shown)
    if path.endswith(".toml"):
        node = _toml(text, faults)
        if node is None and not faults:
            return {"value": None, "places": {}}, ()
    else:
        node = parse_yaml(text, faults)
        if isinstance(node, Scalar) and node.data is None:
            node = MapNode(())
    if node is not None:
        CONFIG.check(node, faults)
        _check_meaning(node, faults)
    if node is None or faults:
        return None, faults.problems
    return {"value": node.value(), "places": _places(node)}, ()


def _check_meaning(node: Node, faults: Faults) -> None:
    from datetime import date

    stated = find(node, "rules_as_of")
    if isinstance(stated, Scalar) and isinstance(stated.data, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", stated.data):
        try:
            date.fromisoformat(stated.data)
        except ValueError:
            faults.at(stated, f"there is no such day: {stated.data}")
    check_claims(node.get("claims") if isinstance(node, MapNode) else None, faults)
    check_disclosures(node.get("disclosures") if isinstance(node, MapNode) else None, faults)
    documents = find(node, "documents")
    for entry in documents.items if isinstance(documents, ListNode) else ():
        if isinstance(entry, MapNode) and entry.get("is") and not entry.get("field"):
            faults.at(entry.key("is") or entry, '"is" needs the key "field" beside it: whose value?')


def _places(node: Node) -> dict[str, Json]:
    places: dict[str, Json] = {}
    documents = find(node, "documents")
    if isinstance(documents, ListNode):
        places["documents"] = [documents.line, documents.column]
    places |= disclosure_places(node.get("disclosures") if isinstance(node, MapNode) else None)
    site = node.get("site") if isinstance(node, MapNode) else None
    if site is not None:
        places["site"] = [site.line, site.column]
    providers = site.get("providers") if isinstance(site, MapNode) else None
    for i, item in enumerate(providers.items if isinstance(providers, ListNode) else (providers,) if providers else ()):
        text = item.get("text") or item.get("text_from") or item if isinstance(item, MapNode) else item
        places |= {f"provider {i}": [item.line, item.column], f"provider text {i}": [text.line, text.column]}
    if (register := find(node, "claims", "register")) is not node:
        items = register.items if isinstance(register, ListNode) else (register,)
        places |= {f"register {i}": [item.line, item.column] for i, item in enumerate(items)}
    rules, packs = find(node, "rules"), find(node, "packs")
    if isinstance(rules, MapNode) and rules is not node:
        places |= {f"rule {key.data}": [key.line, key.column] for key, _ in rules.entries}
    for name, several in (("pack", packs), ("jurisdiction", find(node, "jurisdictions"))):
        items = several.items if isinstance(several, ListNode) else (several,)
        places |= {f"{name} {item.data}": [item.line, item.column] for item in items if isinstance(item, Scalar)}
    return places


def _toml(text: str, faults: Faults) -> Node | None:
    """The `[tool.disclint]` table; places are those of the lines that set a key."""
    import tomllib

    from disclint.ruleset.nodes import planted

    try:
        tool = tomllib.loads(text).get("tool", {})
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(found[1]), int(found[2])) if found else (1, 1)
        faults.place(line, column, f"not valid TOML: {re.sub(r' *.at line .*', '', str(error))}")
        return None
    if not isinstance(tool, dict) or "disclint" not in tool:
        return None
    return _placed(planted(_plain(tool["disclint"])), (), _toml_lines(text), (0, 0))


def _plain(value: object) -> Json:
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return value if isinstance(value, bool | int | float | str) else str(value)


def _toml_lines(text: str) -> dict[tuple[str, ...], tuple[int, int]]:
    places: dict[tuple[str, ...], tuple[int, int]] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        head = re.match(r"\s*\[+([^\]#]+)\]", line)
        key = re.match(r"\s*([\w\".-]+)\s*=", line)
        if head:
            table = _dotted(head[1])
            places.setdefault(table[2:], (number, line.index("[") + 1))
        elif key and table[:2] == ("tool", "disclint"):
            places.setdefault((*table[2:], *_dotted(key[1])), (number, key.start(1) + 1))
    return places


def _dotted(name: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in name.split("."))


def _placed(
    node: Node, keys: tuple[str, ...], places: Mapping[tuple[str, ...], tuple[int, int]], outer: tuple[int, int]
) -> Node:
    here = places.get(keys, outer)
    if isinstance(node, MapNode):
        entries = []
        for key, inner in node.entries:
            path = (*keys, str(key.data))
            entries.append((Scalar(key.data, *places.get(path, here)), _placed(inner, path, places, here)))
        return MapNode(tuple(entries), *here)
    if isinstance(node, ListNode):
        return ListNode(tuple(_placed(item, keys, places, here) for item in node.items), *here)
    return Scalar(node.data, *here)
