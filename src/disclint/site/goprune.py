"""Leaves out of a template what prints nothing that a reader sees: in the head, in scripts and styles, inside tags."""

from __future__ import annotations

from collections.abc import Iterator
from re import Match

from disclint.lazy import expression
from disclint.site.template import Call, If, Let, Loop, Node, Nodes, Print, Template, Text

_MARK = expression(
    r"(?i)<(?P<close>/?+)(?P<hides>head|script|style|svg)(?![\w-])|(?P<body><body(?![\w-]))|(?P<open><(?=[a-z/]))|(?P<end>>)|(?P<remark><!--)|(?P<over>-->)"
)
_REMARK = "!--"
_WRITES = (".Set", ".SetInMap", ".Add", ".Delete", "return", "template", "block")  # what has effects beside its print


def pruned(template: Template) -> Template:
    """The template without prints, conditions and loops that stand where nothing is read."""
    defines = {
        name: part._replace(nodes=_Pruner(part.text).nodes(part.nodes)) for name, part in template.defines.items()
    }
    return template._replace(nodes=_Pruner(template.text).nodes(template.nodes), defines=defines)


class _Pruner:
    """`inside` names the element that hides its text, "" for none; `tag` says that a tag is open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.inside, self.tag = "", False

    def nodes(self, nodes: Nodes) -> Nodes:
        kept: list[Node] = []
        for node in nodes:
            match node:
                case Text(start, end):
                    kept += self.shown(start, end)
                    continue
                case Print(value) if (self.inside or self.tag) and not _has_effect(value):
                    continue
                case If() | Loop() if (self.inside or self.tag) and not _has_effects(node):
                    self.skip(node)
                    continue
                case If():
                    node = self.choice(node)
                case Loop():
                    node = node._replace(body=self.nodes(node.body), otherwise=self.nodes(node.otherwise))
                case _:
                    pass
            kept.append(node)
        return tuple(kept)

    def choice(self, node: If) -> If:
        """Every branch begins in the same state; the first one's end goes on."""
        state, after, branches = (self.inside, self.tag), None, []
        for branch in node.branches:
            self.inside, self.tag = state
            branches.append(branch._replace(body=self.nodes(branch.body)))
            after = after or (self.inside, self.tag)
        self.inside, self.tag = after or state
        return node._replace(branches=tuple(branches))

    def skip(self, node: If | Loop) -> None:
        """Follows the text of what is left out: a tag or a script may end there."""
        for body in (node.branches[0].body,) if isinstance(node, If) else (node.body,):
            self.nodes(body)

    def shown(self, start: int, end: int) -> Iterator[Text]:
        """The stretches of a text that are not hidden, without the tags that hide; remarks stay, for what they once said."""
        first = start
        for match in _MARK.finditer(self.text, start, end):
            hidden = self.hidden
            self.read(match)
            if self.hidden and not hidden:
                yield from _stretch(first, match.start())
            elif hidden and not self.hidden:
                first = match.start() if match["body"] else self.behind(match, end)
        if not self.hidden:
            yield from _stretch(first, end)

    @property
    def hidden(self) -> bool:
        return self.inside not in ("", _REMARK)

    def behind(self, match: Match[str], end: int) -> int:
        """Where the text goes on behind a closing tag."""
        self.tag = False
        gap = self.text.find(">", match.end(), end)
        return gap + 1 if gap >= 0 else match.end()

    def read(self, match: Match[str]) -> None:
        if self.inside == _REMARK:
            self.inside = "" if match["over"] else _REMARK
        elif match["hides"]:
            name = match["hides"].lower()
            if not match["close"] and not self.inside:
                self.inside = name
            elif match["close"] and name == self.inside:
                self.inside = ""
            self.tag = False
        elif match["body"] and self.inside == "head":
            self.inside, self.tag = "", True
        elif match["remark"] and not self.inside:
            self.inside = _REMARK
        elif not self.inside and (match["open"] or match["body"] or match["end"]):
            self.tag = not match["end"]


def _stretch(start: int, end: int) -> Iterator[Text]:
    if start < end:
        yield Text(start, end)


def _has_effect(value: object) -> bool:
    return isinstance(value, Call) and value.name in _WRITES


def _has_effects(node: Node) -> bool:
    """Whether what is inside sets what is used further out."""
    match node:
        case Let(outer=True):
            return True
        case Print(value):
            return _has_effect(value)
        case If(branches):
            return any(_has_effects(inner) for branch in branches for inner in branch.body)
        case Loop():
            return any(_has_effects(inner) for inner in (*node.body, *node.otherwise))
    return False
