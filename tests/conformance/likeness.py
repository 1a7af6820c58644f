"""Likeness: whether two answers are the same but for the names of their blank nodes and the spelling of values.

The engine stores numbers and booleans by their values and writes each in one way (`1.0e0` as `1`). Where
the suites see that in what a query does, rather than in what it gives, the test is listed as an exception.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

import pyoxigraph as ox

Row = Mapping[str, Hashable]
T = TypeVar("T", bound=Hashable)

_XSD = "http://www.w3.org/2001/XMLSchema#"
_SPELLINGS: Mapping[str, Callable[[str], str]] = {
    f"{_XSD}boolean": lambda text: {"0": "false", "1": "true"}.get(text, text),
    f"{_XSD}integer": lambda text: str(int(text)),
    f"{_XSD}decimal": lambda text: f"{Decimal(text).normalize():f}",
    f"{_XSD}double": lambda text: repr(float(text)),
    f"{_XSD}float": lambda text: repr(float(text)),
}


def are_alike(ours: Sequence[Row], theirs: Sequence[Row], *, in_order: bool = False) -> bool:
    """Say whether the rows are the same, each as often, and in the same order if that counts."""
    if len(ours) != len(theirs):
        return False
    if in_order:
        return all(_signature(one) == _signature(other) for one, other in zip(ours, theirs, strict=True)) and (
            _match(list(ours), list(theirs), {}, {}, in_order=True)
        )
    return sorted(map(_signature, ours)) == sorted(map(_signature, theirs)) and _match(
        sorted(ours, key=_blanks), list(theirs), {}, {}, in_order=False
    )


def are_isomorphic(ours: Iterable[ox.Quad], theirs: Iterable[ox.Quad]) -> bool:
    """Say whether two sets of quads are the same."""
    return _canonical(ours) == _canonical(theirs)


def spell(term: T) -> T | ox.Literal:
    """Give a number or a boolean in one spelling, and any other term as it is."""
    if isinstance(term, ox.Literal) and term.datatype.value in _SPELLINGS:
        try:
            return ox.Literal(_SPELLINGS[term.datatype.value](term.value), datatype=term.datatype)
        except (ValueError, ArithmeticError):  # it is ill-typed
            return term
    return term


def _canonical(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    dataset = ox.Dataset(ox.Quad(quad.subject, quad.predicate, spell(quad.object), quad.graph_name) for quad in quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return set(dataset)


def _signature(row: Row) -> str:
    return repr(sorted((name, "_" if _is_blank(value) else repr(value)) for name, value in row.items()))


def _blanks(row: Row) -> int:
    return sum(map(_is_blank, row.values()))


def _is_blank(value: Hashable) -> bool:
    return isinstance(value, ox.BlankNode)


def _match(
    ours: list[Row],
    theirs: list[Row],
    there: dict[Hashable, Hashable],
    back: dict[Hashable, Hashable],
    *,
    in_order: bool,
) -> bool:
    """Find for each row of ours one of theirs, so that blank nodes correspond one to one."""
    if not ours:
        return True
    first, *rest = ours
    for place, other in enumerate(theirs[:1] if in_order else theirs):
        names = _correspond(first, other, there, back)
        if names is not None:
            left = theirs[:place] + theirs[place + 1 :]
            both = there | dict(names), back | {other: one for one, other in names}
            if _match(rest, left, *both, in_order=in_order):
                return True
            if not names:  # another row that is the same would do no better
                return False
    return False


def _correspond(
    one: Row, other: Row, there: Mapping[Hashable, Hashable], back: Mapping[Hashable, Hashable]
) -> list[tuple[Hashable, Hashable]] | None:
    """Give which blank nodes have to correspond if two rows are the same, or None if they are not."""
    if _signature(one) != _signature(other):
        return None
    pairs = [(value, other[name]) for name, value in one.items() if _is_blank(value)]
    fits = all(there.get(left, right) == right and back.get(right, left) == left for left, right in pairs)
    is_one_to_one = len({left for left, _ in pairs}) == len({right for _, right in pairs}) == len(set(pairs))
    return pairs if fits and is_one_to_one else None
