"""Counts work instead of time, so that growth is the same on every machine."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest


@pytest.fixture
def work() -> Callable[[Callable[[], object]], int]:
    """How many lines of Python a call executes."""

    def count(function: Callable[[], object]) -> int:
        lines = 0

        def trace(frame: object, event: str, arg: object) -> Callable[..., object]:
            nonlocal lines
            lines += 1
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            function()
        finally:
            sys.settrace(before)
        return lines

    return count
