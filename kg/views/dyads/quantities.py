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
    """What each row has of a quantity: its value (NaN is none) and unit, its status, who says so; texts interned."""

    values: Numbers
    units: Codes
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
    rows, figures, counts = _stated(records, spread, size)
    statuses = _statuses(size, coverage, spread, counts)
    single = counts[rows] == 1
    values, units = np.full(size, np.nan), np.zeros(size, dtype=np.int64)
    values[rows[single]] = [figure.value for figure, alone in zip(figures, single, strict=True) if alone]
    units[rows[single]] = [intern(figure.unit) for figure, alone in zip(figures, single, strict=True) if alone]
    sources = spread.texts(size, lambda record: records.sources(record, of_graph), intern)
    silent = np.where(statuses == Status.NO_RECORD, name_sets(coverage.rows, size, intern), 0)
    return Quantities(values, units, statuses, spread.texts(size, records.ids, intern), sources + silent)


def _stated(records: Records, spread: Spread, size: int) -> tuple[Codes, list[Measured], Codes]:
    """Give the rows with a value, each value once, in order; the values beside them; and how many each row has."""
    known: dict[Measured, int] = {}
    numbers = np.array(
        [-1 if figure is None else known.setdefault(figure, len(known)) for figure in records.measured], dtype=np.int64
    )
    with_value = spread.of_records(numbers >= 0)
    pairs = np.unique(with_value.rows * max(len(known), 1) + numbers[with_value.records])
    rows, figures = pairs // max(len(known), 1), list(known)
    counts = np.bincount(rows, minlength=size)
    return rows, [figures[number] for number in (pairs % max(len(known), 1)).tolist()], counts


def _statuses(size: int, coverage: Coverage, spread: Spread, counts: Codes) -> Codes:
    statuses = np.full(size, int(Status.NOT_COVERED), dtype=np.int64)
    for covered in coverage.rows.values():
        statuses[covered] = Status.NO_RECORD
    statuses[spread.rows] = Status.NOT_STATED
    statuses[counts == 1] = Status.STATED
    statuses[counts > 1] = Status.DISPUTED
    return statuses
