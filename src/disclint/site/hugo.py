"""Hugo: which templates build a document's page, and what they and its shortcodes print into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disclint.formats.frontmatter import Broken
from disclint.site.data import load
from disclint.site.golang import parse
from disclint.site.goprune import pruned
from disclint.site.hugoanswers import Answers, Part, Rendered, divided
from disclint.site.hugoconfig import mapping
from disclint.site.hugocontent import Content
from disclint.site.hugofacts import facts
from disclint.site.hugolayers import Layers
from disclint.site.hugolookup import Target, layout_names, needs_base
from disclint.site.hugopage import HugoPage
from disclint.site.hugorun import Run
from disclint.site.hugoshortcodes import asked_for
from disclint.site.hugosite import Data, SiteView
from disclint.site.hugourls import Urls
from disclint.site.pages import stands_alone
from disclint.site.template import Template
from disclint.site.tree import Tree
from disclint.site.values import Page, Place, Printed, Provisions, SiteFacts, Unresolved


def open_site(tree: Tree) -> Hugo:
    """The Hugo site in the tree."""
    return Hugo(tree)


# folders whose files build pages without being any
TEMPLATES = ("layouts", "themes", "archetypes", "_vendor", "i18n", "data", "assets")


class Hugo:
    """One site, read once."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.layers = Layers(tree)
        self.configuration = self.layers.configuration
        self.content = Content(self.layers)
        self.urls = Urls(self.configuration)
        self.data = Data(self)
        self.defines: dict[str, Template] = {}
        self.parts: dict[tuple[object, ...], Answers[Part]] = {}
        self.returned: dict[tuple[object, ...], object] = {}
        self._templates: dict[str, Template | None] = {}
        self._sites: dict[str, SiteView] = {}
        self._words: dict[str, Mapping[str, object]] = {}
        self._layouts: dict[Target, tuple[str, str]] = {}
        self._answers: dict[object, Answers[Rendered]] = {}
        self._needs_missing = self._all_parsed = False
        self._last: tuple[Page, HugoPage | None] | None = None

    # -- what a reader answers

    def provisions(self, page: Page, *, left_out: bool = False) -> Provisions:
        own = self._page(page)
        if own is None or own.where.owned:
            return Provisions()
        inline, open_ = asked_for(self, own, left_out=left_out)
        layout, base = self.layout_of(own)
        if not layout:
            missing = self.needed() or (self._no_layout(own),)
            return Provisions(inline, tuple(dict.fromkeys((*open_, *missing))))
        found = self.rendered(("layout", layout, base, left_out), own, left_out=left_out, layout=layout, base=base)
        printed = (Printed(found.before, 0), Printed(found.after, page.length))
        return Provisions(
            (*inline, *(p for p in printed if p.pieces)),
            tuple(dict.fromkeys((*open_, *found.unresolved))),
            (layout, base) if base else (layout,),
        )

    def facts(self, page: Page) -> SiteFacts:
        own = self._page(page)
        if own is not None:
            return facts(own)
        return SiteFacts(page=stands_alone(self.tree.relative(page.path), *TEMPLATES))

    def outputs(self, page: Page) -> tuple[str, ...]:
        own = self._page(page)
        return () if own is None or not facts(own).page else tuple(dict.fromkeys(self.urls.outputs(own)))

    def notes(self) -> Iterator[Unresolved]:
        if self._needs_missing:
            yield from self.layers.missing
        yield from self.tree.notes

    def templates(self) -> tuple[str, ...]:
        return self.tree.paths_read()

    # -- rendering

    def rendered(self, key: object, page: HugoPage, *, left_out: bool, layout: str = "", base: str = "") -> Rendered:
        """What a page's layout prints, worked out only where no page before it has answered alike."""
        answers = self.answers(key, page)
        known = answers.find(page)
        if known is not None:
            return known
        run = Run(self, page, left_out=left_out)
        template = self.template(layout)
        outer = self.template(base) if base else None
        if template is None:
            return Rendered((), ())
        made = divided(run.layout(template, outer).pieces, run.renderer.unresolved)
        if not made.within(page.page.path):
            answers.keep(page.asked, made)
        return made

    def answers(self, key: object, page: HugoPage) -> Answers[Rendered]:
        """Where renderings of one kind are kept; nothing is asked of the page yet."""
        page.asked.clear()
        page.reads.clear()
        return self._answers.setdefault((key, page.language), Answers())

    def _page(self, page: Page) -> HugoPage | None:
        if self._last is None or self._last[0] is not page:
            where = self.content.where(page.path)
            self._last = (page, HugoPage(self, page, where) if where else None)
        return self._last[1]

    def needed(self) -> tuple[Unresolved, ...]:
        """Themes and modules that are missing, now that something of them is needed."""
        self._needs_missing = True
        return tuple(self.layers.missing)

    def _no_layout(self, page: HugoPage) -> Unresolved:
        kind = page.where.kind
        return Unresolved(Place(self.configuration.main), f"no layout for pages of kind {kind} is in the repository")

    # -- templates

    def layout_of(self, page: HugoPage) -> tuple[str, str]:
        """The paths of the template that builds the page and of the base around it, empty where there is none."""
        target = self._target(page, page.layout)
        if target not in self._layouts:
            files = self.layers.files("layouts")
            layout = next((files[name] for name in layout_names(target) if name in files), "")
            base = ""
            if layout and needs_base(self.tree.read(layout) or ""):
                base = next((files[name] for name in layout_names(target, base=True) if name in files), "")
            self._layouts[target] = layout, base
        return self._layouts[target]

    def _target(self, page: HugoPage, layout: str) -> Target:
        """What decides the page's template, and nothing else of it."""
        where = page.where
        section = where.section if where.kind == "section" else ""
        if where.kind in ("taxonomy", "term"):
            section = self.content.taxonomies.get(where.section.lower(), "")
        base = where.base if where.base == "index" else ""
        return Target(where._replace(path="", base=base), page.type, layout, section)

    def view(self, page: HugoPage, name: str) -> Template | None:
        """The template that `.Render` uses."""
        files = self.layers.files("layouts")
        target = self._target(page, name)
        path = next((files[n] for n in layout_names(target) if n in files and f"/{name}." in f"/{n}"), "")
        return self.template(path) if path else None

    def template(self, path: str) -> Template | None:
        """The template of a file, parsed once; None where it can't be read."""
        if path not in self._templates:
            text = self.tree.read(path)
            parsed = None if text is None else pruned(parse(path, text))
            self._templates[path] = parsed
            for name, part in parsed.defines.items() if parsed else ():
                self.defines.setdefault(name, part)
        return self._templates[path]

    def partial(self, name: str, language: str) -> Template | None:
        return self._named(("partials", "_partials"), name, language)

    def shortcode(self, name: str, language: str) -> Template | None:
        return self._named(("shortcodes", "_shortcodes"), name, language)

    def _named(self, folders: tuple[str, ...], name: str, language: str) -> Template | None:
        files = self.layers.files("layouts")
        stem = name.lower().removesuffix(".html")
        for folder in folders:
            for ending in (f".{language}.html.html", f".{language}.html", ".html.html", ".html", ""):
                path = files.get(f"{folder}/{stem}{ending}")
                if path:
                    return self.template(path)
        return None

    def layout(self, name: str) -> Template | None:
        path = self.layers.files("layouts").get(name.lower())
        return self.template(path) if path else None

    def defined(self, name: str) -> Template | None:
        """A part that any partial defines: all of them are read for it, once."""
        if not self._all_parsed:
            self._all_parsed = True
            for file, path in self.layers.files("layouts").items():
                if file.endswith(".html") and "define" in (self.tree.read(path) or ""):
                    self.template(path)
        return self.defines.get(name) or self.defines.get(f"{name}.html")

    # -- words

    def site(self, language: str) -> SiteView:
        if language not in self._sites:
            self._sites[language] = SiteView(self, language)
        return self._sites[language]

    def translated(self, name: str, language: str) -> object:
        """The text (or its plural forms) of an id in a language, or else in the default one; None where there is none."""
        for code in dict.fromkeys((language, self.configuration.default)):
            found = self._dictionary(code).get(name.lower())
            if found is not None:
                return found
        return None

    def _dictionary(self, language: str) -> Mapping[str, object]:
        if language not in self._words:
            found: dict[str, object] = {}
            for mount in reversed(self.layers.mounts["i18n"]):
                for ending in ("toml", "yaml", "yml", "json"):
                    for name in self.tree.listing(mount.folder):
                        if name.lower() == f"{language}.{ending}":
                            found.update(self._translations(f"{mount.folder}/{name}"))
            self._words[language] = found
        return self._words[language]

    def _translations(self, path: str) -> dict[str, object]:
        text = self.tree.read(path)
        try:
            said = load(path, text or "")
        except Broken as broken:
            self.tree.notes.append(Unresolved(Place(path, broken.offset), f"{broken.message}; nothing of it is known"))
            return {}
        if isinstance(said, list):
            return {str(mapping(e).get("id", "")).lower(): mapping(e).get("translation") for e in said}
        return _flat(mapping(said))


_FORMS = frozenset(("zero", "one", "two", "few", "many", "other"))


def _flat(said: Mapping[str, object], prefix: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in said.items():
        name = f"{prefix}{key}".lower()
        if isinstance(value, dict) and not _FORMS & value.keys():
            found |= _flat(value, f"{name}.")
        else:
            found[name] = value
    return found
