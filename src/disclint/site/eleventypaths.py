"""What Eleventy makes of a path: the file that a document becomes, and which documents it leaves out."""

from __future__ import annotations

import os
from collections.abc import Mapping

from disclint.site import liquid, nunjucks
from disclint.site.frame import Function
from disclint.site.render import Renderer
from disclint.site.scope import LIQUID, NUNJUCKS, Scope


def default(relative: str) -> str:
    """The page of a document without `permalink`."""
    folder, name = os.path.split(relative)
    stem = name.rpartition(".")[0]
    inner = stem if stem not in ("index", os.path.basename(folder)) else ""
    return "/".join(part for part in (folder, inner, "index.html") if part)


def told(permalink: object, values: Mapping[str, object], engine: str, functions: Mapping[str, Function]) -> str:
    """The page that `permalink` names, its variables filled in; empty where it names none."""
    said = permalink.get("build") if isinstance(permalink, Mapping) else permalink
    if not isinstance(said, str):
        return ""
    if "{{" in said or "{%" in said:
        said = _filled(said, values, engine, functions)
    path = "/".join(part for part in said.split("/") if part)
    return f"{path}/index.html".lstrip("/") if said.endswith("/") or not path else path


def _filled(text: str, values: Mapping[str, object], engine: str, functions: Mapping[str, Function]) -> str:
    njk = engine == "njk"
    template = nunjucks.parse("", text) if njk else liquid.parse("", text, bare_files=False)
    plain = Scope({name: str(value) if isinstance(value, str) else value for name, value in values.items()})
    made = Renderer(functions, NUNJUCKS if njk else LIQUID, set()).page(template, plain)
    return "".join(piece.text for piece in made.pieces)


def ignored(relative: str, patterns: str) -> bool:
    """Whether patterns in gitignore's syntax (or Eleventy's own rule) leave a path out."""
    if "node_modules" in relative.split("/"):
        return True
    if not patterns:
        return False
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(patterns.splitlines()).match_file(relative)
    except ValueError:
        return False
