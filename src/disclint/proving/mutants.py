"""Rules with one part taken out. An example has to notice; a part that none notices is not proved, or not needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from disclint.ruleset.rule import (
    Forbid,
    Guard,
    LexiconMatch,
    LinkMatch,
    Matcher,
    Metadata,
    Near,
    Pattern,
    Require,
    Rule,
    SourceCheck,
    Verbatim,
    When,
    name_of,
)

T = TypeVar("T")


class Mutant(NamedTuple):
    """`part` names what was taken out: `when any 2`, `not-advice says_not 3`, `unless 1`."""

    rule: Rule
    part: str
    words: str = ""


def mutants(rule: Rule) -> Iterator[Mutant]:
    """The rule without each of its matchers, parts of a `near`, guards, elements, legends, fields and classes in turn."""
    if rule.when:
        for part, words, when in _when(rule.when):
            yield Mutant(rule._replace(when=when), part, words)
    match rule.requirement:
        case Require() as require:
            yield from _require(rule, require)
        case Forbid() as forbid:
            yield from _forbid(rule, forbid)
        case Verbatim() as verbatim:
            for text, rest in _without(verbatim.texts):
                yield Mutant(rule._replace(requirement=verbatim._replace(texts=rest)), f"text {text.name}")
        case Metadata() as metadata:
            for field, fields in _without(metadata.fields):
                yield Mutant(rule._replace(requirement=metadata._replace(fields=fields)), f"field {field.name}")
        # a hunt for weasels asks for classes only where a configuration wants them, and an example has none
        case SourceCheck() as source if source.find != "weasels":
            for kind in source.classes:
                classes = {k: s for k, s in source.classes.items() if k != kind}
                yield Mutant(rule._replace(requirement=source._replace(classes=classes)), f"class {kind}")
        case _:
            return


def _when(when: When) -> Iterator[tuple[str, str, When]]:
    for part, words, some in _matchers("when any", when.any):
        yield part, words, when._replace(any=some)
    for part, words, some in _matchers("when all", when.all):
        yield part, words, when._replace(all=some)
    for part, words, some in _matchers("when not", when.none):
        yield part, words, when._replace(none=some)


def _require(rule: Rule, require: Require) -> Iterator[Mutant]:
    for i, element in enumerate(require.elements):

        def put(changed: object, i: int = i) -> Rule:
            elements = (*require.elements[:i], changed, *require.elements[i + 1 :])
            return rule._replace(requirement=require._replace(elements=elements))  # type: ignore[arg-type]

        if not element.optional:
            yield Mutant(put(element._replace(optional=True)), f"{element.name}")
        for part, words, says in _matchers(f"{element.name} says", element.says):
            yield Mutant(put(element._replace(says=says)), part, words)
        for part, words, says_not in _matchers(f"{element.name} says_not", element.says_not):
            yield Mutant(put(element._replace(says_not=says_not)), part, words)


def _forbid(rule: Rule, forbid: Forbid) -> Iterator[Mutant]:
    put: Callable[[Forbid], Rule] = lambda changed: rule._replace(requirement=changed)  # noqa: E731
    for part, words, some in _matchers("says", forbid.says):
        yield Mutant(put(forbid._replace(says=some)), part, words)
    for part, words, some in _matchers("says_not", forbid.says_not):
        yield Mutant(put(forbid._replace(says_not=some)), part, words)
    for part, words, some in _matchers("where", forbid.where):
        yield Mutant(put(forbid._replace(where=some)), part, words)
    for i, (guard, rest) in enumerate(_without(forbid.unless), 1):
        yield Mutant(put(forbid._replace(unless=rest)), f"unless {i}", _guard(guard))
    for i, (guard, rest) in enumerate(_without(forbid.downgrade), 1):
        yield Mutant(put(forbid._replace(downgrade=rest)), f"downgrade {i}", _guard(guard))


def _guard(guard: Guard) -> str:
    return guard.name or (described(guard.matcher) if guard.matcher else "")


def _matchers(name: str, some: tuple[Matcher, ...]) -> Iterator[tuple[str, str, tuple[Matcher, ...]]]:
    """The matchers without each one, then with each `near` short of each of its parts."""
    for i, (matcher, rest) in enumerate(_without(some)):
        yield f"{name} {i + 1}", described(matcher), rest
        if isinstance(matcher, Near):
            for j, (part, left) in enumerate(_without(matcher.matchers), 1):
                fewer = matcher._replace(matchers=left) if len(left) > 1 else left[0]
                yield f"{name} {i + 1} near {j}", described(part), (*some[:i], fewer, *some[i + 1 :])


def _without(some: Sequence[T]) -> Iterator[tuple[T, tuple[T, ...]]]:
    return ((one, (*some[:i], *some[i + 1 :])) for i, one in enumerate(some))


def described(matcher: Matcher) -> str:
    """A matcher in few words, as its author would know it."""
    if isinstance(matcher, Pattern):
        return matcher.regex
    if isinstance(matcher, Near):
        return "near " + " + ".join(map(described, matcher.matchers))
    if isinstance(matcher, LexiconMatch):
        return f"lexicon {matcher.lexicon}"
    if isinstance(matcher, LinkMatch):
        return f"link {matcher.host}"
    return name_of(matcher) or type(matcher).__name__.removesuffix("Match").lower()
