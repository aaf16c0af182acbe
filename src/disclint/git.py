"""Asks git, in its plainest form: no pager, no colours, no programs from the user's configuration."""

from __future__ import annotations

import os
import re
import subprocess

from disclint.model import DisclintError

_SURE = ("-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "color.ui=false")


class Git:
    """The repository whose work tree has the absolute path `top`."""

    def __init__(self, top: str) -> None:
        self.top = top

    def ask(self, *arguments: str, data: bytes | None = None) -> bytes | None:
        """What the command prints, or None where it fails. DisclintError where there is no git."""
        # A git hook's variables speak of the repository that is committed to, relative to another folder.
        env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        env |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_LFS_SKIP_SMUDGE": "1", "LC_ALL": "C"}
        # In a container the checkout often belongs to another user.
        command = ["git", "-c", f"safe.directory={self.top}", *_SURE, "-C", self.top, *arguments]
        try:
            done = subprocess.run(command, input=data, capture_output=True, check=False, env=env)
        except OSError as error:
            raise DisclintError(f"git can't be run: {error.strerror or error}; install it") from None
        return None if done.returncode else done.stdout

    def text(self, *arguments: str) -> str:
        """The one line that a command prints; empty where it fails."""
        return os.fsdecode(self.ask(*arguments) or b"").strip()

    def called(self, name: str) -> list[str]:
        """The full names of all branches and tags that a short name may stand for."""
        full = [f"{start}{name}" for start in ("refs/", "refs/tags/", "refs/heads/", "refs/remotes/")]
        return [ref for ref in self.text("for-each-ref", "--format=%(refname)", *full).splitlines() if ref in full]

    def departed(self, commit: str) -> str:
        """The last commit that the present state and that one have in common; empty where this clone does not reach it."""
        return self.text("merge-base", commit, "HEAD")

    def base(self, name: str) -> str:
        """The commit from which the present state departed: what it and the commit of that name have in common.

        DisclintError, with the command that mends it, where the name or the common commit is not in this clone.
        """
        commit = self.commit(name, "--diff")
        if not self.text("rev-parse", "--verify", "--quiet", "HEAD^{commit}"):
            raise DisclintError("--diff: there is no commit here yet to compare; make the first one")
        common = self.departed(commit)
        if common:
            return common
        if self.shallow:
            message = f'--diff: this clone is shallow and does not reach back to where it left "{name}"'
            raise DisclintError(f"{message}; run: git fetch --unshallow{self._remote(name)}")
        raise DisclintError(f'--diff: "{name}" and the present commit have no history in common; name another commit')

    def commit(self, name: str, asker: str) -> str:
        """The hash of the commit of that name. DisclintError, in the name of the option or command `asker` and with the
        command that mends it, where it is not in this clone."""
        commit = self.text("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        if commit:
            return commit
        why = "this clone is shallow and holds" if self.shallow else "this repository holds"
        raise DisclintError(f'{asker}: {why} no commit "{name}"; run: {self._fetch(name)}')

    @property
    def shallow(self) -> bool:
        return self.text("rev-parse", "--is-shallow-repository") == "true"

    def _remotes(self) -> list[str]:
        return self.text("remote").splitlines()

    def _remote(self, name: str) -> str:
        """The remote that a name begins with, or the first, with a space before it; empty where there is none."""
        remotes = self._remotes()
        named = name.partition("/")[0]
        return f" {named if named in remotes else remotes[0]}" if remotes else ""

    def _fetch(self, name: str) -> str:
        """The command that brings a commit of that name into the clone."""
        deep = " --unshallow" if self.shallow else ""
        remote, _, branch = name.partition("/")
        if branch and remote in self._remotes() and re.fullmatch(r"[\w./-]+", branch):
            return f"git fetch{deep} {remote} {branch}:refs/remotes/{name}"
        return f"git fetch{deep}{self._remote(name)}" if self._remotes() else "git log --all (and name a commit of it)"
