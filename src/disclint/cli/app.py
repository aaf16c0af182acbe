"""The commands and their options, as click knows them; each command is imported only when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from disclint import __version__
from disclint.report import FINE_PRINT

# command -> "module:function"; imported when first used
COMMANDS: dict[str, str] = {
    "check": "disclint.cli.check:check",
    "baseline": "disclint.cli.baseline:baseline",
    "exceptions": "disclint.cli.exceptions:exceptions",
    "inspect": "disclint.cli.inspect:inspect",
    "explain": "disclint.cli.explain:explain",
    "drill": "disclint.cli.drill:drill",
    "rules": "disclint.cli.rules:rules",
    "site": "disclint.cli.site:site",
    "inventory": "disclint.cli.inventory:inventory",
    "init": "disclint.cli.init:init",
}

EPILOG = f"""\b
Start here:
  disclint check article.md             one article, with no configuration
  disclint check                        every document under this folder
  disclint check --as broker-dealer     the same, as a broker-dealer would be judged
  disclint explain us-past-performance  why a rule exists, and what satisfies it
  disclint inspect article.md:8         every number and statement seen on line 8
  disclint drill article.md             damage its disclosures, and see it noticed
  disclint site show                    what templates add to which documents
  disclint init                         write a commented disclint.yaml
  disclint baseline write               take what is there as known, and report only what is new

\b
Exit codes: 0 nothing to fail on, 1 findings at or above --fail-on,
2 something could not be judged (a bad rule, a broken file, a wrong path).

{FINE_PRINT}
"""


class Commands(click.Group):
    """The commands, each imported only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            from disclint.ruleset.scalars import nearest

            ctx.fail(f'no command "{cmd_name}"{nearest(cmd_name, tuple(COMMANDS))}')
        module, function = COMMANDS[cmd_name].split(":")
        command = getattr(import_module(module), function)
        assert isinstance(command, click.Command)
        return command


@click.group(
    cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, message="disclint %(version)s")
def cli() -> None:
    """A linter for disclosures, the fine print of financial writing.

    It reads Markdown, MDX, HTML and plain text as a reader would see it, and says at the exact place which disclosure
    is missing or broken, which language may not be used, and which figure stands there without a source.
    """
