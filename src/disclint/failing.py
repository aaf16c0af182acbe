"""What makes a run fail: the words of `--fail-on` and `fail_on`."""

from __future__ import annotations

from disclint.model import SEVERITIES, Severity


def levels(policy: str) -> tuple[Severity, ...]:
    """The severities that fail under a policy such as "warning" or "error,undecided"; none under "never"."""
    words = policy.split(",")
    if "never" in words:
        return ()
    least = "info" if "info" in words else "warning" if "warning" in words else "error"
    return SEVERITIES[SEVERITIES.index(least) :]
