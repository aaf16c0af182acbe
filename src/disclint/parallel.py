"""The documents of a run spread over processes; what comes back is in the order it went out."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from disclint.checker import Checker, Options
from disclint.discover import File
from disclint.model import DisclintError, DocumentReport

Asked = dict[str, frozenset[tuple[str, str]]]

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
            for reports, asked in pool.map(_check, chunks):
                checker.sites.also_asked(asked)
                yield reports
    except BrokenProcessPool:
        raise DisclintError("a process of this run was killed, perhaps for lack of memory; try --jobs 1") from None
    finally:
        _checker = None


def _start(options: Options) -> None:
    global _checker
    if _checker is None:
        _checker = Checker(options)


def _check(chunk: Sequence[File]) -> tuple[list[DocumentReport], Asked]:
    """The reports, and what reading sites asked of the disk for the first time in this process."""
    assert _checker is not None
    before = _checker.sites.asked()
    reports = [_checker.check(file) for file in chunk]
    return reports, {s: asked - before.get(s, frozenset()) for s, asked in _checker.sites.asked().items()}
