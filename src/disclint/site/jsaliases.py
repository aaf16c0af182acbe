"""Short names that imports use for folders: `compilerOptions.paths` of TypeScript's configuration."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping

from disclint.lazy import expression
from disclint.site.tree import Tree

_REMARK = expression(r"/\*(?:[^*]++|\*(?!/))*+\*/|(?m:^[ \t]*+//[^\n]*+$)|,(?=\s*+[}\]])")


def aliases(tree: Tree) -> Mapping[str, list[str]]:
    """Pattern -> folders, as `tsconfig.json` says; `@/` and `~/` stand for `src/` where nothing is said."""
    found: dict[str, list[str]] = {"@site/*": ["*"], "@/*": ["src/*", "*"], "~/*": ["src/*", "*"]}
    for name in ("tsconfig.json", "jsconfig.json"):
        text = tree.read(tree.path(name))
        try:
            options = json.loads(_REMARK.sub("", text))["compilerOptions"] if text else {}
            base = str(options.get("baseUrl", "."))
            for pattern, targets in options.get("paths", {}).items():
                found[pattern] = [os.path.normpath(os.path.join(base, str(t))) for t in targets]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
    return found


def aliased(name: str, known: Mapping[str, list[str]]) -> list[str]:
    """What an import's name may stand for."""
    found: list[str] = []
    for pattern, targets in known.items():
        head, star, tail = pattern.partition("*")
        if star and name.startswith(head) and name.endswith(tail):
            middle = name[len(head) : len(name) - len(tail)]
            found += [target.replace("*", middle) for target in targets]
        elif name == pattern:
            found += targets
    return found
