"""The words of a finding about figures: what the number is, what was looked for, what would mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclint.language.outlook import forecast_cue
from disclint.language.references import nearest

if TYPE_CHECKING:
    from disclint.facts import Approved
    from disclint.language.claims import Claim, Claims
    from disclint.language.quantity import Quantity
    from disclint.language.reading import Reading

FIX = (
    'add "according to <named source>", a link, or a footnote; '
    'or mark it <!-- disclint: allow unsourced-number "reason" -->'
)
RENEW = "renew the figure in the register, or "
TELL = 'say under a heading such as "Methodology" how the figures came about, or '
UNTOLD = "own data: nothing says how it came about (a heading, a link, or a sentence with sample and period)"
_SHOWN = 4
_LABELS = (
    ("link", "link in sentence"),
    ("note", "footnote"),
    ("attribution", "attribution"),
    ("quote", "quote"),
    ("source-line", "'Source:' line"),
    ("carried-over", "previous sentence"),
)
_NOTHING = {"quote": "not in quotes", "carried-over": "no source to carry"}


def listing(reading: Reading, claims: list[Claim]) -> str:
    """`"four trillion yen" (money, JPY 4e12); also "triple" (multiplier)`, with the sources that have no name."""
    parts = [f'"{_text(reading, c.quantity)}" ({describe(c.quantity)}{_ahead(reading, c.quantity)})' for c in claims]
    also = f"; also {', '.join(parts[1:_SHOWN])}" if len(parts) > 1 else ""
    more = f" and {len(parts) - _SHOWN} more" if len(parts) > _SHOWN else ""
    weasels = list(dict.fromkeys(e.text for c in claims for e in c.weasels))
    nobody = f'; "{weasels[0]}" names nobody' if weasels else ""
    return f"{parts[0]}{also}{more}{nobody}{_expired(reading, claims)}"


def _expired(reading: Reading, claims: list[Claim]) -> str:
    """What the register no longer answers for, and whose it was."""
    for claim in claims:
        had = reading.register.had(claim.quantity)
        if had and had.expired:
            which = f" for {_text(reading, claim.quantity)}" if len(claims) > 1 else ""
            return f"; the register's entry{which} {outdated(had.entry)}"
    return ""


def outdated(entry: Approved) -> str:
    return f"expired on {entry.expires}: {entry.source}"


def _text(reading: Reading, quantity: Quantity) -> str:
    return reading.text[quantity.start : quantity.end].replace("\n", " ")


def _ahead(reading: Reading, quantity: Quantity) -> str:
    if "forecast" not in quantity.attributes or quantity.kind == "money":
        return ""
    return f", forecast: {forecast_cue(reading, reading.sentence_index(quantity.start))}"


def describe(quantity: Quantity) -> str:
    """`money, JPY 4e12`, `percent`, `count of jobs`."""
    if quantity.mask:
        return quantity.mask
    if quantity.kind == "money":
        ends = [e for e in (quantity.low, quantity.high if quantity.high != quantity.low else None) if e is not None]
        return f"money, {quantity.unit} {' to '.join(compact(e) for e in ends)}"
    return f"count of {quantity.unit}" if quantity.kind == "count" and quantity.unit else quantity.kind


def compact(value: float) -> str:
    """`4e12`, `350,000`, `2.15`."""
    if abs(value) < 1e6:
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    mantissa, _, power = f"{value:.6e}".partition("e")
    return f"{mantissa.rstrip('0').rstrip('.')}e{int(power)}"


def looked_for(reading: Reading, claim: Claim, found: Claims, policy: tuple[str, ...]) -> tuple[str, ...]:
    """Where a source was looked for, and what was there instead."""
    looked = " · ".join(_looked(claim))
    return (looked, *registered(reading, claim), *_listed(reading, claim, found), *_not_accepted(claim, policy))


def registered(reading: Reading, claim: Claim) -> tuple[str, ...]:
    """What the register holds of a number that it does not source; nothing where there is no register."""
    entries = reading.register.entries
    if not entries or any(e.word == "register" for e in claim.evidence):
        return ()
    held = idle_entry(reading, claim.quantity)
    if held:
        return (f"register: {held}",)
    count = f"{len(entries)} entries, none is" if len(entries) > 1 else "1 entry, it is not"
    return (f"register: {count} {_text(reading, claim.quantity)}",)


def idle_entry(reading: Reading, quantity: Quantity) -> str:
    """Why an entry of the register with the number's worth does not source it, or ``""``."""
    had = reading.register.had(quantity)
    if had is None:
        return ""
    if had.expired:
        return f"the entry {outdated(had.entry)}"
    return f"{had.entry.figure} is there about {', '.join(had.entry.about)}, which the sentence does not name"


def _looked(claim: Claim) -> list[str]:
    present = {e.word for e in claim.evidence}
    return [f"{label}: {_NOTHING.get(word, 'none')}" for word, label in _LABELS if word not in present]


def _listed(reading: Reading, claim: Claim, found: Claims) -> tuple[str, ...]:
    entries = found.references
    if not entries or any(e.word == "reference-list" for e in claim.evidence):
        return ()
    near = nearest(claim.quantity, entries) if claim.quantity.kind in ("money", "percent", "count", "level") else ()
    hint = f" (nearest: {'; '.join(near)})" if near else ""
    count = f"{len(entries)} entries, none mentions" if len(entries) > 1 else "1 entry, it does not mention"
    return (f"references: {count} {_text(reading, claim.quantity)}{hint}",)


def _not_accepted(claim: Claim, policy: tuple[str, ...]) -> tuple[str, ...]:
    words = list(dict.fromkeys(e.word for e in claim.evidence if e.word not in policy))
    return (f"found, but not accepted by the policy: {', '.join(words)}",) if words else ()
