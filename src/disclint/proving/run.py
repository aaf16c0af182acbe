"""All trials of a rule set, spread over processes; they come in the order of the rules."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from disclint.engine import Engine
from disclint.proving.matrix import Trial, matrix, rewrites
from disclint.proving.prescribed import Prescribed, banned, bans, prescribed
from disclint.ruleset.load import builtin_rules, load_examples, load_packs
from disclint.ruleset.proof import outcome

if TYPE_CHECKING:
    from disclint.ruleset.load import RuleSet
    from disclint.ruleset.rule import Rule


class Proof(NamedTuple):
    """What is to be proved. `beside`: rules whose bans and prescribed texts have to get along with those of `ruleset`."""

    ruleset: RuleSet
    engine: Engine
    beside: RuleSet | None = None
    examples_only: bool = False

    def trials(self, rule: Rule) -> list[Trial]:
        """The examples of one rule, and what can be made of them."""
        examples = load_examples(rule)
        narrow = self.engine.narrowed((rule.id,))
        found = [_of_example(rule, *outcome(narrow, rule, example)[1:]) for example in examples]
        # a rule that is off is not evaluated, and its examples say so
        if not self.examples_only and narrow.active:
            found += (*matrix(self.engine, rule, examples), *rewrites(self.engine, rule, examples))
        return found


def _of_example(rule: Rule, example: object, wrong: tuple[str, ...], gap: bool) -> Trial:
    from disclint.ruleset.rule import Example

    assert isinstance(example, Example)
    return Trial(rule.id, "example", example.verdict, f"{rule.path}:{example.line}", example.text, "", wrong, "", gap)


def proof(folders: Sequence[str], ruleset: RuleSet, *, examples_only: bool = False) -> Proof:
    """The rules of the folders, or those that hold here where none is named, made ready."""
    from pathlib import Path

    home = str(builtin_rules())
    own = any(os.path.abspath(folder).startswith(home) for folder in folders)
    beside = load_packs([Path(home)]) if folders and not own and not examples_only else None
    return Proof(ruleset, Engine(ruleset), beside, examples_only)


def prove_all(proof: Proof, jobs: int = 0) -> Iterator[Trial]:
    """Every trial; `jobs` 0: as many processes as there are processors."""
    for trials in _spread(proof, jobs or os.cpu_count() or 1):
        yield from trials
    if not proof.examples_only:
        yield from _bans(proof)


def _bans(proof: Proof) -> Iterator[Trial]:
    own = tuple(prescribed(proof.engine, proof.ruleset))
    others: tuple[Prescribed, ...] = ()
    if proof.beside:
        engine = Engine(proof.beside)
        yield from banned(engine, proof.beside.rules, own)
        others = tuple(prescribed(engine, proof.beside)) if bans(proof.ruleset.rules) else ()
    yield from banned(proof.engine, proof.ruleset.rules, (*own, *others))


_proof: Proof | None = None


def _spread(proof: Proof, jobs: int) -> Iterator[list[Trial]]:
    """The trials of each rule. Where processes can't be forked, in this one."""
    global _proof
    rules = proof.ruleset.rules
    if jobs < 2 or len(rules) < 4 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(proof.trials, rules)
        return
    _proof = proof
    try:
        with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork")) as pool:
            yield from pool.map(_trials, range(len(rules)))
    finally:
        _proof = None


def _trials(number: int) -> list[Trial]:
    assert _proof is not None
    return _proof.trials(_proof.ruleset.rules[number])
