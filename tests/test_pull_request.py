"""A pull request on an old repository, with real git and real pre-commit; and the steps that CI runs for it, from the very
files that CI reads."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import yaml

HOME = Path(__file__).resolve().parent.parent
Shell = Callable[..., CompletedProcess[str]]

LINES = "This is not investment advice or a recommendation, and not an offer or a solicitation to buy any security."
ARTICLE = """\
---
title: Note {n}
layout: note
---

Small towns borrow again, and investors buy their bonds and hold the shares of few banks.

Our fund offers guaranteed returns to everybody who invests in series {n}.

Bridges were built, and bonds were repaid.
"""
POLICY = """\
packs: [us/core, ./house]
rules:
  house-ban: error
"""
BAN = """\
id: house-ban
title: Nothing goes over the rainbow
why: Nothing goes there.
severity: error
forbid: {says: ['over the rainbow']}
message: Nothing goes over the rainbow.
examples:
  pass: [{text: Bonds rose.}]
  fail: [{text: Bonds fly over the rainbow., flags: [over the rainbow]}]
"""
FILES = {
    "_config.yml": "title: Notes\n",
    "_layouts/note.html": "<html><body>{{ content }}{% include foot.html %}</body></html>\n",
    "_includes/foot.html": f"<p>{LINES}</p>\n",
    "disclint.yaml": POLICY,
    "house/pack.yaml": "id: house\ntitle: Ours\n",
    "house/house-ban.yaml": BAN,
}
OLD = 200


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory, shell: Shell) -> Path:
    """A remote repository of 200 articles, with its baseline on `main`."""
    folder = tmp_path_factory.mktemp("old")
    work = folder / "work"
    write(work, FILES | {f"_posts/2024-01-01-note-{n}.md": ARTICLE.format(n=n) for n in range(OLD)})
    command = "git init -q -b main && git add -A && git commit -q -m start && disclint baseline write . && git add -A"
    done = shell(f"{command} && git commit -q -m baseline && git clone -q --bare . {folder / 'remote.git'}", work)
    assert done.returncode == 0, done.stdout
    assert f"{OLD} documents" in done.stdout
    return folder / "remote.git"


@pytest.fixture
def change(old: Path, tmp_path: Path, shell: Shell) -> Path:
    """A clone on a branch that does what a branch must not: a bad article, a weaker rule, a partial that is gone, among
    edits that are no one's business."""
    clone = tmp_path / "clone"
    assert shell(f"git clone -q {old} {clone} && cd {clone} && git checkout -q -b change", tmp_path).returncode == 0
    posts = clone / "_posts"
    words = "Our bonds fly over the rainbow. Investors buy them and hold the shares of few banks."
    bad = f"---\nlayout: note\ntitle: New\n---\n\n{words}\n"
    (posts / "2024-02-01-new.md").write_text(bad)
    edited = posts / "2024-01-01-note-7.md"
    above = edited.read_text().replace("Small towns", "A line above.\n\nSmall towns")
    edited.write_text(above + "\nA line below.\n")
    (posts / "2024-01-01-note-8.md").rename(posts / "2024-01-01-renamed.md")
    (clone / "_includes" / "foot.html").unlink()
    (clone / "_layouts" / "note.html").write_text("<html><body>{{ content }}</body></html>\n")
    (clone / "house" / "house-ban.yaml").write_text(BAN.replace("severity: error", "severity: info"))
    (clone / "disclint.yaml").write_text(POLICY.replace("house-ban: error", "house-ban: {off: noisy}"))
    assert shell("git add -A && git commit -q -m change", clone).returncode == 0
    return clone


def told(report: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Rule, severity and path of every finding, in order."""
    return sorted((finding["rule"], finding["severity"], finding["path"]) for finding in report["findings"])


def test_exactly_what_is_new_is_told_by_the_policy_of_the_base(change: Path, shell: Shell) -> None:
    for _ in range(2):  # the second time with results of the first
        done = shell(
            "disclint check --diff origin/main --policy-from origin/main --report json=../report.json",
            change,
            settings={"XDG_CACHE_HOME": str(change.parent / "cache")},
        )
        assert done.returncode == 1, done.stdout
        found = told(json.loads((change.parent / "report.json").read_text()))
        owed = [one for one in found if one[0] == "us-no-advice-no-offer"]
        # two statements for every old document, which lost its partial; the new one recommends nothing
        assert len(owed) == 2 * OLD
        assert [one for one in found if one not in owed] == [
            ("house-ban", "error", "_posts/2024-02-01-new.md"),
            ("policy-change", "warning", "disclint.yaml"),
            ("policy-change", "warning", "house/house-ban.yaml"),
        ]
        assert "house-ban is off" in done.stdout and "severity: error became info" in done.stdout


def test_the_own_policy_of_the_branch_would_let_it_pass(change: Path, shell: Shell) -> None:
    done = shell("disclint check --diff origin/main --select house-ban", change)
    assert done.returncode == 0, done.stdout


def test_without_the_lost_partial_nothing_old_is_told(change: Path, shell: Shell) -> None:
    assert shell("git checkout -q origin/main -- _includes _layouts", change).returncode == 0
    command = "disclint check --diff origin/main --policy-from origin/main --format json"
    found = told(json.loads(shell(command, change).stdout))
    assert [(rule, path) for rule, _, path in found] == [
        ("house-ban", "_posts/2024-02-01-new.md"),
        ("policy-change", "disclint.yaml"),
        ("policy-change", "house/house-ban.yaml"),
    ]


# -- pre-commit


def test_the_hook_before_a_push_stops_what_is_new(change: Path, repository: Path, tmp_path: Path, shell: Shell) -> None:
    hooks = [{"id": "disclint"}, {"id": "disclint-push", "args": ["origin/main", "--policy-from", "origin/main"]}]
    settings = {"PRE_COMMIT_HOME": str(tmp_path / "shelf")}
    version = shell("git describe --tags", repository).stdout.strip()
    config = {"repos": [{"repo": str(repository), "rev": version, "hooks": hooks}]}
    (change / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    install = "pre-commit install --hook-type pre-commit --hook-type pre-push"
    done = shell(f"git add -A && {install} && git commit -m hooks", change, settings=settings)
    assert done.returncode == 0, done.stdout
    done = shell("git push origin change", change, settings=settings)
    assert done.returncode == 1, done.stdout
    assert "_posts/2024-02-01-new.md:6:15: error house-ban" in done.stdout and "policy-change" in done.stdout
    mend = (
        "git checkout -q origin/main -- _includes _layouts house disclint.yaml && git rm -qf _posts/2024-02-01-new.md"
    )
    done = shell(f"{mend} && git commit -q -m mended && git push origin change", change, settings=settings)
    assert done.returncode == 0, done.stdout


# -- the steps of CI


@pytest.fixture
def checkout(change: Path, old: Path, tmp_path: Path, shell: Shell) -> Path:
    """What actions/checkout leaves: the merge commit of the pull request alone, with its branch nowhere."""
    ref = "refs/pull/1/merge"
    merge = "git checkout -q origin/main && git merge -q --no-ff -m merge change"
    done = shell(f"{merge} && git push -qf origin HEAD:{ref}", change)
    assert done.returncode == 0, done.stdout
    folder = tmp_path / "checkout"
    fetch = f"git init -q {folder} && cd {folder} && git remote add origin file://{old}"
    done = shell(f"{fetch} && git fetch -q --no-tags --depth=1 origin +{ref}:{ref} && git checkout -q {ref}", tmp_path)
    assert done.returncode == 0, done.stdout
    return folder


class Runner:
    """Runs the steps of `action.yml` as the runner of GitHub does: expressions filled in, files for what a step hands on."""

    def __init__(self, folder: Path, event: Mapping[str, str], inputs: Mapping[str, str], shell: Shell) -> None:
        self.action = yaml.safe_load((HOME / "action.yml").read_text())
        self._folder, self._shell = folder, shell
        self.values = {f"inputs.{name}": said["default"] for name, said in self.action["inputs"].items()}
        self.values |= {f"inputs.{name}": value for name, value in inputs.items()} | event
        self.temp = folder.parent / "runner"
        self.temp.mkdir(exist_ok=True)
        self.summary = self.temp / "summary.md"

    def run(self, name: str) -> CompletedProcess[str]:
        [step] = [step for step in self.action["runs"]["steps"] if step["name"] == name]
        output = self.temp / "output"
        output.write_text("")
        settings = {key: self._filled(value) for key, value in step["env"].items()} | {
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_PATH": str(self.temp / "path"),
            "GITHUB_ENV": str(self.temp / "env"),
            "GITHUB_REF": "refs/pull/1/merge",
            "XDG_CACHE_HOME": str(self.temp / "cache"),
        }
        assert step["shell"] == "bash"
        done = self._shell(step["run"], self._folder, settings=settings)
        for line in output.read_text().splitlines():
            key, _, value = line.partition("=")
            self.values[f"steps.{step['id']}.outputs.{key}"] = value
        return done

    def _filled(self, text: str) -> str:
        def value(match: re.Match[str]) -> str:
            return next((v for name in match[1].split("||") if (v := self.values.get(name.strip(), ""))), "")

        return re.sub(r"\$\{\{(.*?)\}\}", value, text)


Runs = Callable[..., Runner]


@pytest.fixture
def runner(checkout: Path, shell: Shell) -> Runs:
    base = shell("git ls-remote origin refs/heads/main", checkout).stdout.split()[0]
    event = {"github.event.pull_request.base.sha": base, "github.action_path": str(HOME)}
    return lambda **inputs: Runner(checkout, event, {k.replace("_", "-"): v for k, v in inputs.items()}, shell)


def test_the_action_compares_with_the_base_and_fails_where_something_is_new(runner: Runs) -> None:
    run = runner()
    done = run.run("What the change is compared with")
    assert done.returncode == 0, done.stdout
    assert re.fullmatch("[0-9a-f]{40}", run.values["steps.base.outputs.commit"])
    done = run.run("Check disclosures")
    assert done.returncode == 1 and run.values["steps.check.outputs.exit-code"] == "1", done.stdout
    assert re.search(r"^::error .*file=_posts/2024-02-01-new\.md,.*house-ban", done.stdout, re.MULTILINE)
    assert re.search(r"^::warning .*file=disclint\.yaml,.*policy-change", done.stdout, re.MULTILINE)
    assert "house-ban" in run.summary.read_text()


def test_the_inputs_of_the_action_do_what_they_say(runner: Runs) -> None:
    run = runner(
        compare="none",
        fail_on="never",
        sarif="true",
        arguments="--select house-ban --baseline none",
        paths="_posts _layouts",
    )
    run.run("What the change is compared with")
    assert run.values["steps.base.outputs.commit"] == ""
    done = run.run("Check disclosures")
    assert done.returncode == 0, done.stdout
    log = json.loads((run.temp / "disclint.sarif").read_text())
    assert log["runs"][0]["tool"]["driver"]["name"] == "disclint"
    own = runner(policy="own")
    own.run("What the change is compared with")
    assert "policy-change" not in own.run("Check disclosures").stdout


def test_the_action_says_what_it_could_not_judge(runner: Runs) -> None:
    run = runner(compare="no-such-branch")
    run.run("What the change is compared with")
    done = run.run("Check disclosures")
    assert done.returncode == 2 and "no-such-branch" in done.stdout
    assert run.values["steps.check.outputs.exit-code"] == "2"


@pytest.mark.newcomer
def test_the_action_installs_itself(runner: Runs, repository: Path, shell: Shell) -> None:
    run = runner()
    run.values |= {"github.action_path": str(repository), "inputs.python": "python3"}
    done = run.run("Install disclint")
    assert done.returncode == 0, done.stdout
    [scripts] = (run.temp / "path").read_text().splitlines()
    assert shell(f"{scripts}/disclint --version", run.temp, installed=False).returncode == 0


def test_actions_of_others_are_pinned_to_commits() -> None:
    used = [
        line.split("uses:")[1]
        for p in (HOME / "action.yml", HOME / "docs" / "ci.md")
        for line in p.read_text().splitlines()
        if "uses:" in line
    ]
    others = [one for one in used if "your-team" not in one]
    assert len(others) == 3
    for one in others:
        assert re.fullmatch(r" [\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one), one


def test_the_page_names_every_input_of_the_action() -> None:
    text = (HOME / "docs" / "ci.md").read_text()
    for name, said in yaml.safe_load((HOME / "action.yml").read_text())["inputs"].items():
        assert f"| `{name}` |" in text and said["description"]


def test_the_job_for_gitlab_does_the_same(checkout: Path, change: Path, shell: Shell) -> None:
    job = yaml.safe_load((HOME / "templates" / "disclint.gitlab-ci.yml").read_text())
    install, *script = job["disclint"]["script"]
    assert "pip install" in install
    assert shell("git fetch -q --unshallow origin && git checkout -q HEAD^2", checkout).returncode == 0
    base = shell("git merge-base HEAD FETCH_HEAD", checkout).stdout.strip()
    settings = {name: value for name, value in job["variables"].items() if value}
    settings |= {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
    done = shell("set -e\n" + "\n".join(script), checkout, settings=settings)
    assert done.returncode == 1, done.stdout
    quality = json.loads((checkout / "gl-code-quality-report.json").read_text())
    assert {"house-ban", "policy-change"} <= {one["check_name"] for one in quality}
    assert "<testsuites" in (checkout / "disclint.xml").read_text()
    settings = {name: value for name, value in job["variables"].items() if value}
    done = shell("set -e\n" + "\n".join(script), checkout, settings=settings)
    assert done.returncode in (0, 1), done.stdout
