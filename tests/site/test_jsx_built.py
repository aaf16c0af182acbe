"""What is read of components is what React prints of them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.site.cases import HOME
from tests.site.reading import readable
from tests.site.test_jsx import BESIDE, LISTS, MARKUP, MODULES, TESTS, VALUES, component, written

USED = "import * as React from 'react';\nimport { forwardRef, memo, useMemo, useState } from 'react';\ntype Props = object;\n"
CASES = [
    *((component(body), {}, expected or written(body)) for body, expected in MARKUP),
    *((component(body), props, expected) for body, props, expected in TESTS),
    *((component(body, before=LISTS), {}, expected) for body, expected in VALUES),
    *((text, {}, "Not advice.") for text in MODULES if "next/dynamic" not in text),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What React prints for each case."""
    modules = HOME / "node_modules"
    if not (modules / "react-dom").exists() and os.environ.get("DISCLINT_GENERATORS") != "1":
        pytest.skip("react is not installed (make generators)")
    folder: Path = tmp_path_factory.mktemp("react")
    (folder / "node_modules").symlink_to(modules)
    shutil.copy(HOME / "react.mjs", folder)
    cases = [[(USED + text).replace("'./b'", "'./beside.mjs'"), props] for text, props, _ in CASES]
    beside = [[BESIDE["b.tsx"], {"children": "beside"}]]
    for name, listed in (("beside", beside), ("cases", cases)):
        (folder / "cases.json").write_text(json.dumps(listed), encoding="utf-8")
        done = subprocess.run(
            ("node", str(folder / "react.mjs"), str(folder)), cwd=folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        if name == "beside":
            (folder / "0.mjs").rename(folder / "beside.mjs")
    found: list[str] = json.loads((folder / "printed.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("i", range(len(CASES)))
def test_react_prints_what_is_read(printed: list[str], i: int) -> None:
    assert " ".join(readable(printed[i]).split()) == CASES[i][2]
