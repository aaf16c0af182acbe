"""Components and modules of JavaScript sites: which file an import names, what it exports, what a component prints."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from disclint.lazy import expression
from disclint.site import astrofile, jsx, mdxfile
from disclint.site.data import read_data
from disclint.site.evaluate import evaluate
from disclint.site.frame import Frame, Function
from disclint.site.jsfunctions import PROPS, STRINGS, html, or_default, slot, spread
from disclint.site.pages import fronted
from disclint.site.scope import CONTENT, JAVASCRIPT, UNKNOWN, Markup, Scope
from disclint.site.template import Template
from disclint.site.tree import Tree
from disclint.site.values import MARK, Piece, Place

CODE = (".tsx", ".jsx", ".ts", ".js", ".mjs", ".mts")
DATA = (".json", ".yaml", ".yml", ".toml")
DOCUMENTS = (".mdx", ".md", ".markdown")
ENDINGS = ("", ".astro", *CODE, *DATA, *DOCUMENTS)
_DISCLOSING = expression(r"(?i)disclaim|disclos|legal|risk|fine[-_ ]?print|notice|warning|compliance")
_REMARK = expression(r"/\*(?:[^*]++|\*(?!/))*+\*/|(?m:^[ \t]*+//[^\n]*+$)|,(?=\s*+[}\]])")

Args = Sequence[object]
Named = Mapping[str, object]


class Component(NamedTuple):
    """A component as a value: the template that prints it."""

    template: Template


class Modules:
    """The modules of one site, each read once. `mdx` are the endings of documents that are read as MDX where they are imported;
    `everywhere` holds the components that such documents may use without an import."""

    def __init__(self, tree: Tree, mdx: tuple[str, ...] = (".mdx",)) -> None:
        self._tree, self._mdx = tree, mdx
        self.everywhere: Mapping[str, object] = {}
        self.module = cache(self._module)
        self.constants = cache(self._constants)
        self.aliases = cache(self._aliases)
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
            bases = [self._tree.path(target) for target in self._aliased(name)]
        for base in bases:
            stem, ending = os.path.splitext(base)
            bare = (stem + e for e in CODE) if ending in (".js", ".jsx") else ()
            inner = (os.path.join(base, "index" + e) for e in ENDINGS[1:])
            paths = (*(base + e for e in ENDINGS), *bare, *inner)
            if found := self._tree.first(*map(os.path.normpath, paths)):
                return found
        return ""

    def _aliased(self, name: str) -> list[str]:
        found: list[str] = []
        for pattern, targets in self.aliases().items():
            head, star, tail = pattern.partition("*")
            if star and name.startswith(head) and name.endswith(tail):
                middle = name[len(head) : len(name) - len(tail)]
                found += [target.replace("*", middle) for target in targets]
            elif name == pattern:
                found += targets
        return found

    def _aliases(self) -> Mapping[str, list[str]]:
        """`compilerOptions.paths` of `tsconfig.json`; `@/` and `~/` stand for `src/` where nothing is said."""
        found: dict[str, list[str]] = {"@site/*": ["*"], "@/*": ["src/*", "*"], "~/*": ["src/*", "*"]}
        for name in ("tsconfig.json", "jsconfig.json"):
            text = self._tree.read(self._tree.path(name))
            try:
                options = json.loads(_REMARK.sub("", text))["compilerOptions"] if text else {}
                base = str(options.get("baseUrl", "."))
                for pattern, targets in options.get("paths", {}).items():
                    found[pattern] = [os.path.normpath(os.path.join(base, str(t))) for t in targets]
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                continue
        return found

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

    def _constants(self, path: str) -> Mapping[str, object]:
        """What a module's top level knows: its constants, its components, what it imports."""
        module = self.module(path)
        if module is None:
            return {}
        values: dict[str, object] = {name: Component(made) for name, made in module.defines.items()}
        values |= {local: self.imported(path, *said) for local, said in module.imports.items()}
        frame = self.frame(module, values)
        for name, expr in module.exports.items():
            values[name] = frame.scope.values[name] = evaluate(expr, frame)
        return values

    def frame(self, module: Template, values: Mapping[str, object]) -> Frame:
        from disclint.site.render import Renderer

        return Frame(Renderer({"or default": or_default}, JAVASCRIPT, set()), module, Scope(values))

    def imported(self, beside: str, name: str, exported: str) -> object:
        """The value of an import; UNKNOWN for packages."""
        path = self.resolve(name, beside)
        if not path:
            return Missing(name, exported if exported not in ("default", "*") else name)
        if path.endswith(".astro"):
            module = self.module(path)
            return Component(module) if module else UNKNOWN
        if path.endswith(self._mdx) and exported == "default":
            module = self.module(path)
            return Component(module) if module else UNKNOWN
        if path.endswith(DOCUMENTS) and not path.endswith(self._mdx):
            return self._document(path)
        if path.endswith(DATA):
            return self.data(path)
        if not path.endswith((*CODE, *self._mdx)) or _entering(path) > 8:
            return UNKNOWN
        with _Entered(path):
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
        return {"component": self.component, "slot": slot, "html": html, "or default": or_default, **STRINGS}

    def component(self, frame: Frame, args: Args, named: Named) -> object:
        """What `<Name prop=…>children</Name>` prints."""
        name, children = str(args[0]), args[1] if len(args) > 1 else Markup(())
        value = self.named(frame, name)
        if isinstance(value, Component):
            props = spread(named)
            if not isinstance(children, Markup) or children.pieces or "children" not in props:
                props["children"] = children
            made = self.printed(frame, value.template, props)
            if _CONTENT.search(name) and not (isinstance(made, Markup) and MARK in made.pieces):
                return CONTENT
            return made
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
        """What a component prints with these props."""
        values = {**self.constants(template.path), PROPS: props}
        if template.syntax == "mdx":
            values = {**self.everywhere, **props, **values}
        for name, default in template.parameters:
            if default is None and name and not any(n == "" for n, _ in template.parameters):
                values[name] = props
            elif name:
                key, _, local = name.partition(" ")
                given = props.get(key)
                if given is None and default is not None:  # written in the component, not where it is used
                    given = evaluate(default, Frame(frame.renderer, template, Scope(values), frame))
                values[local or key] = given
        values.setdefault("Astro", {"props": dict(props), "slots": UNKNOWN, "url": UNKNOWN, "site": UNKNOWN})
        return frame.include(template, values)


class Missing(NamedTuple):
    """What is imported from a package, or from a file that is not there."""

    module: str
    name: str


# what sites call the component that prints a document's own text
_CONTENT = expression(r"(?i:mdx|markdown)|^(?:Post|Article|Page|Entry|Doc)?(?:Content|Body)$")
_PASSED = expression(
    r"(?m)^export\s++(?:\{(?P<named>[^{}]*+)\}|\*(?:\s++as\s++\w++)?+)\s++from\s++[\"'](?P<module>[^\"'\n]++)[\"']"
)
_PASSED_NAME = expression(r"([\w$]++)(?:\s++as\s++([\w$]++))?+")
_entered: list[str] = []


def _entering(path: str) -> int:
    return len(_entered) + 8 * (path in _entered)


class _Entered:
    """Modules that import each other in a circle are read once."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None:
        _entered.append(self._path)

    def __exit__(self, *_: object) -> None:
        _entered.pop()
