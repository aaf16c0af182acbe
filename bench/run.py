"""Times the linter on a made-up corpus beside codespell, proselint and, where it is on the PATH, Vale: `make bench`.

Absolute times depend on the machine; the ratios within one run are what to compare.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from allpacks import write_configs
from corpus import write_articles, write_large
from hugosite import write_site

HOME = Path(__file__).resolve().parent.parent
BENCH = HOME / ".bench"
SCRIPTS = Path(sys.executable).parent
LIMIT = 180  # seconds for any one command

VALE_RULE = "extends: existence\nmessage: found '%s'\nlevel: warning\nignorecase: true\ntokens:\n"
VALE_TOKENS = (
    r"guaranteed? (?:\w+ ){0,2}(?:returns?|profits?)", r"risk[- ]free", r"cannot lose", r"member FINRA",
    r"not investment advice", r"past performance", r"offered through", r"SEC[- ]approved",
    r"insider tip", r"double your money",
)  # fmt: skip


class Run(NamedTuple):
    """Wall seconds, the largest process's memory in MB (None where the system does not tell), and the exit code."""

    seconds: float
    memory: float | None
    code: int


class Tool(NamedTuple):
    """`command` goes before the paths. `share` of the articles is read, where reading all would take minutes."""

    name: str
    command: tuple[str, ...]
    share: int = 1


def timed(command: Sequence[str], output: Path | None = None) -> Run:
    """Runs the command in the benchmark's folder; code -1 where it took longer than `LIMIT` seconds."""
    with open(output or os.devnull, "wb") as sink:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=BENCH, stdout=sink, stderr=sink)
        if not hasattr(os, "wait4"):
            return Run(time.perf_counter() - start, None, process.wait())
        return _waited(process, start)


def _waited(process: subprocess.Popen[bytes], start: float) -> Run:
    import signal

    signal.signal(signal.SIGALRM, lambda *_: process.kill())
    signal.alarm(LIMIT)
    _, status, usage = os.wait4(process.pid, 0)
    signal.alarm(0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1e6 if sys.platform == "darwin" else 1e3
    code = -1 if process.returncode == -signal.SIGKILL else process.returncode
    return Run(time.perf_counter() - start, usage.ru_maxrss / unit, code)


def tools() -> list[Tool]:
    """The linter first, its peers after it."""
    found = [
        Tool("disclint", (str(SCRIPTS / "disclint"), "check", "--no-cache")),
        Tool("codespell", (str(SCRIPTS / "codespell"),)),
        Tool("proselint", (str(SCRIPTS / "proselint"), "check"), share=8),
    ]
    if vale := shutil.which("vale"):
        found.append(Tool("vale", (vale, "--config", str(write_vale()))))
    return found


def write_vale() -> Path:
    """Ten rules of the kind that a Vale user would write for the same purpose; the path of the configuration."""
    style = BENCH / "vale" / "Bench"
    style.mkdir(parents=True, exist_ok=True)
    for number, token in enumerate(VALE_TOKENS):
        (style / f"Rule{number}.yml").write_text(f"{VALE_RULE}  - '{token}'\n")
    config = BENCH / "vale.ini"
    config.write_text("StylesPath = vale\nMinAlertLevel = warning\n[*.{md,mdx,html,txt}]\nBasedOnStyles = Bench\n")
    return config


class Corpus(NamedTuple):
    files: tuple[str, ...]
    size: int
    one: str
    small: str
    large: str
    large_size: int


def prepare(count: int, large_size: int) -> Corpus:
    """Writes the corpus anew; the smaller file has an eighth of the large one's size. Paths are relative to `BENCH`."""
    shutil.rmtree(BENCH, ignore_errors=True)
    size = write_articles(BENCH / "articles", count)
    write_large(BENCH / "small.md", large_size // 8)
    write_large(BENCH / "large.md", large_size)
    files = sorted(p.relative_to(BENCH).as_posix() for p in (BENCH / "articles").rglob("*.*"))
    return Corpus(tuple(files), size, files[0], "small.md", "large.md", large_size)


class Row(NamedTuple):
    """One line of the table: what, the figure of each tool, the floor, and whether it is held."""

    what: str
    figures: tuple[str, ...]
    floor: str = ""
    held: bool | None = None


def cold(all_tools: Sequence[Tool], corpus: Corpus, rounds: int) -> Row:
    """Runs go round in turn, so that a busy moment of the machine meets every tool."""
    seconds: dict[str, list[float]] = {tool.name: [] for tool in all_tools}
    for _ in range(rounds):
        for tool in all_tools:
            seconds[tool.name].append(timed((*tool.command, corpus.one)).seconds)
    medians = [statistics.median(seconds[tool.name]) for tool in all_tools]
    held = medians[0] <= 0.15 and medians[0] < min(medians[1:2], default=1)
    return Row("cold start, one article", tuple(f"{m:.3f} s" for m in medians), "0.15 s, below codespell", held)


def many(tool: Tool, corpus: Corpus, *options: str, output: Path | None = None) -> tuple[float, float, Run]:
    """Files a second, MB a second, and the run itself, over the tool's share of the articles."""
    files = corpus.files[:: tool.share]
    size = sum((BENCH / file).stat().st_size for file in files)
    run = timed((*tool.command, *options, *files), output)
    return len(files) / run.seconds, size / 1e6 / run.seconds, run


def articles(all_tools: Sequence[Tool], corpus: Corpus) -> list[Row]:
    own, *peers = all_tools
    one = [many(own, corpus, "--jobs", "1", output=BENCH / f"one-{i}.out") for i in range(3)]
    two = [many(own, corpus, "--jobs", "2", output=BENCH / f"two-{i}.out") for i in range(2)]
    best, both = max(one), max(two)
    kept = max(many(own, corpus, "--cache", "--jobs", "1") for _ in range(3))  # the first of them fills the cache
    others = [many(peer, corpus) for peer in peers]
    outputs = sorted(BENCH.glob("*.out"))
    same = all(filecmp.cmp(outputs[0], other, shallow=False) for other in outputs[1:])
    memory = max(run.memory or 0 for *_, run in (*one, *two))
    return [
        Row("articles, one core", rates(best, *others), "300 files/s", best[0] >= 300),
        Row("articles, two cores", rates(both), "550 files/s", both[0] >= 550),
        Row("  unchanged, from the cache", rates(kept), "5000 files/s", kept[0] >= 5000),
        Row("  MB/s, one core", tuple(f"{rate:.1f}" for _, rate, _ in (best, *others))),
        Row("  memory, largest process", tuple(megabytes(run) for *_, run in (best, *others)), "150 MB", memory <= 150),
        Row("  output, five runs", ("identical" if same else "differs",), "identical", same),
    ]


def rates(*figures: tuple[float, float, Run]) -> tuple[str, ...]:
    return tuple(shown(run, f"{files:.0f}/s") for files, _, run in figures)


def megabytes(run: Run) -> str:
    return shown(run, "?" if run.memory is None else f"{run.memory:.0f} MB")


def shown(run: Run, figure: str) -> str:
    """The figure of a run that came to its end; a linter that gave up early has no speed."""
    return {-1: f"> {LIMIT} s", 2: "failed"}.get(run.code, figure)


def large(all_tools: Sequence[Tool], corpus: Corpus) -> list[Row]:
    """The time of one large file, and how it grows from a file of an eighth of the size, start-up taken off."""
    runs = [timed((*tool.command, corpus.large)) for tool in all_tools]
    smaller = [timed((*tool.command, corpus.small)) for tool in all_tools]
    start = [timed((*tool.command, corpus.one)).seconds for tool in all_tools]
    growth = [(run.seconds - s) / (small.seconds - s) for run, small, s in zip(runs, smaller, start, strict=True)]
    size = corpus.large_size / 1e6
    seconds = tuple(shown(run, f"{run.seconds:.1f} s") for run in runs)
    times = tuple(shown(run, f"{g:.1f}x") for run, g in zip(runs, growth, strict=True))
    memory = runs[0].memory or 0
    return [
        Row(f"one {size:.0f} MB file", seconds, f"{size:.0f} s", runs[0].seconds <= size),
        Row("  8x the size takes", times, "linear: below 10x", growth[0] < 10),
        Row("  memory", tuple(map(megabytes, runs)), f"{60 * size:.0f} MB", memory <= 60 * size),
    ]


def site(own: Tool, count: int) -> list[Row]:
    """What reading the templates of a site adds to judging its documents: both ways in turn, the best of three each."""
    folder = BENCH / "site"
    files = [f"site/{name}" for name in write_site(folder, count)]
    seconds: dict[str, list[float]] = {"none": [], "hugo": []}
    for _ in range(3):
        for generator, taken in seconds.items():
            (folder / "disclint.yaml").write_text(f"site: {generator}\n")
            taken.append(timed((*own.command, "--jobs", "1", *files)).seconds)
    ratio = min(seconds["hugo"]) / min(seconds["none"]) - 1
    return [
        Row(f"site of {count} documents, as if without templates", (f"{min(seconds['none']):.1f} s",)),
        Row("  templates read", (f"{ratio:+.0%}",), "+20%", ratio <= 0.2),
    ]


def packs(own: Tool, corpus: Corpus, rounds: int = 3) -> list[Row]:
    """What all packs cost beside the first rules, start-up taken off: both ways in turn, the best of the rounds each."""
    configs = write_configs(BENCH, HOME / "rules")
    command = {name: (*own.command, "--jobs", "1", "--config", config) for name, config in configs.items()}
    start = {name: min(timed((*c, corpus.one)).seconds for _ in range(rounds)) for name, c in command.items()}
    runs: dict[str, list[Run]] = {name: [] for name in configs}
    for _ in range(rounds):
        for name, taken in runs.items():
            taken.append(timed((*command[name], *corpus.files)))
    net = {name: min(run.seconds for run in taken) - start[name] for name, taken in runs.items()}
    ratio = net["all"] / net["first"]
    return [
        Row(
            "articles, the first fifteen rules", (shown(runs["first"][0], f"{len(corpus.files) / net['first']:.0f}/s"),)
        ),
        Row("  all packs take", (shown(runs["all"][0], f"{ratio:.2f}x"),), "1.3x", ratio <= 1.3),
    ]


def table(all_tools: Sequence[Tool], rows: Sequence[Row]) -> str:
    names = [tool.name for tool in all_tools]
    lines = [("", *names, "floor", "")]
    for row in rows:
        figures = (*row.figures, *("" for _ in range(len(names) - len(row.figures))))
        lines.append((row.what, *figures, row.floor, {None: "", True: "held", False: "MISSED"}[row.held]))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)).rstrip() for line in lines)


def failures(all_tools: Sequence[Tool], corpus: Corpus) -> list[str]:
    """Tools that can't do their work here at all: a figure for those would say nothing."""
    broken = []
    for tool in all_tools:
        run = timed((*tool.command, corpus.one), BENCH / "probe.txt")
        if run.code in (2, 127, -1):
            broken.append(f"{tool.name} fails with exit code {run.code}:\n{(BENCH / 'probe.txt').read_text()}")
    return broken


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000, help="how many articles (default: 2000, 8 MB)")
    parser.add_argument("--large", type=float, default=10, metavar="MB", help="size of the large file (default: 10)")
    parser.add_argument("--rounds", type=int, default=9, help="how often the cold start is taken (default: 9)")
    options = parser.parse_args()
    corpus = prepare(options.articles, int(options.large * 1e6))
    all_tools = tools()
    if broken := failures(all_tools, corpus):
        print("\n".join(broken), file=sys.stderr)
        return 2
    print(f"{len(corpus.files)} articles, {corpus.size / 1e6:.1f} MB; one file of {options.large:g} MB", flush=True)
    print("proselint reads every eighth article; rates are per file that a tool reads\n", flush=True)
    rows = [cold(all_tools, corpus, options.rounds), *articles(all_tools, corpus), *large(all_tools, corpus)]
    rows += [*packs(all_tools[0], corpus), *site(all_tools[0], options.articles)]
    print(table(all_tools, rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
