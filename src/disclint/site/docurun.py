"""One Docusaurus page: the theme's components around a document, the site's own versions of them, and what they ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from disclint.site.components import Modules
from disclint.site.docuconfig import Block, Config
from disclint.site.docuplaces import Spot
from disclint.site.docutheme import CHAINS, CHILDREN, PARTS, Part
from disclint.site.frame import Frame, Function
from disclint.site.jscomponent import Component
from disclint.site.jsfunctions import Calls, spread
from disclint.site.render import Renderer
from disclint.site.scope import CONTENT, JAVASCRIPT, UNKNOWN, Markup, Missing, Sourced
from disclint.site.shared import Made, Watched
from disclint.site.template import Call, Print, Template
from disclint.site.tree import Tree
from disclint.site.values import MARK, Piece

Args = Sequence[object]
Named = Mapping[str, object]
MDX = (".mdx", ".md")


class Themed(NamedTuple):
    """A component of the theme; `original` is the theme's own even where the site has its own version."""

    name: str
    original: bool


class Partly:
    """An object of which a part is known; what else it holds can't be known."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def lookup(self, key: object) -> object:
        return self._values.get(str(key), UNKNOWN)


class ThemeModules(Modules):
    """Modules that may import components of the theme."""

    def __init__(self, tree: Tree) -> None:
        super().__init__(tree, MDX)
        made = self.constants(self.own("MDXComponents")).get("default") if self.own("MDXComponents") else None
        if isinstance(made, Mapping):
            self.everywhere = {name: value for name, value in made.items() if str(name)[:1].isupper()}

    def own(self, name: str) -> str:
        """The site's own version of a component of the theme; empty where there is none."""
        return self.resolve(f"/src/theme/{name}", self._tree.root)

    def imported(self, beside: str, name: str, exported: str) -> object:
        kind, _, inner = name.partition("/")
        if kind in ("@theme", "@theme-original", "@theme-init"):
            return Themed(inner, kind != "@theme")
        return super().imported(beside, name, exported)


class Run:
    """Renders what stands around one document. `chain` gathers the site's own versions of components that were used."""

    def __init__(
        self, tree: Tree, modules: ThemeModules, config: Config, fields: Watched, where: Spot, *, left_out: bool
    ) -> None:
        self._tree, self._modules, self._config, self._where = tree, modules, config, where
        self.chain: list[str] = []
        self.renderer = Renderer({}, JAVASCRIPT, fields.reads, left_out=left_out)
        self._fields = fields
        self.renderer.functions = self._functions()

    def made(self) -> Made:
        """What is printed, with `MARK` where the document stands."""
        root = Template("", "", (Print(Call("page of the theme"), 0, 0),))
        made = self.renderer.page(root, {}).pieces
        pieces = tuple(p._replace(via=p.via[1:]) if p.via and not p.via[0].path else p for p in made)
        return Made(pieces, tuple(dict.fromkeys(self.renderer.unresolved)), tuple(dict.fromkeys(self.chain)))

    # -- the theme

    def _page(self, frame: Frame, args: Args, named: Named) -> object:
        kind = self._where.plugin.kind
        if kind == "docs" and self._modules.own("DocPage"):
            kind = "old docs"
        made: object = CONTENT
        for name in reversed(CHAINS[kind]):
            made = self._themed(frame, Themed(name, False), {CHILDREN: made, "content": self._about})
        return made

    def _themed(self, frame: Frame, themed: Themed, props: Mapping[str, object]) -> object:
        """What a component of the theme prints: by the site's own version, else by what the theme's is known to hold."""
        path = "" if themed.original else self._modules.own(themed.name)
        if path:
            self.chain.append(path)
            made = self._modules.constants(path).get("default")
            if isinstance(made, Component):
                return self._modules.printed(frame, made.template, props)
            frame.unresolved(f"what {self._tree.relative(path)} exports can't be read as a component")
        if themed.name in ("Footer/Text", "AnnouncementBar/Content"):
            said = self._footer if themed.name == "Footer/Text" else self._config.bar
            return Markup(tuple(piece for block in said for piece in _block(block, frame)))
        parts = PARTS.get(themed.name, (CHILDREN,))
        return Markup(tuple(piece for part in parts for piece in self._part(frame, part, props)))

    def _part(self, frame: Frame, part: Part, props: Mapping[str, object]) -> Iterator[Piece]:
        if part == CHILDREN:
            yield from _pieces(props.get(CHILDREN))
        elif isinstance(part, str):
            yield from _pieces(self._themed(frame, Themed(part, False), {}))
        else:
            inner = Markup(tuple(piece for p in part[1] for piece in self._part(frame, p, props)))
            yield from _pieces(self._themed(frame, Themed(part[0], False), {**props, CHILDREN: inner}))

    @cached_property
    def _footer(self) -> tuple[Block, ...]:
        """The footer's words, in the document's language where they are translated."""
        path = self._tree.path("i18n", self._where.locale, "docusaurus-theme-classic", "footer.json")
        translated = self._modules.data(path) if self._where.locale and self._tree.exists(path) else None
        if not isinstance(translated, Mapping):
            return self._config.footer
        found = (entry.get("message") for entry in translated.values() if isinstance(entry, Mapping))
        return tuple((text,) for text in found if isinstance(text, Sourced))

    # -- what components ask for

    @cached_property
    def _about(self) -> Partly:
        known = {"frontMatter": self._fields}
        return Partly({**known, "metadata": Partly({**known, "frontMatter": self._fields}), "isBlogPostPage": True})

    def _functions(self) -> Mapping[str, Function]:
        context = Partly(
            {
                "siteConfig": Partly(self._config.values),
                "i18n": Partly({"currentLocale": self._where.locale or self._config.locale}),
            }
        )
        themed = self._config.values.get("themeConfig")
        answers: Mapping[str, object] = {
            "useDoc": self._about,
            "useBlogPost": self._about,
            "useDocusaurusContext": context,
            "useThemeConfig": Partly(themed) if isinstance(themed, Mapping) else UNKNOWN,
        }
        known = {name: _answering(value) for name, value in answers.items()}
        own: Mapping[str, Function] = {
            "component": self._component,
            "translate": self._translate,
            "page of the theme": self._page,
        }
        return Calls({**self._modules.functions, **known, **own})

    def _component(self, frame: Frame, args: Args, named: Named) -> object:
        value = self._modules.named(frame, str(args[0]))
        children = args[1] if len(args) > 1 else Markup(())
        if isinstance(value, Themed):
            props = spread(named)
            if not (isinstance(children, Markup) and not children.pieces):
                props[CHILDREN] = children
            return self._themed(frame, value, props)
        if isinstance(value, Missing) and value.module == "@docusaurus/Translate":
            return self._translated(named.get("id"), children)
        if isinstance(value, Missing) and value.module == "@docusaurus/Head":
            return None
        return self._modules.component(frame, args, named)

    def _translate(self, frame: Frame, args: Args, named: Named) -> object:
        """`translate({id, message})`."""
        said = args[0] if args else None
        return self._translated(said.get("id"), said.get("message")) if isinstance(said, Mapping) else UNKNOWN

    def _translated(self, key: object, default: object) -> object:
        """The text in the document's language; the default where there is none."""
        if not self._where.locale:
            return default
        path = self._tree.path("i18n", self._where.locale, "code.json")
        texts = self._modules.data(path) if self._tree.exists(path) else {}
        if not isinstance(key, str):
            key = "".join(p.text for p in default.pieces) if isinstance(default, Markup) else default
        entry = texts.get(key) if isinstance(texts, Mapping) else None
        said = entry.get("message") if isinstance(entry, Mapping) else None
        return said if isinstance(said, str) else default


def _answering(value: object) -> Function:
    def answer(frame: Frame, args: Args, named: Named) -> object:
        return value

    return answer


def _block(parts: Block, frame: Frame) -> Iterator[Piece]:
    """A paragraph of parts; a tag stands for what is computed between them."""
    for i, part in enumerate(parts):
        yield Piece("<p>" if i == 0 else "<b></b>", part.place, False, frame.via)
        yield Piece(str(part), part.place, part.exact, frame.via)
    if parts:
        yield Piece("</p>", parts[-1].place, False, frame.via)


def _pieces(value: object) -> tuple[Piece, ...]:
    if value is CONTENT:
        return (MARK,)
    return value.pieces if isinstance(value, Markup) else ()
