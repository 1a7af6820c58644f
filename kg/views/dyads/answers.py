"""Answers: for each row whether something held, who says so and who does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.views.dyads.columns import Cell, Codes, Interner, Mask, Numbers
from kg.views.dyads.coverage import Coverage
from kg.views.dyads.records import Records, Spread, name_sets
from kg.views.dyads.sources import Source
from kg.views.dyads.ties import Tie
from kg.views.dyads.universe import Universe


@dataclass(frozen=True)
class Answers:
    """What each row says of a tie (`cells`), from whom, with which ids, and against whom; texts are interned.

    `counts`: how many records certainly fall into the year; NaN where nobody can know.
    """

    cells: Codes
    counts: Numbers
    ids: Codes
    sources: Codes
    against: Codes


def answer(
    ties: Sequence[Tie],
    universe: Universe,
    coverage: Coverage,
    of_graph: Mapping[str, tuple[Source, ...]],
    intern: Interner,
) -> Answers:
    """Answer for each row: yes where a tie certainly holds, possible where it may, no where a source rules it out.

    A source rules it out by a denial, or a release by its silence on what it covers; where nobody does, the row is not
    covered.
    """
    size = len(universe)
    held = Records([tie for tie in ties if not tie.is_denied])
    denied = Records([tie for tie in ties if tie.is_denied])
    yes, maybe = held.spread(universe, certain=True), held.spread(universe, certain=False)
    ruled_out = denied.spread(universe, certain=True)
    cells = cells_of(size, coverage, yes, maybe, ruled_out)
    told = maybe.only(cells == Cell.POSSIBLE) | yes
    silent = _silent(coverage, held, told, of_graph) | _denying(denied, ruled_out, size, of_graph)
    others = name_sets(silent, size, intern)
    is_told = (cells == Cell.YES) | (cells == Cell.POSSIBLE)
    return Answers(
        cells,
        _counts(cells, yes),
        np.where(is_told, told.texts(size, held.ids, intern), ruled_out.texts(size, denied.ids, intern)),
        np.where(is_told, told.texts(size, lambda record: held.sources(record, of_graph), intern), others),
        np.where(is_told, others, 0),
    )


def cells_of(size: int, coverage: Coverage, yes: Spread, maybe: Spread, ruled_out: Spread) -> Codes:
    """Give the answer in each of `size` rows."""
    cells = np.full(size, int(Cell.NOT_COVERED), dtype=np.int64)
    for covered in coverage.rows.values():
        cells[covered] = Cell.NO
    cells[ruled_out.rows] = Cell.NO
    cells[maybe.rows] = Cell.POSSIBLE
    cells[yes.rows] = Cell.YES
    return cells


def _counts(cells: Codes, yes: Spread) -> Numbers:
    counts = np.bincount(yes.rows, minlength=len(cells)).astype(np.float64)
    counts[(cells == Cell.POSSIBLE) | (cells == Cell.NOT_COVERED)] = np.nan
    return counts


def _silent(
    coverage: Coverage, held: Records, told: Spread, of_graph: Mapping[str, tuple[Source, ...]]
) -> dict[str, Mask]:
    """Give the rows that a release covers without a record, by its name."""
    silent = {}
    for name, covered in coverage.rows.items():
        mask = covered.copy()
        mask[told.rows[np.isin(told.records, held.of_source(name, of_graph))]] = False
        silent[name] = mask
    return silent


def _denying(
    denied: Records, ruled_out: Spread, size: int, of_graph: Mapping[str, tuple[Source, ...]]
) -> dict[str, Mask]:
    """Give the rows of which a source denies it, by its name."""
    masks: dict[str, Mask] = {}
    for row, record in zip(ruled_out.rows.tolist(), ruled_out.records.tolist(), strict=True):
        for name in denied.sources(record, of_graph):
            masks.setdefault(name, np.zeros(size, dtype=bool))[row] = True
    return masks
