"""What all packs cost beside the fifteen rules that the book began with, and `unsourced-number`: two configurations."""

from __future__ import annotations

import shutil
from pathlib import Path

FIRST = (
    "us-no-advice-no-offer", "us-no-tax-legal-advice", "finra-sipc-membership-line", "sipc-official-statement",
    "us-past-performance", "cftc-nfa-hypothetical-legend", "sec-17b-paid-promotion", "us-author-position",
    "pslra-forward-looking", "fdic-nondeposit-disclosure", "guaranteed-returns", "risk-free-claims",
    "government-approval", "sro-endorsement", "misspelt-regulator", "unsourced-number",
)  # fmt: skip
EVERYWHERE = "us, uk, eu, ca, au, sg, hk, jp, in, ch, ae"


def write_configs(folder: Path, rules: Path) -> dict[str, str]:
    """Writes the configurations into `folder`; their file names by `first` and `all`. `rules` are the built-in ones."""
    own = folder / "first"
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir(parents=True)
    (own / "pack.yaml").write_text("id: first\ntitle: The rules that the book began with\n")
    for path in sorted(rules.rglob("*.yaml")):
        if path.stem in FIRST:
            shutil.copy(path, own)
    missing = set(FIRST) - {path.stem for path in own.iterdir()}
    if missing:
        raise FileNotFoundError(f"no such rules below {rules}: {', '.join(sorted(missing))}")
    (folder / "first.yaml").write_text("packs: [./first]\nsite: none\n")
    (folder / "all.yaml").write_text(f"jurisdictions: [{EVERYWHERE}]\nsite: none\n")
    return {"first": "first.yaml", "all": "all.yaml"}
