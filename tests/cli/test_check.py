"""`disclint check` as people and programs call it."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from disclint.cli import _plain_check, main
from disclint.cli.output import Progress
from disclint.report import FINE_PRINT, REPORTERS

GOOD = """\
# Small towns borrow again

Small towns sell bonds to pay for bridges, and buyers hold the bonds for decades.

This article is for information only. It is not investment advice, and it is not an offer to sell or a solicitation to
buy any security. Securities offered through Harbor Lane Securities LLC, member FINRA, SIPC.
"""
BAD = GOOD.replace("FINRA, SIPC", "FINRA/SPIC")
SPIC = BAD.splitlines()[5].index("SPIC") + 1
BARE = "# Savers\n\nSavers buy stocks and mutual funds, and hold treasury bonds beside them.\n"
FORBIDDEN_WORDS = ("compliant", "violation", "approved", "cleared")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in ("PRE_COMMIT", "NO_COLOR", "FORCE_COLOR", "CI"):
        monkeypatch.delenv(name, raising=False)
    for name, text in (("good.md", GOOD), ("bad.md", BAD), ("bare.md", BARE)):
        (tmp_path / name).write_text(text)
    return tmp_path


def command(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    given = {"capture_output": True, "check": False, **options}
    return subprocess.run([sys.executable, "-m", "disclint", *arguments], **given)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("good.md", 0),
        ("bad.md", 1),
        ("bare.md", 0),
        ("bare.md --fail-on warning", 1),
        ("bare.md --as publisher", 1),
        ("bare.md --as publisher,bank", 1),
        ("bad.md --fail-on never", 0),
        ("bad.md --select us-past-performance,guaranteed-returns", 0),
        ("bad.md --ignore finra-sipc-membership-line --ignore misspelt-regulator", 0),
        ("bad.md absent.md", 2),
        ("absent.md", 2),
        (".", 1),
        ("", 1),
    ],
)
def test_exit_codes(here: Path, arguments: str, code: int) -> None:
    assert main(["check", *arguments.split()]) == code


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("bad.md --selct x", "--select"),
        ("bad.md --fail-on errors", 'is none of error, warning, info, undecided, never; did you mean "error"?'),
        ("bad.md --as broker", 'did you mean "broker-dealer"?'),
        ("bad.md --as-of 2026-13-01", "is no date such as 2030-12-31"),
        ("bad.md --as-of tomorrow", "is no date such as 2030-12-31"),
        ("bad.md --format yaml", "text"),
        ("bad.md --report report.json", "is not of the form FORMAT=PATH"),
        ("bad.md --report yaml=x", '"yaml" is none of'),
        ("bad.md --report json=absent/x.json", "there is no folder absent; make it first"),
        ("bad.md --report sarfi=x.sarif", 'did you mean "sarif"?'),
        ("bad.md --report json=", "is not of the form FORMAT=PATH"),
        ("bad.md --report json=x --report sarif=./x", "two reports can't both be written to"),
        ("bad.md --report json=- --report sarif=-", "two reports can't both be written to -"),
        ("bad.md --format json --report sarif=-", "can't both be printed; write one to a file"),
        ("bad.md --report text=bad.md", "bad.md: problem: is a document that was judged"),
        ("bad.md --report json=.", ". is a folder"),
        ("bad.md --config absent.yaml", "no such file: absent.yaml"),
        ("bad.md --select garanteed-returns", 'did you mean "guaranteed-returns"?'),
        ("bad.md --ignore garanteed-returns", 'did you mean "guaranteed-returns"?'),
        ("bad.md --encoding klingon", 'unknown encoding "klingon"'),
        ("bad.md --jobs -1", "--jobs"),
        ("- bad.md", "stands for the only document"),
        ("bad.md --stdin-filename x.md", "goes with the path -"),
        ("- --stdin-filename x.rst", "--input-format"),
    ],
)
def test_wrong_use_is_exit_2_with_a_hint(
    here: Path, arguments: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *arguments.split()]) == 2
    assert words in capsys.readouterr().err


def test_the_report_names_the_place_and_says_the_fine_print(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "bad.md"])
    out = capsys.readouterr().out
    assert f"bad.md:6:{SPIC}: error finra-sipc-membership-line#sipc-member:" in out
    assert out.endswith(FINE_PRINT + "\n")


def test_a_clean_run_says_so_and_a_quiet_one_says_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "good.md"])
    assert capsys.readouterr().out == "No findings in 1 document.\n"
    main(["check", "good.md", "-q"])
    assert capsys.readouterr() == ("", "")


def test_a_hook_is_silent_where_nothing_is_found(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRE_COMMIT", "1")
    main(["check", "good.md"])
    assert capsys.readouterr() == ("", "")
    main(["check", "bad.md"])
    assert FINE_PRINT in capsys.readouterr().out


def test_problems_stand_on_standard_error_and_findings_are_printed_all_the_same(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "broken.md").write_bytes(b"caf\xe9")
    assert main(["check", "bad.md", "broken.md", "absent.md"]) == 2
    out, err = capsys.readouterr()
    assert "finra-sipc-membership-line" in out and "2 problems" in out
    assert "broken.md:1:4: problem: " in err and "absent.md: problem: no such file or folder" in err


def test_json_goes_to_standard_output_and_reports_to_files(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "bad.md", "--format", "json", "--report", "json=r.json", "--report", "text=r.txt"]) == 1
    printed = capsys.readouterr().out
    assert json.loads(printed)["findings"]
    assert (here / "r.json").read_text() == printed
    assert "\x1b" not in (here / "r.txt").read_text() and f"bad.md:6:{SPIC}: error" in (here / "r.txt").read_text()


def test_every_format_is_printed_and_written_alike_in_one_run(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [f"--report={format}=out.{format}" for format in REPORTERS]
    assert main(["check", "bad.md", "bare.md", *files]) == 1
    assert capsys.readouterr().out == (here / "out.text").read_text()
    for format in REPORTERS:
        written = (here / f"out.{format}").read_text(encoding="utf-8")
        for printed in (
            ["--format", format],
            ["--report", f"{format}=-"],
            ["--format", format, "--report", f"{format}=-"],
        ):
            assert main(["check", "bad.md", "bare.md", *printed]) == 1
            assert capsys.readouterr().out == written
        # SARIF holds the rules, and some are about such words
        assert format == "sarif" or not [word for word in FORBIDDEN_WORDS if word in written.lower()], format


def test_reports_are_the_same_whatever_the_number_of_processes(here: Path) -> None:
    for i in range(40):
        (here / f"{i:02}.md").write_text((BAD, GOOD, BARE)[i % 3])
    (here / "disclint.yaml").write_text("exclude: ['*.out']\n")
    for jobs in ("1", "2"):
        command("check", ".", "--jobs", jobs, *(f"--report={format}={format}-{jobs}.out" for format in REPORTERS))
    for format in REPORTERS:
        assert (here / f"{format}-1.out").read_bytes() == (here / f"{format}-2.out").read_bytes() != b"", format


def test_a_document_is_not_overwritten_by_a_report(here: Path) -> None:
    assert main(["check", ".", "--report", "json=./good.md"]) == 2
    assert (here / "good.md").read_text() == GOOD


def test_a_job_summary_keeps_what_is_in_it(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = here / "summary"
    summary.write_text("An earlier command.\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    main(["check", "bad.md", "--report", f"markdown={summary}", "--report", "markdown=card"])
    assert summary.read_text() == "An earlier command.\n" + (here / "card").read_text()
    main(["check", "bad.md", "--report", "markdown=card"])
    assert (here / "card").read_text().count("### disclint") == 1


def test_standard_input_is_judged_as_its_name_says(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(BAD.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert main(["check", "-", "--stdin-filename", "posts/a.md"]) == 1
    assert f"posts/a.md:6:{SPIC}: error" in capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))
    assert main(["check", "-"]) == 1
    assert f"<stdin>:6:{SPIC}: error" in capsys.readouterr().out


def test_statistics_name_each_rule(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "bad.md", "--statistics"])
    assert any(line.split()[:2] == ["finra-sipc-membership-line", "1"] for line in capsys.readouterr().out.splitlines())


def test_the_configuration_decides_what_fails_unless_the_command_says_otherwise(here: Path) -> None:
    (here / "disclint.yaml").write_text("fail_on: warning\n")
    assert main(["check", "bare.md"]) == 1
    assert main(["check", "bare.md", "--fail-on", "error"]) == 0
    (here / "other.yaml").write_text("rules: {us-no-advice-no-offer: {off: another house}}\n")
    assert main(["check", "bare.md", "--config", "other.yaml", "--fail-on", "info"]) == 0


def test_excluded_files_are_left_alone_when_forced(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "disclint.yaml").write_text("exclude: [bad.md]\n")
    assert main(["check", "bad.md"]) == 1
    assert main(["check", "bad.md", "--force-exclude"]) == 0
    capsys.readouterr()
    main(["check", ".", "-q"])
    assert "bad.md" not in capsys.readouterr().out


def test_words_that_promise_too_much_are_never_printed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["check", "."], ["check", "good.md"], ["--help"], ["check", "--help"], ["rules", "--help"]):
        main(arguments)
        text = "".join(capsys.readouterr()).lower()
        assert not [word for word in FORBIDDEN_WORDS if word in text], arguments


@pytest.mark.parametrize("arguments", [[], ["check"], ["inspect"], ["explain"], ["rules"], ["init"]])
def test_help_carries_the_fine_print(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "--help"]) == 0
    assert FINE_PRINT in " ".join(capsys.readouterr().out.split())


def test_an_ascii_terminal_gets_escapes_instead_of_a_crash(here: Path) -> None:
    (here / "épargne.md").write_text(BAD, encoding="utf-8")
    done = command("check", "épargne.md", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 1, done.stderr
    assert done.stdout.isascii() and done.stdout.startswith(b"\\xe9pargne.md:6:")


def test_a_reader_that_goes_away_is_no_failure(here: Path) -> None:
    for i in range(40):
        (here / f"{i:03}.md").write_text(BARE + "\nGuaranteed returns of 12 percent.\n" * 40)
    with subprocess.Popen(
        [sys.executable, "-m", "disclint", "check", ".", "--all"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_full_disk_is_said_and_is_exit_2(here: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = command("check", "bad.md", stdout=full, stderr=subprocess.PIPE, capture_output=False)
    assert done.returncode == 2
    assert done.stderr == b"disclint: standard output can't be written: No space left on device\n"


def on_terminal(*arguments: str, **settings: str) -> str:
    """What a run writes to a terminal."""
    leader, follower = pty.openpty()
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "CI", "FORCE_COLOR")}
    subprocess.run(
        [sys.executable, "-m", "disclint", *arguments],
        stdin=follower, stdout=follower, stderr=follower, check=False, env={**kept, "TERM": "xterm", **settings},
    )  # fmt: skip
    os.close(follower)
    text = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:
            break
        if not part:
            break
        text += part
    os.close(leader)
    return text.decode()


@pytest.mark.parametrize(
    ("settings", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"CI": "true"}, False),
        ({"TERM": "dumb"}, False),
        ({"CI": "1", "FORCE_COLOR": "1"}, True),
    ],
)
def test_colours_only_where_they_are_wanted(here: Path, settings: dict[str, str], coloured: bool) -> None:
    assert ("\x1b[31m" in on_terminal("check", "bad.md", **settings)) is coloured


def test_pipes_get_no_colours_unless_forced(here: Path) -> None:
    assert b"\x1b" not in command("check", "bad.md").stdout
    assert b"\x1b" in command("check", "bad.md", env={**os.environ, "FORCE_COLOR": "1"}).stdout


def test_the_same_bytes_come_out_every_time(here: Path) -> None:
    for i in range(34):
        (here / f"{i:02}.md").write_text((BAD, GOOD, BARE)[i % 3])
    runs = {command("check", ".", "--statistics", "--jobs", jobs).stdout for jobs in ("1", "2", "1")}
    assert len(runs) == 1


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "shown"),
    [
        (Terminal(), {}, True),
        (Terminal(), {"CI": "1"}, False),
        (Terminal(), {"TERM": "dumb"}, False),
        (io.StringIO(), {}, False),
    ],
)
def test_long_runs_count_documents_on_a_terminal(stream: io.StringIO, environment: dict[str, str], shown: bool) -> None:
    progress = Progress(stream, environment, after=0)
    progress(16, 40)
    progress(40, 40)
    progress.end()
    assert stream.getvalue() == ("\r\x1b[K16 of 40 documents …\r\x1b[K" if shown else "")


def test_short_runs_count_nothing() -> None:
    stream = Terminal()
    Progress(stream, {})(16, 40)
    assert stream.getvalue() == ""


PLAIN = [
    ["good.md"],
    ["-q", "good.md"],
    ["bad.md"],
    ["bad.md", "--quiet"],
    ["."],
    ["-q"],
    ["--force-exclude", "good.md"],
    ["--force-exclude", "-q", "README.md"],
    ["absent.md"],
    ["good.md", "x.bin"],
]


@pytest.mark.parametrize("args", PLAIN, ids=" ".join)
def test_paths_alone_mean_the_same_with_and_without_the_option_parser(
    here: Path, capfd: pytest.CaptureFixture[str], args: list[str]
) -> None:
    (here / "x.bin").write_text("x")
    assert _plain_check(["check", *args]) and _plain_check(["check", "--jobs", "0", *args]) is None
    plain = main(["check", *args]), capfd.readouterr()
    assert (main(["check", "--jobs", "0", *args]), capfd.readouterr()) == plain


@pytest.mark.parametrize(
    "args", [["check", "-"], ["check", "--help"], ["check", ""], ["check", "--", "a"], ["rules"], [], ["check", "-qx"]]
)
def test_anything_but_paths_is_left_to_the_option_parser(args: list[str]) -> None:
    assert _plain_check(args) is None


@pytest.mark.parametrize("configured", [False, True])
def test_a_clean_file_needs_no_heavy_modules(here: Path, configured: bool) -> None:
    if configured:
        (here / "disclint.yaml").write_text("fail_on: warning\nrules: {unsourced-number: info}\n")
    code = (
        "import sys; from disclint.cli import main; assert main(['check', '-q', 'good.md']) == 0;"
        "print([m for m in ('yaml', 'pathspec', 'dataclasses', 'jsonschema', 'multiprocessing', 'subprocess',"
        " 'tomllib', 'click', 'regex', 'hashlib', 'rapidfuzz', 'disclint.formats.html', 'disclint.configshape',"
        " 'disclint.suppress', 'disclint.cli.rules') if m in sys.modules])"
    )
    subprocess.run([sys.executable, "-m", "disclint", "check", "good.md"], check=True, capture_output=True)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
