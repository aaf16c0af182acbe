"""Hyperlink targets: hosts compared by labels, so that a look-alike host never passes."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from disclint.document import folded, plain
from disclint.ruleset.rule import LinkMatch

PLACEHOLDER_HOSTS = ("example.com", "example.org", "example.net", "localhost")


def host(target: str) -> str:
    """The lower-case host of an absolute link, or "" (relative links, `#`, `mailto:`, placeholders)."""
    address = "https:" + target if target.startswith("//") else target
    try:
        parts = urlsplit(address if "//" in address else "")
        name = (parts.hostname or "").rstrip(".")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or any(under(name, p) for p in PLACEHOLDER_HOSTS):
        return ""
    return name


def under(name: str, parent: str) -> bool:
    """Whether `name` is that host or lies under it, on a label border."""
    return name == parent or name.endswith("." + parent)


def leads_somewhere(target: str) -> bool:
    """Whether a link goes anywhere: `#`, scripts, empty targets and placeholder hosts don't."""
    bare = target.strip()
    if bare.strip("#/ ") == "" or bare.lower().startswith(("javascript:", "todo", "{", "<")):
        return False
    return "//" not in bare or bool(host(bare))


def matches(matcher: LinkMatch, target: str, text: str) -> bool:
    """Whether a link with this target and (folded) text is one that the matcher asks for."""
    name = host(target)
    if not matcher.host:
        if not leads_somewhere(target) or (matcher.query and not name):
            return False
    elif not (name.removeprefix("www.") == matcher.host if matcher.exact else under(name, matcher.host)):
        return False
    if not matcher.query and not matcher.text:
        return True
    from disclint.ruleset.scan import compiled

    if matcher.query:
        values = " ".join(f"{k}={v}" for k, v in parse_qsl(urlsplit(target).query))
        if not compiled(matcher.query).search(folded(plain(values))):
            return False
    return not matcher.text or bool(compiled(matcher.text).search(text))
