"""What Eleventy's templates call: includes, blocks, macros and the site's own shortcodes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from disclint.site.evaluate import evaluate
from disclint.site.frame import Frame, Function
from disclint.site.njkfilters import FUNCTIONS
from disclint.site.pages import harmless
from disclint.site.render import DISCLOSING, Renderer
from disclint.site.scope import UNKNOWN, Markup, Scope
from disclint.site.template import Const, Template

if TYPE_CHECKING:
    from disclint.site.eleventy import Eleventy

Args = Sequence[object]
Named = Mapping[str, object]
_BLOCKS, _SUPER = " blocks", " super"  # no template can name these variables
CHAIN = 20  # of templates that extend each other


class Functions:
    """The functions of one site."""

    def __init__(self, site: Eleventy) -> None:
        self._site = site
        self._data: dict[str, object] = {}
        own = {f"tag {name}": self._shortcode(name) for name in site.shortcodes}
        self.table: Mapping[str, Function] = {
            **FUNCTIONS,
            **own,
            **{"include": self._include, "render": self._include, "layout": _nothing},
            **{"block": self._block, "super": _super, "macro": self._macro},
        }

    def page(self, renderer: Renderer, template: Template, scope: Scope) -> Markup:
        """What a layout prints, with the templates that it extends around it."""
        blocks: dict[str, Template] = {}
        for _ in range(CHAIN):
            for name, block in template.defines.items():
                blocks.setdefault(name, block)
            parent = template.exports.get("extends")
            if parent is None:
                break
            name = str(parent.value) if isinstance(parent, Const) else ""
            outer = self._site.template(self._site.include_path(name, template.path)) if name else None
            if outer is None:
                return renderer.page(template, scope)
            template = outer
        scope.set(_BLOCKS, blocks)
        return renderer.page(template, scope)

    def data(self, path: str) -> object:
        if path not in self._data:
            self._data[path] = self._site.load(path)
        return self._data[path]

    def _include(self, frame: Frame, args: Args, named: Named) -> object:
        name = args[0]
        path = self._site.include_path(str(name), frame.template.path) if isinstance(name, str) else ""
        template = self._site.template(path) if path else None
        if template is None and named.get("ignore missing"):
            return Markup(())
        if template is None:
            shown = name if isinstance(name, str) else "?"
            frame.unresolved(f"the file {shown} that is included here can't be read", hides=not harmless(shown))
            return Markup(())
        return frame.include(template, named, shares=True)

    def _block(self, frame: Frame, args: Args, named: Named) -> object:
        """The innermost template's block of that name, else the text that stands here."""
        scope = frame.scope.find(_BLOCKS)
        blocks = scope.values[_BLOCKS] if scope else {}
        override = blocks.get(f"block {args[0]}") if isinstance(blocks, Mapping) else None
        here = frame.template.defines.get(f"block {args[0]}")
        if not isinstance(override, Template) or override is here:
            return args[1]
        return frame.include(override, {_SUPER: args[1]}, shares=True)

    def _macro(self, frame: Frame, args: Args, named: Named) -> object:
        macro = self._found(frame.template.path, str(args[0]))
        if macro is None:
            return UNKNOWN
        names = [name for name, _ in macro.parameters]
        given = {**dict(zip(names, args[1:], strict=False)), **named}
        given.setdefault("caller", None)
        for name, default in macro.parameters:
            if name not in given:
                given[name] = evaluate(default, frame) if default is not None else None
        return frame.include(macro, given)

    def _found(self, path: str, name: str) -> Template | None:
        """The macro of that name as the file knows it: its own, or one that it imports."""
        template = self._site.template(path)
        if template is None:
            return None
        local, _, inner = name.partition(".")
        if local in template.imports:
            file, exported = template.imports[local]
            other = self._site.template(self._site.include_path(file, path))
            return other.defines.get(f"macro {inner or exported}") if other else None
        return template.defines.get(f"macro {name}")

    def _shortcode(self, name: str) -> Function:
        def call(frame: Frame, args: Args, named: Named) -> object:
            template = self._site.shortcodes.get(name)
            if template is None:
                frame.unresolved(f"what the shortcode {name} prints is computed", hides=bool(DISCLOSING.search(name)))
                return Markup(())
            given = [named["content"], *args] if "content" in named else list(args)
            names = [parameter for parameter, _ in template.parameters]
            values = dict(zip(names, given, strict=False))
            for parameter, default in template.parameters:
                if parameter not in values:
                    values[parameter] = evaluate(default, frame) if default is not None else None
            return frame.include(template, values)

        return call


def _nothing(frame: Frame, args: Args, named: Named) -> object:
    return None


def _super(frame: Frame, args: Args, named: Named) -> object:
    scope = frame.scope.find(_SUPER)
    return scope.values[_SUPER] if scope else None
