"""From a source to a document: one module and one line of `FORMATS` per format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from disclint.document import Document
from disclint.model import Source

# format -> "module:function"; imported when first used
FORMATS: dict[str, str] = {
    "text": "disclint.formats.plain:parse",
    "markdown": "disclint.formats.markdown:parse",
    "mdx": "disclint.formats.mdx:parse",
    "html": "disclint.formats.html:parse",
    "template": "disclint.formats.templates:parse",
}

EXTENSIONS: dict[str, str] = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".qmd": "markdown",
    ".mdx": "mdx",
    ".html": "html",
    ".htm": "html",
    ".php": "template",
    ".jsp": "template",
    ".erb": "template",
}


def parse(source: Source, format: str) -> Document:
    """The document that `source` holds; KeyError where there is no such format."""
    module, function = FORMATS[format].split(":")
    reader: Callable[[Source], Document] = getattr(import_module(module), function)
    return reader(source)
