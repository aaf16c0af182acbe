"""From bytes to a source: decoded, without its byte order mark, every new line as the author left it."""

from __future__ import annotations

import codecs

from disclint.model import DisclintError, Lines, Source

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_POINTER = b"version https://git-lfs.github.com/spec/"
_UNMARKED: tuple[bytes, str | None] = (b"", None)


def read(path: str, *, encoding: str | None = None, name: str | None = None) -> Source:
    """The file at `path`, decoded as `decode` does; `name` is what reports print instead of the path.

    DisclintError where the file vanished, can't be read, is a directory or is no text.
    """
    shown = path if name is None else name
    return decode(read_bytes(path, shown), shown, encoding)


def read_bytes(path: str, shown: str) -> bytes:
    """The bytes of the file, which reports call `shown`. DisclintError as for `read`."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        raise DisclintError("no such file: it was moved or deleted, or the path is wrong", shown) from None
    except IsADirectoryError:
        raise DisclintError("is a directory, not a file", shown) from None
    except PermissionError:
        raise DisclintError("can't be read: permission denied", shown) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DisclintError(f"can't be read: {reason}", shown) from None


def hashed(path: str, shown: str, data: bytes | None = None) -> tuple[bytes | None, str]:
    """The file's bytes, where `data` does not hold them, and their SHA-256; nothing where it can't be read."""
    from disclint.digests import sha256

    try:
        data = read_bytes(path, shown) if data is None else data
    except DisclintError:
        return None, ""
    return data, sha256(data).hexdigest()


def decode(data: bytes, path: str, encoding: str | None = None) -> Source:
    """The text of `data`: by its byte order mark, else by `encoding`, else as UTF-8.

    DisclintError with line and column where a byte does not fit, or where a NUL shows that it is no text.
    """
    if data.startswith(_POINTER):
        raise DisclintError("is a pointer of git LFS and not the document; run: git lfs pull", path, 1, 1)
    mark, found = next((pair for pair in _MARKS if data.startswith(pair[0])), _UNMARKED)
    chosen = found or encoding or "utf-8"
    text = _text(data[len(mark) :], path, chosen)
    nul = text.find("\0")
    if nul >= 0:
        hint = "" if encoding or found else " or UTF-16 without a byte order mark (then try --encoding utf-16-le)"
        raise DisclintError(f"binary file{hint}: it holds a NUL byte", path, *Lines(text).place(nul))
    return Source(path, text.removeprefix("\ufeff") if encoding else text, chosen)


def mark_of(data: bytes) -> bytes:
    """The byte order mark that the data begins with, or nothing."""
    return next((mark for mark, _ in _MARKS if data.startswith(mark)), b"")


def _text(data: bytes, path: str, encoding: str) -> str:
    try:
        text = data.decode(encoding)
        if encoding != "utf-8":
            text.encode()  # some codecs let halves of surrogate pairs through
        return text
    except UnicodeDecodeError as error:
        raise _undecodable(data, path, encoding, error.start) from None
    except LookupError:
        raise DisclintError(
            f'unknown encoding "{encoding}": use a name such as utf-8, cp1252 or latin-1', path
        ) from None
    except UnicodeError as error:
        raise DisclintError(f"can't be read as {encoding}: {error}", path) from None


def _undecodable(data: bytes, path: str, encoding: str, at: int) -> DisclintError:
    before = data[:at].decode(encoding, "replace")
    message = f"not valid {encoding.upper()}: byte 0x{data[at]:02X}"
    if encoding == "utf-8" and b"\0" in data[:1024]:
        return DisclintError(f"binary file, {message}", path, *Lines(before).place(len(before)))
    advice = "save the file as UTF-8, or name its encoding with --encoding (such as --encoding cp1252)"
    return DisclintError(f"{message}; {advice}", path, *Lines(before).place(len(before)))
