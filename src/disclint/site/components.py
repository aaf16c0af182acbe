"""Components and modules of JavaScript sites: which file an import names, what it exports, what a component prints."""

from __future__ import annotations

import os
from collections.abc import Hashable, Mapping, Sequence
from functools import cache

from disclint.lazy import expression
from disclint.site import astrofile, jsx, mdxfile
from disclint.site.data import read_data
from disclint.site.evaluate import evaluate
from disclint.site.frame import Frame, Function
from disclint.site.jsaliases import aliased, aliases
from disclint.site.jscomponent import Component, later
from disclint.site.jsfunctions import FUNCTIONS, PROPS, Calls, key_of, slots_of, spread
from disclint.site.pages import fronted
from disclint.site.render import Renderer, TooMuch
from disclint.site.scope import CONTENT, JAVASCRIPT, UNKNOWN, Markup, Missing, Scope, sourced
from disclint.site.template import Expr, Template
from disclint.site.tree import Tree
from disclint.site.values import MARK, Piece, Place, Unresolved

DEPTH = 30  # modules that import each other
CODE = (".tsx", ".jsx", ".ts", ".js", ".mjs", ".mts")
DATA = (".json", ".yaml", ".yml", ".toml")
DOCUMENTS = (".mdx", ".md", ".markdown")
ENDINGS = ("", ".astro", *CODE, *DATA, *DOCUMENTS)
_DISCLOSING = expression(r"(?i)disclaim|disclos|legal|risk|fine[-_ ]?print|notice|warning|compliance")

Args = Sequence[object]
Named = Mapping[str, object]


class Modules:
    """The modules of one site, each read once. `mdx` are the endings of documents that are read as MDX where they are imported;
    `everywhere` holds the components that such documents may use without an import."""

    def __init__(self, tree: Tree, mdx: tuple[str, ...] = (".mdx",)) -> None:
        self._tree, self._mdx = tree, mdx
        self.everywhere: Mapping[str, object] = {}
        self.module = cache(self._module)
        self._constants: dict[str, dict[str, object]] = {}
        self._depth = 0
        self._shared: dict[Hashable, tuple[object, tuple[Unresolved, ...]]] = {}
        self._aliases = aliases(tree)
        self.data = cache(self._read_data)
        self._resolved: dict[tuple[str, str], str] = {}

    # -- files

    def resolve(self, name: str, beside: str) -> str:
        """The absolute path of what an import names; empty for a package or what is not there."""
        key = (name, os.path.dirname(beside))
        if key not in self._resolved:
            self._resolved[key] = self._resolve(name, key[1])
        return self._resolved[key]

    def _resolve(self, name: str, folder: str) -> str:
        name = name.partition("?")[0]
        bases = [os.path.join(folder, name)] if name.startswith(".") else [self._tree.path(name.lstrip("/"))]
        if not name.startswith((".", "/")):
            bases = [self._tree.path(target) for target in self.standing_for(name)]
        for base in bases:
            stem, ending = os.path.splitext(base)
            bare = (stem + e for e in CODE) if ending in (".js", ".jsx") else ()
            inner = (os.path.join(base, "index" + e) for e in ENDINGS[1:])
            paths = (*(base + e for e in ENDINGS), *bare, *inner)
            if found := self._tree.first(*map(os.path.normpath, paths)):
                return found
        return ""

    def standing_for(self, name: str) -> list[str]:
        """The paths, relative to the root, that a name with a short name of a folder may stand for."""
        return aliased(name, self._aliases)

    def _module(self, path: str) -> Template | None:
        text = self._tree.read(path)
        if text is None:
            return None
        if path.endswith(".astro"):
            return astrofile.parse(path, text)
        if path.endswith(self._mdx):
            return mdxfile.parse(path, text)
        return jsx.parse(path, text) if path.endswith(CODE) else None

    # -- values

    def constants(self, path: str) -> Mapping[str, object]:
        """What a module's top level knows: its constants, its components, what it imports. Modules that import each other
        see what is known so far."""
        if path not in self._constants:
            values: dict[str, object] = {}
            self._constants[path] = values
            self._depth += 1
            module = self.module(path) if self._depth <= DEPTH else None
            if module is not None:
                self._fill(module, values)
            self._depth -= 1
        return self._constants[path]

    def _fill(self, module: Template, values: dict[str, object]) -> None:
        values |= {name: Component(made, self.constants) for name, made in module.defines.items()}
        for local, said in module.imports.items():
            values[local] = self.imported(module.path, *said)
        frame = self.frame(module, values)
        for name, expr in module.exports.items():
            values[name] = frame.scope.values[name] = _value(expr, frame)

    def frame(self, module: Template, values: Mapping[str, object]) -> Frame:
        """Where expressions of a module's top level are evaluated, outside of any page."""
        return Frame(Renderer(self.functions, JAVASCRIPT, set()), module, Scope(values))

    def imported(self, beside: str, name: str, exported: str) -> object:
        """The value of an import; UNKNOWN for packages."""
        path = self.resolve(name, beside)
        if not path:
            return Missing(name, exported if exported not in ("default", "*") else name)
        if name.endswith("?raw"):
            text = self._tree.read(path)
            return UNKNOWN if text is None else sourced(text, Place(path), exact=True, syntax="text")
        if path.endswith(".astro") or (path.endswith(self._mdx) and exported == "default"):
            module = self.module(path)
            return Component(module, self.constants) if module else UNKNOWN
        if path.endswith(DOCUMENTS) and not path.endswith(self._mdx):
            return self._document(path)
        if path.endswith(DATA):
            return self.data(path)
        if not path.endswith((*CODE, *self._mdx)):
            return UNKNOWN
        constants = self.constants(path)
        return dict(constants) if exported == "*" else constants.get(exported, self._again(path, exported))

    def _again(self, path: str, name: str) -> object:
        """What `export { x } from './y'` or `export * from` may pass on."""
        text = self._tree.read(path) or ""
        for match in _PASSED.finditer(text):
            names = {n[2] or n[1]: n[1] for n in _PASSED_NAME.finditer(match["named"] or "")}
            if match["named"] is None or name in names:
                found = self.imported(path, match["module"], names.get(name, name))
                if found is not UNKNOWN:
                    return found
        return UNKNOWN

    def _document(self, path: str) -> object:
        """A document that is imported as a component: its text."""
        text = self._tree.read(path)
        if text is None:
            return UNKNOWN
        start = fronted(path, text)[1]
        return Markup((Piece(text[start:], Place(path, start), True, (), "markdown"),))

    def _read_data(self, path: str) -> object:
        return read_data(self._tree, path)

    # -- functions of templates

    @property
    def functions(self) -> Mapping[str, Function]:
        return Calls(
            {**FUNCTIONS, "component": self.component, "import": self._import, "dynamic": later, "lazy": later}
        )

    def _import(self, frame: Frame, args: Args, named: Named) -> object:
        """`import('./x')`."""
        path = self.resolve(args[0], frame.template.path) if isinstance(args[0], str) else ""
        if not path:
            return UNKNOWN
        found = {"default": self.imported(frame.template.path, str(args[0]), "default")}
        return {**found, **(self.constants(path) if path.endswith((*CODE, *self._mdx)) else {})}

    def component(self, frame: Frame, args: Args, named: Named) -> object:
        """What `<Name prop=…>children</Name>` prints."""
        name, children = str(args[0]), args[1] if len(args) > 1 else Markup(())
        value = self.named(frame, name)
        if isinstance(value, Component):
            props = spread(named)
            if not (isinstance(children, Markup) and children.blank) or "children" not in props:
                props["children"] = children
            made = self.printed(frame, value.template, props)
            wraps = _CONTENT.search(name) and value.template.syntax != "mdx"
            return CONTENT if wraps and not (isinstance(made, Markup) and MARK in made.pieces) else made
        if isinstance(value, Markup):
            return Markup(tuple(p._replace(via=(*frame.via, frame.place, *p.via)) for p in value.pieces))
        if value is CONTENT:
            return CONTENT
        if isinstance(value, Missing) or value is UNKNOWN or value is None:
            if _CONTENT.search(name):
                return CONTENT
            if _DISCLOSING.search(name):
                frame.unresolved(f"what the component <{name}> prints is not in this repository")
            return children  # most wrappers print what they wrap
        return children

    def named(self, frame: Frame, name: str) -> object:
        """What a component's name stands for where it is used."""
        local, _, inner = name.partition(".")
        scope = frame.scope.find(local)
        value = scope.values[local] if scope else self.constants(frame.template.path).get(local, UNKNOWN)
        if inner and isinstance(value, Mapping):
            value = value.get(inner, UNKNOWN)
        return value

    def printed(self, frame: Frame, template: Template, props: Mapping[str, object]) -> object:
        """What a component prints with these props: made once for all pages where nothing of the page is among them."""
        functions = frame.renderer.functions
        shared = functions.shared if isinstance(functions, Calls) else None
        given = key_of(props) if shared is not None else None
        if given is None:
            return self._made(frame, template, props)
        renderer = frame.renderer
        key = (shared, template.path, id(template.nodes), given, frame.via, frame.place, *renderer.state)
        if key not in self._shared:
            known = len(renderer.unresolved)
            made = self._made(frame, template, props)
            self._shared[key] = (made, tuple(renderer.unresolved[known:]))
            return made
        made, unresolved = self._shared[key]
        renderer.unresolved += unresolved
        return made

    def _made(self, frame: Frame, template: Template, props: Mapping[str, object]) -> object:
        self.tell(template.path, frame.renderer)
        values = {**self.constants(template.path), PROPS: props}
        if template.path.endswith(self._mdx):
            values = {**self.everywhere, **(props if template.syntax == "mdx" else {}), **values}
        values |= dict.fromkeys([name for name, _ in template.parameters[:1]], props)
        values.setdefault("Astro", {"props": props, "slots": slots_of(props), "url": UNKNOWN, "site": UNKNOWN})
        return frame.include(template, values)

    def tell(self, path: str, renderer: Renderer) -> None:
        """Says what of a module is not understood."""
        module = self.module(path)
        for fault in module.faults if module else ():
            message = f"{fault.message}; what it prints can't be told"
            renderer.unresolved.append(Unresolved(Place(path, fault.at), message))


def _value(expr: Expr, frame: Frame) -> object:
    try:
        return evaluate(expr, frame)
    except (TooMuch, RecursionError):
        return UNKNOWN


# what sites call the component that prints a document's own text
_CONTENT = expression(r"(?i:mdx|markdown)|^(?:Post|Article|Page|Entry|Doc)?(?:Content|Body)$")
_PASSED = expression(
    r"(?m)^export\s++(?:\{(?P<named>[^{}]*+)\}|\*(?:\s++as\s++\w++)?+)\s++from\s++[\"'](?P<module>[^\"'\n]++)[\"']"
)
_PASSED_NAME = expression(r"([\w$]++)(?:\s++as\s++([\w$]++))?+")
