"""The fixture sites, built by Hugo itself: reading templates says what the built pages say."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.site.reading import readable, runs, sure
from tests.site.test_hugo import CASES, SITES, Case, document, opened, provisions

from disclint.site.values import Provisions

pytestmark = pytest.mark.skipif(
    not shutil.which("hugo") and os.environ.get("DISCLINT_GENERATORS") != "1", reason="hugo is not installed"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages of every fixture site."""
    target = tmp_path_factory.mktemp("hugo")
    for site in sorted({case.site for case in CASES}):
        source = target / "source" / site
        shutil.copytree(SITES / site, source)
        subprocess.run(("hugo", "--quiet", "--destination", str(target / site)), cwd=source, check=True)
    return target


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.site}/{case.document}")
def test_the_built_page_says_what_reading_the_templates_says(built: Path, case: Case) -> None:
    page = readable((built / case.site / case.output).read_text(encoding="utf-8"))
    assert [phrase for phrase in case.has if phrase not in page] == []
    assert [phrase for phrase in case.lacks if phrase in page] == []
    for printed in provisions(case.site, case.document).printed:
        assert [run for run in runs(sure(Provisions((printed,)))) if run not in page] == []


def test_every_content_page_that_hugo_writes_is_the_output_of_one_document(built: Path) -> None:
    for site in sorted({case.site for case in CASES}):
        content = SITES / site / "content"
        names = [str(path.relative_to(content)) for path in sorted(content.rglob("*.md"))]
        outputs = {opened(site).outputs(document(site, name))[:1] for name in names}
        files = {path for output in outputs for path in output}
        assert len(files) == len(names) - sum(not opened(site).outputs(document(site, name)) for name in names)
        assert {file for file in files if not (built / site / file).is_file()} == set()
