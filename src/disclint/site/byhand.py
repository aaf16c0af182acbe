"""Statements that the configuration says templates print, where they can't be read: with their text, never a bare claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from disclint.site.values import Condition, Page, Piece, Place, Printed, Provisions


class Provider(NamedTuple):
    """One entry of `site.providers`: its text as pieces, which documents get it (`to` judges absolute paths), the field and
    the values that keep it out, and where in the page it stands."""

    provides: tuple[str, ...]
    pieces: tuple[Piece, ...]
    place: Place
    to: Callable[[str], bool]
    unless: Mapping[str, tuple[str, ...]]
    top: bool = False


class ByHand:
    """The providers of one configuration."""

    def __init__(self, providers: Sequence[Provider]) -> None:
        self.providers = tuple(providers)

    def provisions(self, page: Page, *, left_out: bool = False) -> Provisions:
        """What the providers print into the page; with `left_out`, also what its fields keep out, marked so."""
        printed: list[Printed] = []
        for provider in self.providers:
            if not provider.to(page.path):
                continue
            condition = _unless(provider, page)
            if condition is None:
                printed.append(Printed(provider.pieces, 0 if provider.top else page.length))
            elif left_out:
                pieces = tuple(p._replace(left_out=condition) for p in provider.pieces)
                printed.append(Printed(pieces, page.length))
        return Provisions(tuple(printed))


def _unless(provider: Provider, page: Page) -> Condition | None:
    """The condition by which the page opts out."""
    for field, values in provider.unless.items():
        value = page.front.get(field)
        words = {str(v).strip().lower() for v in (value if isinstance(value, list) else [value]) if v is not None}
        if words & set(values):
            return Condition(f"unless {field}: {', '.join(values)}", provider.place, (field,))
    return None
