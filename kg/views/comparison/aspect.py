"""Aspects: one respect in which sources are compared, with what each says, and how each two go together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations
from typing import TypeVar

from kg.views.comparison.evidence import Citation
from kg.views.comparison.verdict import Match, Verdict, overall

Value = TypeVar("Value")


class Answer(Enum):
    """How an origin answers the question that an aspect is."""

    SAID = "said"
    DENIED = "denied"
    NOT_NAMED = "not named"  # a release that names it elsewhere, and not here
    NOT_SAID = "not said"
    GAP = "gap"  # a value that is recorded, and stands for none


_TOLD = frozenset({Answer.SAID, Answer.DENIED, Answer.NOT_NAMED})


@dataclass(frozen=True, slots=True)
class Saying:
    """What one account says in one respect, in words, and where; `remark` adds what else it says that bears on it."""

    text: str
    answer: Answer
    citations: tuple[Citation, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """How two accounts, by their places, go together in one respect."""

    first: int
    second: int
    match: Match


@dataclass(frozen=True, slots=True)
class Aspect:
    """One respect: the sayings in the order of the accounts, the overall verdict and its parts.

    The verdict is silent where only one source says anything, and None where what they say cannot be set against each
    other.
    """

    name: str
    sayings: tuple[Saying, ...]
    verdict: Verdict | None
    differences: tuple[Difference, ...] = ()


def compare(
    name: str,
    sayings: Sequence[Saying],
    values: Sequence[Value | None],
    match: Callable[[Value, Value], Match],
    origins: Sequence[str],
) -> Aspect:
    """Set the values of each two accounts of different origins against each other; None is no value."""
    differences = []
    for (first, a), (second, b) in combinations(enumerate(values), 2):
        if a is not None and b is not None and origins[first] != origins[second]:
            found = match(a, b)
            if found != Match():
                differences.append(Difference(first, second, found))
    verdict = overall(difference.match.verdict for difference in differences)
    said = {origin for origin, saying in zip(origins, sayings, strict=True) if saying.answer in _TOLD}
    if verdict is None and len(said) < 2:
        verdict = Verdict.SILENT if any(saying.answer is not Answer.NOT_SAID for saying in sayings) else None
    return Aspect(name, tuple(sayings), verdict, tuple(differences))
