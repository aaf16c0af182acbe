"""One page rendered: partials, blocks, translations and shortcodes, looked up and included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from disclint.lazy import expression
from disclint.site.evaluate import member
from disclint.site.hugoanswers import Answers, Part, context_key, lasting
from disclint.site.hugoasked import Asked, plain
from disclint.site.hugofuncs import FUNCTIONS, always
from disclint.site.hugopage import HugoPage, PageView
from disclint.site.hugosite import Scratch, SiteView
from disclint.site.hugotext import text
from disclint.site.render import DISCLOSING, Renderer
from disclint.site.scope import CONTENT, GO, UNKNOWN, Markup, Sourced, recording, sourced
from disclint.site.template import Template
from disclint.site.values import Place, Unresolved

if TYPE_CHECKING:
    from disclint.site.frame import Frame, Function
    from disclint.site.hugo import Hugo

# Partials and templates that Hugo brings itself: they print nothing that a reader of the page reads.
_EMBEDDED = frozenset(
    f"{name}.html"
    for name in ["opengraph", "schema", "twitter_cards", "google_analytics", "disqus", "pagination", "google_news"]
)
_SLOT = expression(r"\{\{-?+\s*+\.(\w*+)\s*+-?+\}\}")


class Run:
    """What one page's rendering needs: its site, its view of itself, the parts that its template defines."""

    def __init__(self, hugo: Hugo, page: HugoPage, *, left_out: bool) -> None:
        self.hugo, self.page, self.view = hugo, page, PageView(page)
        self.defines: dict[str, Template] = {}
        self._left_out, self._layout = left_out, ""
        functions: dict[str, Function] = {
            **FUNCTIONS,
            **{name: getattr(self, method) for name, method in _METHODS.items()},
            "site": always(self.view.site),
            "hugo": always(HugoView(self.view.site)),
            "page": always(self.view),
        }
        self.renderer = Renderer(functions, GO, page.reads, left_out=left_out)

    def layout(self, template: Template, base: Template | None) -> Markup:
        """What the page's template prints, inside its base where it has one."""
        self._layout = template.path
        self.defines = {**(base.defines if base else {}), **template.defines}
        for part in (template, base) if base else (template,):
            self._tell_faults(part)
        return self.renderer.page(base or template, {".": self.view, "$": self.view})

    def shortcode(self, template: Template, view: ShortcodeView) -> Markup:
        """What a shortcode's template prints."""
        self._tell_faults(template)
        return self.renderer.page(template, {".": view, "$": view})

    def _tell_faults(self, template: Template) -> None:
        """Says what of a template is not understood."""
        self.renderer.unresolved += (
            Unresolved(Place(template.path, fault.at), f"{fault.message}; what it prints can't be told")
            for fault in template.faults
        )

    # -- functions

    def partial(self, frame: Frame, args: Sequence[object], _: Mapping[str, object]) -> object:
        context = args[1] if len(args) > 1 else None
        if args[0] is UNKNOWN or not isinstance(args[0], str | Asked):
            if not frame.renderer.doubt:
                frame.unresolved("which partial is included here can't be told from the templates")
            return UNKNOWN
        name = text(args[0])
        template = self.hugo.partial(name, self.page.language) or self._defined(f"partials/{name}")
        if template is None:
            return self._absent(frame, f"the partial `{name}`", embedded=name in _EMBEDDED)
        return self._included(frame, template, context)

    def _included(self, frame: Frame, template: Template, context: object) -> object:
        """What a partial prints or returns: as for a page before this one, where the page answers alike."""
        own = context_key(context, self.view)
        if own is None:
            return self._worked_out(frame, template, context)
        renderer = self.renderer
        here = (frame.via, frame.place, renderer.doubt, renderer.kept_out, self._left_out, self._layout)
        answers = self.hugo.parts.setdefault((id(template.nodes), own, self.page.language, here), Answers())
        known = answers.find(self.page)
        if known is not None:
            self.page.reads |= known.reads
            renderer.unresolved += known.unresolved
            return known.value
        touched, unresolved = self.view.touched, len(renderer.unresolved)
        outer, self.page.asked = self.page.asked, {}
        try:
            with recording(self.page.reads) as reads:
                value = self._worked_out(frame, template, context)
            if touched == self.view.touched and lasting(value, self.page.page.path):
                part = Part(value, frozenset(reads), tuple(renderer.unresolved[unresolved:]))
                answers.keep(self.page.asked, part)
        finally:
            asked, self.page.asked = self.page.asked, outer
            for question, given in asked.items():
                outer.setdefault(question, given)
        return value

    def _worked_out(self, frame: Frame, template: Template, context: object) -> object:
        """What it returns without asking anything of the page is worked out once, wherever it is included."""
        key = (id(template.nodes), self.page.language, context)
        constant = context is None or isinstance(context, str | int)
        if constant and key in self.hugo.returned:
            return self.hugo.returned[key]
        count, unresolved = self.page.count, len(self.renderer.unresolved)
        if not self.renderer.kept_out:
            self._tell_faults(template)
        found = frame.include(template, {".": context, "$": context})
        constant = constant and count == self.page.count and unresolved == len(self.renderer.unresolved)
        if constant and not isinstance(found, Markup) and found is not UNKNOWN and lasting(found, ""):
            self.hugo.returned[key] = found
        if found is UNKNOWN and DISCLOSING.search(template.text):
            frame.unresolved("what is returned or printed by the partial that is included here can't be told")
        return found

    def template(self, frame: Frame, args: Sequence[object], _: Mapping[str, object]) -> object:
        """`template "name" context` and `block "name" context`."""
        name = text(args[0])
        if name.startswith("_internal/"):
            return Markup(())
        found = self._defined(name) or self.hugo.layout(name)
        if found is None:
            return self._absent(frame, f"the template `{name}`", embedded=False)
        context = args[1] if len(args) > 1 else None
        return frame.include(found, {".": context, "$": context})

    def _defined(self, name: str) -> Template | None:
        stem = name.removesuffix(".html")
        for known in (self.defines, self.hugo.defines):
            found = known.get(name) or known.get(stem) or known.get(f"{stem}.html")
            if found is not None:
                return found
        return self.hugo.defined(name)

    def _absent(self, frame: Frame, what: str, *, embedded: bool) -> object:
        if not embedded and self.hugo.layers.missing:
            self.renderer.unresolved += self.hugo.needed()
        elif not embedded:
            frame.unresolved(f"{what} is not in the repository")
        return Markup(())

    def render(self, frame: Frame, args: Sequence[object], _: Mapping[str, object]) -> object:
        """`.Render "view"`: the page by another template."""
        if args[0] is not self.view:
            return UNKNOWN
        template = self.hugo.view(self.page, text(args[1]))
        return frame.include(template, {".": self.view, "$": self.view}) if template else UNKNOWN

    def translate(self, _: Frame, args: Sequence[object], __: Mapping[str, object]) -> object:
        """`T "id" context`: the language's text, or that of the default language."""
        if args[0] is UNKNOWN:
            return UNKNOWN
        context = args[1] if len(args) > 1 else None
        said = self.hugo.translated(text(args[0]), self.page.language)
        if isinstance(said, Mapping):
            count = member(context, "Count") if isinstance(context, Mapping) else context
            said = said.get("one" if count in (1, "1") and "one" in said else "other")
        if not isinstance(said, str):
            return ""
        if "{{" not in said:
            return said
        filled = _SLOT.sub(lambda slot: _filled(slot[1], context), said)
        return sourced(filled, said.place) if isinstance(said, Sourced) else filled

    def get(self, _: Frame, args: Sequence[object], __: Mapping[str, object]) -> object:
        """`.Get`: of a shortcode's arguments, or of a scratch pad."""
        of, key = args[0], args[1]
        if isinstance(of, ShortcodeView):
            return UNKNOWN if key is UNKNOWN else of.argument(plain(key))
        if isinstance(of, Scratch):
            return of.values.get(str(key))
        return UNKNOWN

    def param(self, _: Frame, args: Sequence[object], __: Mapping[str, object]) -> object:
        of, name = args[0], text(args[1])
        if isinstance(of, PageView):
            return of.param(name)
        if isinstance(of, ShortcodeView):
            return self.view.param(name)
        return of.params.lookup(name) if isinstance(of, SiteView) else UNKNOWN

    def template_exists(self, _: Frame, args: Sequence[object], __: Mapping[str, object]) -> object:
        if args[0] is UNKNOWN:
            return UNKNOWN
        found = text(args[0]).lower() in self.hugo.layers.files("layouts")
        return found or (UNKNOWN if self.hugo.layers.missing else False)

    def file_exists(self, _: Frame, args: Sequence[object], __: Mapping[str, object]) -> object:
        return UNKNOWN if args[0] is UNKNOWN else self.hugo.tree.exists(self.hugo.tree.path(text(args[0]).lstrip("/")))

    def read_file(self, _: Frame, args: Sequence[object], __: Mapping[str, object]) -> object:
        if args[0] is UNKNOWN:
            return UNKNOWN
        path = self.hugo.tree.path(text(args[0]).lstrip("/"))
        words = self.hugo.tree.read(path)
        return UNKNOWN if words is None else sourced(words, Place(path), exact=True, syntax="text")

    def has_shortcode(self, _: Frame, args: Sequence[object], __: Mapping[str, object]) -> object:
        if args[0] is not self.view or args[1] is UNKNOWN:
            return UNKNOWN
        from disclint.site.hugoasked import ask

        return ask(self.page, ("Shortcodes", text(args[1])), "set")


_METHODS = {
    **dict.fromkeys(("partial", "partialCached", "partials.Include", "partials.IncludeCached"), "partial"),
    **dict.fromkeys(("template", "block"), "template"),
    **dict.fromkeys(("T", "i18n", "lang.Translate"), "translate"),
    **dict.fromkeys((".Param",), "param"),
    **dict.fromkeys((".Get",), "get"),
    **dict.fromkeys((".Render",), "render"),
    **dict.fromkeys(("templates.Exists",), "template_exists"),
    **dict.fromkeys(("fileExists", "os.FileExists"), "file_exists"),
    **dict.fromkeys(("readFile", "os.ReadFile"), "read_file"),
    **dict.fromkeys((".HasShortcode",), "has_shortcode"),
}


def _filled(name: str, context: object) -> str:
    counts = not name or (name == "Count" and isinstance(context, int))
    value = context if counts else member(context, name)
    return str(value) if isinstance(value, str | int | float) else ""


class HugoView:
    """The object `hugo`."""

    def __init__(self, site: SiteView) -> None:
        self.site = site

    def lookup(self, key: object) -> object:
        known: dict[object, object] = {
            "IsServer": False,
            "IsDevelopment": False,
            "IsProduction": True,
            "Environment": "production",
            "Generator": "",
        }
        return self.site.lookup("Data") if key == "Data" else known.get(key, UNKNOWN)


class ShortcodeView:
    """A shortcode's call as its template sees it."""

    def __init__(
        self, run: Run, name: str, args: Sequence[str], named: Mapping[str, str], *, encloses: bool, nested: bool
    ) -> None:
        self.run, self.name, self.args, self.named = run, name, tuple(args), dict(named)
        self.encloses, self.nested = encloses, nested
        self.scratch = Scratch()

    def argument(self, key: object) -> object:
        """Nothing (an empty text) where there is no such argument."""
        if isinstance(key, int):
            return self.args[key] if 0 <= key < len(self.args) else ""
        return self.named.get(str(key), "")

    def lookup(self, key: object) -> object:
        match str(key):
            case "Inner" | "InnerDeindent":
                return CONTENT if self.encloses else ""
            case "Params":
                return dict(self.named) if self.named else list(self.args)
            case "IsNamedParams":
                return bool(self.named)
            case "Page":
                return self.run.view
            case "Site":
                return self.run.view.site
            case "Name":
                return self.name
            case "Scratch" | "Store":
                return self.scratch
            case "Parent":
                return UNKNOWN if self.nested else None
        return UNKNOWN
