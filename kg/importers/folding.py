"""Folding: rows one after the other that tell of the same thing become one."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from kg.importers.batches import Batch
from kg.importers.dataset import Fold

_PLACE, _GROUP = "~place", "~group"


def iter_folded(batches: Iterator[Batch], fold: Fold) -> Iterator[Batch]:
    """Yield batches of folded rows; a row has the number and the line of the first one that went into it.

    The last row of a batch waits for the next batch, which may go on with it.
    """
    waiting: Batch | None = None
    for batch in batches:
        whole = _folded(batch if waiting is None else _together(waiting, batch), fold)
        if whole.frame.height > 1 or whole.ragged:
            yield _part(whole, 0, whole.frame.height - 1)
        waiting = _part(whole, max(whole.frame.height - 1, 0), whole.frame.height)
    if waiting is not None and waiting.frame.height:
        yield waiting


def _folded(batch: Batch, fold: Fold) -> Batch:
    changes = pl.any_horizontal(pl.col(name) != pl.col(name).shift() for name in fold.by)
    numbered = batch.frame.with_columns(changes.fill_null(value=True).cum_sum().alias(_GROUP)).with_row_index(_PLACE)
    others = [name for name in batch.frame.columns if name not in fold.last]
    groups = numbered.group_by(_GROUP, maintain_order=True).agg(
        pl.col(_PLACE, *others).first(), *(pl.col(name).last() for name in fold.last)
    )
    places = groups[_PLACE].to_list()
    rows, line = batch.rows, batch.line
    frame = groups.select(batch.frame.columns)
    return Batch(frame, [rows[place] for place in places], lambda place: line(places[place]), batch.ragged)


def _together(first: Batch, then: Batch) -> Batch:
    height, before, after = first.frame.height, first.line, then.line
    return Batch(
        pl.concat([first.frame, then.frame]),
        [*first.rows, *then.rows],
        lambda place: before(place) if place < height else after(place - height),
        then.ragged,
    )


def _part(batch: Batch, start: int, end: int) -> Batch:
    line = batch.line
    return Batch(
        batch.frame.slice(start, end - start),
        batch.rows[start:end],
        lambda place: line(place + start),
        batch.ragged if (start == 0 and end < batch.frame.height) or end == 0 else (),
    )
