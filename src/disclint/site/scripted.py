"""What readers of JavaScript sites share: a document's own components, and what a route or a layout prints around it."""

from __future__ import annotations

import os
from collections.abc import Mapping

from disclint.site import jsx
from disclint.site.components import Modules
from disclint.site.inline import place
from disclint.site.jscode import Parser
from disclint.site.pages import own_value
from disclint.site.render import Renderer
from disclint.site.scope import UNKNOWN, Fields, Quiet
from disclint.site.template import Print, Template
from disclint.site.tree import Tree
from disclint.site.values import Page, Printed

DOCUMENTS = {
    **dict.fromkeys(("blog", "posts", "post", "articles"), "blog"),
    **dict.fromkeys(("news", "article"), "article"),
    **dict.fromkeys(("newsletter", "newsletters"), "newsletter"),
}


def own_components(
    page: Page, modules: Modules, renderer: Renderer, extra: Mapping[str, object]
) -> tuple[Printed, ...]:
    """What the components in a document's own text print, each where it stands. `extra` holds those that need no import."""
    calls = [
        c for c in page.calls if getattr(c, "syntax", "") == "jsx" and not str(getattr(c, "name", "")).startswith("/")
    ]
    if not calls:
        return ()
    said = jsx.imports(page.text)
    values: dict[str, object] = {**extra, **{n: modules.imported(page.path, *what) for n, what in said.items()}}
    if any(getattr(call, "name", "") == "export" for call in calls):
        values |= modules.constants(page.path)
    fields = own_fields(page, page.front, renderer.reads)
    values |= {"frontmatter": fields, "frontMatter": fields, "props": {}}
    found: list[Printed] = []
    for call in calls:
        start, end = call.source.start, call.source.end  # type: ignore[attr-defined]
        braces = page.text.startswith("{", start)
        if not braces and not str(getattr(call, "name", ""))[:1].isupper():
            continue
        parser = Parser(page.text, start + braces, end - braces)
        value = parser.expression() if braces else parser.element()
        made = renderer.page(Template(page.path, page.text, (Print(value, start, end),)), values)
        pieces = tuple(p for p in made.pieces if p.place.path != page.path or p.value)
        if pieces:
            found.append(Printed(pieces, place(page, start), inline=True))
    return tuple(found)


def imported_documents(tree: Tree, modules: Modules, endings: tuple[str, ...]) -> frozenset[str]:
    """Documents that other documents import: parts of those."""
    found: set[str] = set()
    for path in tree.walk(tree.root):
        text = tree.read(path) if path.endswith(endings) else None
        named = (module for module, _ in jsx.imports(text).values()) if text and "import" in text else ()
        found |= {modules.resolve(module, path) for module in named if module.endswith(endings)}
    return frozenset(found)


def own_fields(page: Page, front: Mapping[str, object], reads: set[str]) -> Fields:
    """The document's front matter as an object of templates."""
    return Fields({name: own_value(name, value, page) for name, value in front.items()}, reads)


def entry(page: Page, fields: Fields, slug: str) -> dict[str, object]:
    """A document as its collection hands it to a route: its data, and its text as a component."""
    return {"data": fields, "id": Quiet(slug), "slug": Quiet(slug), "body": UNKNOWN, "collection": UNKNOWN}


def folders_above(path: str, root: str) -> list[str]:
    """The folders from the root down to the one that holds the path."""
    relative = os.path.relpath(os.path.dirname(path), root)
    parts = [] if relative == "." else relative.split(os.sep)
    return [os.path.join(root, *parts[:i]) for i in range(len(parts) + 1)]
