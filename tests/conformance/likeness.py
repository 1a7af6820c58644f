"""Likeness: whether two answers are the same but for the names of their blank nodes."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

import pyoxigraph as ox

Row = Mapping[str, Hashable]


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


def _canonical(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    dataset = ox.Dataset(quads)
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
