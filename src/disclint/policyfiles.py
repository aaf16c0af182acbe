"""Where the files of a policy are read from: configuration, house rules, registers, baseline. Here: the work tree."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from disclint.discover import printed, work_tree
from disclint.model import DisclintError, Problem

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


class Present(PolicyFiles):
    """The work tree where a change may have put links: nothing is read through one, and nothing outside of the repository."""

    def real(self, path: str) -> str:
        top = work_tree(os.path.dirname(path))
        inside = os.path.relpath(path, top) if top else ".."
        if inside.startswith("..") or os.path.realpath(path) != os.path.join(os.path.realpath(top), inside):
            message = "is a symbolic link, or is reached through one or from outside of the repository, and is not read"
            raise DisclintError(f"{message}; put the file itself there", printed(path))
        return path

    def folder(self, path: str) -> str:
        for folder, folders, names in os.walk(self.real(path)):
            for name in (*folders, *names):
                if os.path.islink(os.path.join(folder, name)):
                    self.real(os.path.join(folder, name))
        return path

    def exceptions(self, path: str) -> Register:
        return super().exceptions(self.real(path))
