"""Coverage: of which pairs in which years a release of a dataset speaks, so that its silence means no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from kg.views.dyads.columns import Mask
from kg.views.dyads.sources import Source
from kg.views.dyads.states import System, scheme_of
from kg.views.dyads.ties import Ties
from kg.views.dyads.universe import Universe


@dataclass(frozen=True)
class Coverage:
    """Of which rows each release speaks, by its name; `centres` of those that list only pairs with certain states."""

    rows: Mapping[str, Mask]
    centres: Mapping[str, tuple[int, ...]]


def find_coverage(ties: Ties, universe: Universe, releases: Mapping[str, Source]) -> Coverage:
    """Find the rows of which the releases speak that have at least one record of a variable.

    A release speaks of a pair in a year that it covers from the first day to the last, if its scheme has a code for
    both states. Where one state takes part in everything that it records, it speaks of that state's pairs alone.
    """
    rows, centres = {}, {}
    for graph in sorted(ties.speaking):
        release = releases[graph]
        centre = _centre(ties, graph)
        centres[release.name] = centre
        rows[release.name] = _rows(release, universe, _known(universe.system, ties.schemes[graph]), centre)
    return Coverage(rows, {name: centre for name, centre in centres.items() if centre})


def _rows(release: Source, universe: Universe, known: Mask, centre: tuple[int, ...]) -> Mask:
    if release.first is None or release.last is None:
        return np.zeros(len(universe), dtype=bool)
    rows = (universe.year >= release.first) & (universe.year <= release.last)
    rows &= known[universe.one] & known[universe.other]
    if centre:
        rows &= np.isin(universe.one, centre) | np.isin(universe.other, centre)
    return rows


def _known(system: System, schemes: set[str]) -> Mask:
    """Say which states have a code in one of the schemes, or a link to one."""
    known = np.zeros(len(system.states), dtype=bool)
    for actor, number in system.placed.items():
        if scheme_of(actor) in schemes:
            known[number] = True
    return known


def _centre(ties: Ties, graph: str) -> tuple[int, ...]:
    """Give the states that take part in everything that a release records of two states."""
    pairs = {(tie.one, tie.other) for tie in ties.ties if graph in tie.graphs}
    common = set.intersection(*map(set, pairs)) if pairs else set()
    return tuple(sorted(common))
