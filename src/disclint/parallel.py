"""The documents of a run spread over processes; what comes back is in the order it went out."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from disclint.checker import Checker, Options
from disclint.discover import File
from disclint.model import DisclintError, DocumentReport

_checker: Checker | None = None


def checked(checker: Checker, chunks: Sequence[Sequence[File]], jobs: int) -> Iterator[list[DocumentReport]]:
    """The reports of each chunk, in order. DisclintError where a process was killed."""
    from concurrent.futures.process import BrokenProcessPool

    global _checker
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    # A forked process inherits the rules made ready here; a spawned one reads them itself.
    _checker = checker
    try:
        with ProcessPoolExecutor(jobs, context, _start, (checker.options,)) as pool:
            yield from pool.map(_check, chunks)
    except BrokenProcessPool:
        raise DisclintError("a process of this run was killed, perhaps for lack of memory; try --jobs 1") from None
    finally:
        _checker = None


def _start(options: Options) -> None:
    global _checker
    if _checker is None:
        _checker = Checker(options)


def _check(chunk: Sequence[File]) -> list[DocumentReport]:
    assert _checker is not None
    return [_checker.check(file) for file in chunk]
