"""What a document's own shortcodes print, each where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from disclint.document import Call
from disclint.site.hugoanswers import Rendered, divided
from disclint.site.hugoasked import Asked
from disclint.site.hugopage import HugoPage, PageView
from disclint.site.hugoraw import without_html
from disclint.site.hugorun import Run, ShortcodeView
from disclint.site.scope import Sourced, sourced
from disclint.site.values import MARK, Piece, Place, Printed, Unresolved

if TYPE_CHECKING:
    from disclint.site.hugo import Hugo

# Shortcodes that Hugo brings itself: they print no statement.
_EMBEDDED = frozenset(
    (
        "comment", "details", "figure", "gist", "highlight", "instagram", "qr", "ref", "relref",
        "speakerdeck", "tweet", "twitter", "twitter_simple", "vimeo", "vimeo_simple", "x", "x_simple",
        "youtube",
    )
)  # fmt: skip


class Asking(NamedTuple):
    """A shortcode in a document; `end` is where its closing tag stands (readable offset), -1 without one."""

    call: Call
    end: int
    nested: bool


def askings(calls: Sequence[object]) -> Iterator[Asking]:
    """The document's shortcodes in order, each with its closing tag."""
    own = [call for call in calls if isinstance(call, Call) and call.syntax == "hugo"]
    ends: dict[int, int] = {}
    inside: dict[int, bool] = {}
    open_: list[int] = []
    for i, call in enumerate(own):
        if not call.name.startswith("/"):
            open_.append(i)
            continue
        name = call.name[1:]
        start = next(
            (k for k in range(len(open_) - 1, max(-1, len(open_) - 50), -1) if own[open_[k]].name == name), None
        )
        if start is not None:
            ends[open_[start]] = call.at
            inside.update(dict.fromkeys(open_[start + 1 :], True))
            del open_[start:]
    for i, call in enumerate(own):
        if not call.name.startswith("/"):
            yield Asking(call, ends.get(i, -1), inside.get(i, False))


def asked_for(hugo: Hugo, page: HugoPage, *, left_out: bool) -> tuple[tuple[Printed, ...], tuple[Unresolved, ...]]:
    """What the shortcodes print, and what of it can't be known."""
    printed: list[Printed] = []
    unresolved: list[Unresolved] = []
    for asking in askings(page.page.calls):
        found = _rendered(hugo, page, asking, left_out=left_out)
        unresolved += found.unresolved
        last = asking.end if asking.end >= 0 else asking.call.at
        if found.before:
            printed.append(Printed(found.before, asking.call.at, inline=True))
        if found.after:
            printed.append(Printed(found.after, last, inline=True))
    return tuple(printed), tuple(unresolved)


def _rendered(hugo: Hugo, page: HugoPage, asking: Asking, *, left_out: bool) -> Rendered:
    call = asking.call
    template = hugo.shortcode(call.name, page.language)
    if template is None:
        return _without_template(hugo, page, call)
    markdown = page.page.text.startswith("{{%", call.source.start)
    key = (template.path, call.args, call.named, asking.end >= 0, asking.nested, markdown, left_out)
    answers = hugo.answers(key, page)
    known = answers.find(page)
    if known is not None:
        return known
    run = Run(hugo, page, left_out=left_out)
    view = _view(run, page, asking)
    pieces = run.shortcode(template, view).pieces
    if markdown:
        pieces = tuple(p if p is MARK else p._replace(format="markdown") for p in pieces)
        pieces = pieces if hugo.configuration.on("markup.goldmark.renderer.unsafe") else without_html(pieces)
    made = divided(pieces, run.renderer.unresolved)
    if not made.within(page.page.path):
        answers.keep(page.asked, made)
    return made


def _without_template(hugo: Hugo, page: HugoPage, call: Call) -> Rendered:
    place = Place(page.page.path, call.source.start)
    if call.name == "param" and call.args:
        value = PageView(page).param(call.args[0])
        value = value.shown() if isinstance(value, Asked) else value
        if isinstance(value, Sourced):
            return Rendered((), (Piece(str(value), value.place, value.exact, (place,), "text"),))
        return Rendered((), ())
    if call.name in _EMBEDDED:
        return Rendered((), ())
    unknown = Unresolved(place, f"the shortcode `{call.name}` has no template in the repository")
    return Rendered((), (), hugo.needed() or (unknown,))


def _view(run: Run, page: HugoPage, asking: Asking) -> ShortcodeView:
    """The call with its arguments, each at its place in the document."""
    call, text = asking.call, page.page.text
    at = call.source.start

    def placed(value: str) -> str:
        nonlocal at
        start = text.find(value, at, call.source.end)
        at = max(at, start + len(value)) if start >= 0 else at
        place = Place(page.page.path, start if start >= 0 else call.source.start)
        return sourced(value, place, exact=start >= 0)

    args = [placed(value) for value in call.args]
    named = {name: placed(value) for name, value in call.named}
    return ShortcodeView(run, call.name, args, named, encloses=asking.end >= 0, nested=asking.nested)
