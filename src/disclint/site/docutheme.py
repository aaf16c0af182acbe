"""The classic theme of Docusaurus as far as it prints other components: which of them stand around a document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

CHILDREN: Final = "children"
Part: TypeAlias = "str | tuple[str, tuple[Part, ...]]"

# What leads from the page down to the document, the outermost first. Version 2 calls the root of documents DocPage.
CHAINS: Mapping[str, tuple[str, ...]] = {
    "docs": ("Root", "DocsRoot", "DocVersionRoot", "DocRoot", "DocItem"),
    "old docs": ("Root", "DocPage", "DocItem"),
    "blog": ("Root", "BlogPostPage"),
    "pages": ("Root", "MDXPage"),
}
_CONTENT: tuple[Part, ...] = (("MDXContent", (CHILDREN,)),)
# What each component of the theme prints: text of its own it has none. Those that are not named here print their children.
PARTS: Mapping[str, tuple[Part, ...]] = {
    "Layout": ("AnnouncementBar", "Navbar", CHILDREN, "Footer"),
    "DocsRoot": (("Layout", (CHILDREN,)),),
    "DocRoot": (("DocRoot/Layout", (CHILDREN,)),),
    "DocRoot/Layout": ("DocRoot/Layout/Sidebar", ("DocRoot/Layout/Main", (CHILDREN,))),
    "DocPage": (("Layout", (("DocPage/Layout", (CHILDREN,)),)),),
    "DocPage/Layout": (("DocPage/Layout/Main", (CHILDREN,)),),
    "DocItem": (("DocItem/Layout", (CHILDREN,)),),
    "DocItem/Layout": (
        "DocVersionBanner",
        "DocBreadcrumbs",
        "DocVersionBadge",
        "DocItem/TOC/Mobile",
        ("DocItem/Content", (CHILDREN,)),
        "DocItem/Footer",
        "DocItem/Paginator",
        "DocItem/TOC/Desktop",
    ),
    "DocItem/Content": _CONTENT,
    "DocItem/Paginator": ("DocPaginator",),
    "BlogPostPage": (("BlogLayout", (("BlogPostItem", (CHILDREN,)), "BlogPostPaginator")),),
    "BlogLayout": (("Layout", ("BlogSidebar", CHILDREN)),),
    "BlogPostItem": (
        (
            "BlogPostItem/Container",
            ("BlogPostItem/Header", ("BlogPostItem/Content", (CHILDREN,)), "BlogPostItem/Footer"),
        ),
    ),
    "BlogPostItem/Content": _CONTENT,
    "MDXPage": (("Layout", _CONTENT),),
    "Footer": ("Footer/Text",),
    "AnnouncementBar": ("AnnouncementBar/Content",),
}
