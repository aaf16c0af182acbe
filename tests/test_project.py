"""The project holds to what it promises: the founding document, the wheel, the documents, the size of modules."""

from __future__ import annotations

import ast
import hashlib
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

import disclint

HOME = Path(__file__).resolve().parent.parent
SEED = HOME / "seeds" / "000_bb35947576846b83.txt"
SOURCES = sorted((HOME / "src").rglob("*.py"))
PAGES = [HOME / "README.md", HOME / "CONTRIBUTING.md", *sorted((HOME / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
YAML = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
Shell = Callable[..., CompletedProcess[str]]


def test_the_founding_document_is_kept_byte_for_byte() -> None:
    digest = hashlib.sha256(SEED.read_bytes()).hexdigest()
    assert digest == "cf8cfbed9dc1cd80a2c375aa5570cfc107d60ab6a1018e473f499c9653c76943"
    assert SEED.relative_to(HOME).as_posix() in (HOME / "NOTICE").read_text()


def test_the_founding_document_gives_one_warning_and_two_remarks(shell: Shell) -> None:
    done = shell("disclint check seeds/", HOME)
    assert done.returncode == 0, done.stdout
    found = re.findall(r"^seeds/\S+?\.txt:(\d+):(\d+)\W.*?\b(error|warning|info)\b", done.stdout, re.MULTILINE)
    assert [(line, severity) for line, _, severity in found] == [("6", "info"), ("8", "warning"), ("15", "info")], (
        done.stdout
    )
    assert found[1][1] == "146"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> list[str]:
    """The names of the files in a wheel built from a clean copy, by way of the source distribution."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--outdir", str(folder), str(repository)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    [path] = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def test_the_wheel_holds_every_rule_compiled_too_and_no_seeds(wheel: list[str]) -> None:
    rules = [path.relative_to(HOME / "rules").as_posix() for path in (HOME / "rules").rglob("*.yaml")]
    assert rules
    assert {f"disclint/rules/{name}" for name in rules} <= set(wheel)
    assert any(re.fullmatch(r"disclint/rules/.*\.json", name) for name in wheel)
    assert not [name for name in wheel if name.startswith(("seeds", "tests", "bench"))]
    assert SEED.name not in " ".join(wheel)


@pytest.mark.parametrize("name", ["LICENSE", "NOTICE"])
def test_the_wheel_holds_its_licence(wheel: list[str], name: str) -> None:
    assert any(entry.endswith(f".dist-info/licenses/{name}") for entry in wheel)


def test_the_wheel_holds_every_data_file_of_the_package(wheel: list[str]) -> None:
    package = HOME / "src" / "disclint"
    files = [p for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    assert {f"disclint/{p.relative_to(package).as_posix()}" for p in files} <= set(wheel)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text()):
        assert (page.parent / target).exists(), target


def test_the_changelog_knows_this_version() -> None:
    assert f"## [{disclint.__version__}]" in (HOME / "CHANGELOG.md").read_text()


def test_every_target_of_the_makefile_is_told_by_make_help(shell: Shell) -> None:
    makefile = (HOME / "Makefile").read_text()
    [phony] = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    told = shell("make help", HOME).stdout
    assert all(f"make {target} " in told for target in phony.split())


NO_VENV = '#!/bin/sh\nif [ "$2" = venv ]; then mkdir -p .venv/bin; exit 1; fi\nexec {python} "$@"\n'


@pytest.mark.parametrize(
    ("python", "told"),
    [("false", "needs Python 3.11.5 or newer"), ("./no-venv", "python3-venv")],
    ids=["a Python that is too old", "a Python without venv"],
)
def test_who_lacks_something_is_told_what(python: str, told: str, tmp_path: Path, shell: Shell) -> None:
    for name in ("Makefile", "pyproject.toml"):
        (tmp_path / name).write_bytes((HOME / name).read_bytes())
    (tmp_path / "hatch_build.py").touch()
    (tmp_path / "no-venv").write_text(NO_VENV.format(python=sys.executable))
    (tmp_path / "no-venv").chmod(0o755)
    done = shell(f"make demo PYTHON={python}", tmp_path)
    assert done.returncode == 2
    assert told in done.stdout
    assert not (tmp_path / ".venv").exists()


def test_this_python_reads_possessive_groups_and_an_older_one_is_refused() -> None:
    import tomllib

    assert re.match(r"\d++(?:[.,]\d++)*+", "2025. x")[0] == "2025"  # type: ignore[index]
    required = tomllib.loads((HOME / "pyproject.toml").read_text())["project"]["requires-python"].removeprefix(">=")
    assert f"version_info < ({required.replace('.', ', ')})" in (HOME / "Makefile").read_text()
    assert f"Python {required} or newer" in (HOME / "README.md").read_text()


def modules() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                yield path.relative_to(HOME).as_posix(), node


def test_modules_and_functions_stay_small() -> None:
    assert not [f"{p.name}: {n}" for p in SOURCES if (n := p.read_text().count("\n")) >= 300]
    long = [f"{path}:{f.lineno} {f.name}" for path, f in modules() if (f.end_lineno or 0) - f.lineno >= 40]
    assert not long


def shown(start: str) -> list[str]:
    """The YAML of the guide to rules that begins with one of these words."""
    return [body for body in YAML.findall((HOME / "docs" / "rule-language.md").read_text()) if re.match(start, body)]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """An empty pack with the lexicon that the guide shows."""
    folder = tmp_path / "house-rules"
    (folder / "lexicons").mkdir(parents=True)
    (folder / "pack.yaml").write_text("id: house\ntitle: House rules\n")
    [lexicon] = shown("terms:")
    (folder / "lexicons" / "desk-words.yaml").write_text(lexicon)
    return folder


def test_the_rule_in_the_guide_loads_and_its_examples_hold(pack: Path, shell: Shell) -> None:
    bodies = shown("# house-rules/")
    for body in bodies:
        (pack.parent / body.splitlines()[0].removeprefix("# ")).write_text(body)
    done = shell("disclint rules test house-rules", pack.parent)
    assert len(bodies) == 2
    assert re.search(r"^6 examples .*right", done.stdout, re.MULTILINE) and done.returncode == 0, done.stdout


def test_every_kind_of_rule_in_the_guide_loads(pack: Path, shell: Shell) -> None:
    [severity] = shown("severity:")
    bodies = shown("require:|verbatim:|forbid:|source:|metadata:")
    assert len(bodies) == 5
    for number, body in enumerate(bodies):
        head = f"id: shown-{number}\ntitle: Shown\n{severity}when: {{any: [{{lexicon: desk-words}}]}}\n"
        (pack / f"shown-{number}.yaml").write_text(head + body)
    (pack.parent / "disclint.yaml").write_text("packs: [./house-rules]\n")
    done = shell("disclint rules list", pack.parent)
    assert done.returncode == 0, done.stdout
    assert re.findall(r"^shown-\d", done.stdout, re.MULTILINE) == [f"shown-{n}" for n in range(5)]


def test_every_configuration_in_the_guide_is_accepted(tmp_path: Path, shell: Shell) -> None:
    (tmp_path / "note.txt").write_text("Words.\n")
    (tmp_path / "house-rules").mkdir()
    (tmp_path / "house-rules" / "pack.yaml").write_text("id: house\ntitle: House rules\n")
    guide = (HOME / "docs" / "configuration.md").read_text()
    bodies = YAML.findall(guide)
    assert bodies
    (tmp_path / "claims.yaml").write_text(guide.partition("```yml\n")[2].partition("```")[0])
    for body in bodies:
        (tmp_path / "disclint.yaml").write_text(body)
        done = shell("disclint check note.txt", tmp_path)
        assert done.returncode in (0, 1) and "problem" not in done.stdout, done.stdout


def test_the_configuration_guide_names_every_key() -> None:
    from disclint.configshape import CONFIG

    text = (HOME / "docs" / "configuration.md").read_text()
    assert not [key for key in CONFIG.keys if f"`{key}`" not in text]


def test_the_benchmark_runs_and_judges(repository: Path, shell: Shell) -> None:
    done = shell(f"'{sys.executable}' bench/run.py --articles 16 --large 0.08 --rounds 1", repository)
    assert done.returncode == 0, done.stdout
    assert re.search(r"^cold start, one article +[\d.]+ s", done.stdout, re.MULTILINE), done.stdout
    assert re.search(r"^ +output, five runs +identical", done.stdout, re.MULTILINE), done.stdout
    assert re.search(r"^ +all packs take +[\d.]+x +1.3x", done.stdout, re.MULTILINE), done.stdout


def test_the_corpus_is_the_same_every_time(tmp_path: Path, shell: Shell) -> None:
    write = f"'{sys.executable}' -c 'import sys; sys.path.insert(0, \"{HOME}/bench\"); import corpus, pathlib; "
    for name in "ab":
        done = shell(f'{write}corpus.write_articles(pathlib.Path("{tmp_path / name}"), 30)\'', tmp_path)
        assert done.returncode == 0, done.stdout
    one, two = (sorted(p.read_bytes() for p in (tmp_path / name).rglob("*.*")) for name in "ab")
    assert len(one) == 30 and one == two


def test_the_stages_can_be_timed(repository: Path, shell: Shell) -> None:
    done = shell(f"'{sys.executable}' bench/stages.py --articles 4", repository)
    assert done.returncode == 0, done.stdout
    assert re.search(r"^parse +[\d.]+", done.stdout, re.MULTILINE)
