"""disclint: the linter for disclosures, the fine print of financial writing."""

__version__ = "0.1.0"
