"""SHA-256 without OpenSSL: `hashlib` takes 5 ms to load, the interpreter's own module 0.1 ms."""

from __future__ import annotations

import sys
from typing import Protocol, cast


class Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...

    def hexdigest(self) -> str: ...


def sha256(data: bytes = b"") -> Hash:
    """A SHA-256 that has taken in `data` and can take in more."""
    try:
        own = __import__("_sha2" if sys.version_info >= (3, 12) else "_sha256")
    except ImportError:
        import hashlib as own
    return cast(Hash, own.sha256(data))
