"""Translated texts of JavaScript sites: `t('key')` by the files of messages of next-intl and next-i18next."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from disclint.lazy import expression
from disclint.site.components import Modules
from disclint.site.frame import Frame, Function
from disclint.site.jsfunctions import Calls
from disclint.site.scope import UNKNOWN
from disclint.site.tree import Tree

FOLDERS = (
    "messages",
    "src/messages",
    "locales",
    "src/locales",
    "i18n/messages",
    "src/i18n/messages",
    "lang",
    "translations",
)
MADE_BY = ("useTranslations", "getTranslations", "useTranslation", "getTranslator", "useScopedI18n")


# one document, not a list of them
_FETCHES = expression(
    r"(?:get|fetch|load|read|find)\w*?(?:Post|Article|Content|ContentItem|Entry|Doc|Document|Page|BySlug|Item)\Z"
)


class Translator(NamedTuple):
    """The messages of one language below one key."""

    messages: object

    def text(self, key: str) -> object:
        value = self.messages
        for part in key.replace(":", ".").split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        return UNKNOWN if value is None or value is UNKNOWN else value

    def lookup(self, key: object) -> object:
        """`const { t } = useTranslation()`, `const [t] = useTranslation()`: react-i18next hands it out in an object or a list."""
        return self if key in ("t", 0) else UNKNOWN

    def apply(self, frame: Frame, args: Sequence[object]) -> object:
        return self.text(args[0]) if args and isinstance(args[0], str) else UNKNOWN


class Messages:
    """The messages of one site by language."""

    def __init__(self, tree: Tree, modules: Modules) -> None:
        self._tree, self._modules = tree, modules
        self._folder = next((f for f in FOLDERS if any(n.endswith(".json") for n in tree.listing(tree.path(f)))), "")
        self._public = tree.path("public", "locales")
        self.of = cache(self._of)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages for which there are messages, as their files are named."""
        names = (
            n.removesuffix(".json") for n in self._tree.listing(self._tree.path(self._folder)) if n.endswith(".json")
        )
        return tuple(names) if self._folder else self._tree.listing(self._public)

    def _of(self, language: str) -> Mapping[str, object]:
        if self._folder:
            found = self._modules.data(self._tree.path(self._folder, f"{language}.json"))
            return found if isinstance(found, dict) else {}
        folder = os.path.join(self._public, language)
        names = [n for n in self._tree.listing(folder) if n.endswith(".json")]
        spaces: dict[str, object] = {
            n.removesuffix(".json"): self._modules.data(os.path.join(folder, n)) for n in names
        }
        common = spaces.get("common")
        return {**(common if isinstance(common, dict) else {}), **spaces}

    def functions(self, language: str) -> Mapping[str, Function]:
        """What makes a translator, and what calls one under any name."""
        messages = self.of(language)

        def make(frame: Frame, args: Sequence[object], named: Mapping[str, object]) -> object:
            space = args[0] if args else ""
            if isinstance(space, Mapping):
                space = space.get("namespace", "")
            made = Translator(messages)
            inner = Translator(made.text(str(space))) if isinstance(space, str) and space else made
            return inner if inner.messages is not UNKNOWN else made

        return dict.fromkeys(MADE_BY, make)


class MessageCalls(Calls):
    """A table of functions in which every other name is looked up among the variables. `fetched` is the document that a site's
    own functions hand out (`getPost(slug)`), where a route renders one."""

    def __init__(self, functions: Mapping[str, Function], fetched: object = None) -> None:
        super().__init__(functions)
        self._fetched = fetched

    def get(self, name: str, default: object = None) -> Function:
        if name in self:
            return self[name]
        if self._fetched is not None and _FETCHES.match(name):
            return lambda frame, args, named: self._fetched
        if name in (".rich", ".raw", ".markup"):
            return _method
        return super().get(name)


def _method(frame: Frame, args: Sequence[object], named: Mapping[str, object]) -> object:
    translator = args[0] if args else UNKNOWN
    if isinstance(translator, Translator) and len(args) > 1 and isinstance(args[1], str):
        return translator.text(str(args[1]))
    return UNKNOWN
