"""Standard output and error: safe on any encoding and on closed pipes; colours only where they are seen."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from typing import TextIO

from disclint.model import DisclintError, Problem


def tolerant(*streams: TextIO) -> None:
    """What an output's encoding lacks is written out as an escape instead of ending the run."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")


def write(text: str) -> None:
    """To standard output; a reader that went away (`| head`) is no failure, a full disk is a DisclintError."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _abandon(sys.stdout)
    except OSError as error:
        _abandon(sys.stdout)
        raise DisclintError(f"standard output can't be written: {error.strerror or error}") from None


def _abandon(stream: TextIO) -> None:
    # The interpreter flushes once more at its end; that must find an open file.
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def complain(problem: Problem) -> None:
    """One problem, on standard error."""
    from disclint.report.text import safe

    text = (
        str(problem._replace(message=f"problem: {problem.message}")) if problem.path else f"disclint: {problem.message}"
    )
    sys.stderr.write(safe(text) + "\n")


def colored(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether to write colours: on a terminal that knows them, or when FORCE_COLOR asks; never with NO_COLOR."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return stream.isatty() and environment.get("TERM") != "dumb" and not in_ci(environment)


def in_ci(environment: Mapping[str, str]) -> bool:
    return environment.get("CI", "").lower() not in ("", "0", "false")


class Progress:
    """One line on a terminal's standard error that counts documents, once a run has taken `after` seconds."""

    def __init__(self, stream: TextIO, environment: Mapping[str, str], after: float = 1.0) -> None:
        self._stream = stream
        self._on = stream.isatty() and environment.get("TERM") != "dumb" and not in_ci(environment)
        self._next = time.monotonic() + after
        self._shown = False

    def __call__(self, done: int, all: int) -> None:
        now = time.monotonic()
        if self._on and now >= self._next and done < all:
            self._stream.write(f"\r\x1b[K{done} of {all} documents …")
            self._stream.flush()
            self._next, self._shown = now + 0.2, True

    def end(self) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
