"""The command line: parse, call the API, print, exit."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from disclint.cli.output import complain, tolerant
from disclint.model import DisclintError


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line and returns its exit code; without `argv`, as the last thing that this process does."""
    code = _run(argv)
    if argv is None:
        # What is alive now need not be searched for garbage once more: 15 ms at the end of every run.
        gc.freeze()
    return code


def _run(argv: Sequence[str] | None) -> int:
    tolerant(sys.stdout, sys.stderr)
    try:
        plain = _plain_check(sys.argv[1:] if argv is None else argv)
        if plain is None:
            return _parsed(argv)
        from disclint.cli.judging import judged

        return judged(*plain)
    except DisclintError as error:
        complain(error.problem)
        return 2
    except KeyboardInterrupt:
        return _interrupted()
    except Exception as defect:
        # Python's own exit code for a crash is 1, which here would say "findings".
        sys.excepthook(type(defect), defect, defect.__traceback__)
        return 2


def _plain_check(argv: Sequence[str]) -> tuple[tuple[str, ...], bool, bool] | None:
    """The paths, -q and --force-exclude, where the arguments say no more than `check [-q] [--force-exclude] PATHS…`.

    That is what a hook asks for at every commit, and click takes 30 ms to load. Elsewhere it completes words for the
    shell, and on Windows it expands `*`.
    """
    if list(argv[:1]) != ["check"] or os.name == "nt" or "_DISCLINT_COMPLETE" in os.environ:
        return None
    flags = {"-q", "--quiet", "--force-exclude"}
    given, paths = flags.intersection(argv[1:]), tuple(arg for arg in argv[1:] if arg not in flags)
    if any(path[:1] in ("", "-") for path in paths):
        return None
    return paths, bool(given & {"-q", "--quiet"}), "--force-exclude" in given


def _parsed(argv: Sequence[str] | None) -> int:
    import click

    from disclint.cli.app import cli

    try:
        return int(
            cli.main(args=None if argv is None else list(argv), prog_name="disclint", standalone_mode=False) or 0
        )
    except click.exceptions.Exit as exit:
        return exit.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except click.Abort:
        return _interrupted()


def _interrupted() -> int:
    sys.stderr.write("interrupted\n")
    return 130
