"""Where the files of a policy are read from: configuration, house rules, registers, baseline. Here: the work tree."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from disclint.discover import printed
from disclint.model import Problem

if TYPE_CHECKING:
    from disclint.exceptionsfile import Register


class PolicyFiles:
    """Policy files as they lie in the work tree. All paths are absolute; `disclint.policyfrom` reads those of a commit."""

    def isfile(self, path: str) -> bool:
        return os.path.isfile(path)

    def real(self, path: str) -> str:
        """Where the file of that path can be read. DisclintError where it must not be."""
        return path

    def folder(self, path: str) -> str:
        """Where the YAML files in and below the folder of that path can be read. DisclintError as for `real`."""
        return path

    def named(self, path: str, home: str) -> str:
        """The path, which a file in the folder `home` names. DisclintError where it must not be read from there."""
        return path

    def exceptions(self, path: str) -> Register:
        """The register of exceptions of that path."""
        from disclint.exceptionsfile import Register, read

        entries, problems = read(path, printed(path))
        return Register(entries, frozenset(), problems)

    def told(self, problem: Problem) -> Problem:
        """The problem with the path that people know, and with the commit whose file it is about."""
        return problem

    def seen_as(self, copy: str, top: str) -> PolicyFiles:
        """The same for a copy of the repository `top`."""
        return self
