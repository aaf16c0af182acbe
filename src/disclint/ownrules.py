"""The rules of the tool itself, which no pack holds: about exceptions, registers, baselines, and the policy that judges."""

from __future__ import annotations

from disclint.model import Severity

INVALID, UNKNOWN, EXPIRED, UNUSED = "invalid-exception", "unknown-exception", "expired-exception", "unused-exception"
STALE, GROWTH = "stale-baseline", "baseline-growth"
EXCEPTION_RULES = (INVALID, UNKNOWN, EXPIRED, UNUSED)
BASELINE_RULES = (STALE, GROWTH)
CHANGE = "policy-change"
SEVERITY: Severity = "warning"  # of each, where the configuration gives none
