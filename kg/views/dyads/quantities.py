"""Quantities: for each row the value that the sources state, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.views.dyads.columns import Codes, Interner, Numbers, Status
from kg.views.dyads.coverage import Coverage
from kg.views.dyads.records import Records, Spread, name_sets
from kg.views.dyads.sources import Source
from kg.views.dyads.ties import Measured, Tie
from kg.views.dyads.universe import Universe


@dataclass(frozen=True)
class Quantities:
    """What each row has of a quantity: its value (NaN is none) with unit and precision, its status, who says so.

    `disputed`: the values of each source, where they differ. Texts are interned.
    """

    values: Numbers
    units: Codes
    precisions: Codes
    disputed: Codes
    statuses: Codes
    ids: Codes
    sources: Codes


def quantify(
    ties: Sequence[Tie],
    universe: Universe,
    coverage: Coverage,
    of_graph: Mapping[str, tuple[Source, ...]],
    intern: Interner,
) -> Quantities:
    """Give the value of each row: none where sources differ, where a record has a gap, or where there is no record."""
    size = len(universe)
    records = Records(ties)
    spread = records.spread(universe, certain=True)
    measured = records.measured
    stated, figures = _stated(spread, measured)
    counts = np.bincount(stated.rows, minlength=size)
    statuses = _statuses(size, coverage, spread, counts)
    alone = stated.only(counts == 1)
    numbers = np.zeros(size, dtype=np.int64)
    numbers[alone.rows] = alone.records

    def names(record: int) -> list[str]:
        return records.sources(record, of_graph)

    def values(record: int) -> list[str]:
        figure = measured[record]
        return [f"{name}={figure.value:.15g}" for name in names(record)] if figure else []

    silent = np.where(statuses == Status.NO_RECORD, name_sets(coverage.rows, size, intern), 0)
    return Quantities(
        np.array([figure.value for figure in figures])[numbers],
        np.array([intern(figure.unit) for figure in figures], dtype=np.int64)[numbers],
        np.array([intern(figure.precision) for figure in figures], dtype=np.int64)[numbers],
        spread.only(counts > 1).texts(size, values, intern),
        statuses,
        spread.texts(size, records.ids, intern),
        spread.texts(size, names, intern) + silent,
    )


def _stated(spread: Spread, measured: Sequence[Measured | None]) -> tuple[Spread, list[Measured]]:
    """Give the rows with a value, each value with its unit once in a row, by its number among those that there are.

    The first of them, 0, is none.
    """
    figures = {(np.nan, ""): Measured(np.nan, "", "")}
    numbers = np.zeros(len(measured), dtype=np.int64)
    known: dict[tuple[float, str], int] = {}
    for record, figure in enumerate(measured):
        if figure is not None:
            key = figure.value, figure.unit
            figures.setdefault(key, figure)
            numbers[record] = known.setdefault(key, len(known) + 1)
    return spread.renumbered(numbers).of_records(np.arange(len(figures)) > 0), list(figures.values())


def _statuses(size: int, coverage: Coverage, spread: Spread, counts: Codes) -> Codes:
    statuses = np.full(size, int(Status.NOT_COVERED), dtype=np.int64)
    for covered in coverage.rows.values():
        statuses[covered] = Status.NO_RECORD
    statuses[spread.rows] = Status.NOT_STATED
    statuses[counts == 1] = Status.STATED
    statuses[counts > 1] = Status.DISPUTED
    return statuses
