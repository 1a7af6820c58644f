"""Batches: some rows of a file at a time, with the numbers of the rows and the lines they stand in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

ROWS = 16_384  # rows of a batch, where the file does not say how many fit


@dataclass(frozen=True, slots=True)
class Ragged:
    """A row that has not as many cells as the file has columns."""

    row: int
    line: int
    cells: int
    expected: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows whose columns are texts under the names of the descriptor.

    `rows` are their numbers as RFC 7111 counts them. `line` gives the line in which the row at some place of the batch
    begins, or 0 where a file has no lines. `escaped` says that no cell has a character that a literal has to escape.
    """

    frame: pl.DataFrame
    rows: Sequence[int]
    line: Callable[[int], int]
    ragged: tuple[Ragged, ...] = ()
    escaped: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table stand in a file: place by name, and the names that the file gives all of them."""

    places: Mapping[str, int]
    names: tuple[str, ...]

    def number(self, column: str) -> int:
        """Give the number of a column in the file, counted from 1, or 0 if it is not there."""
        return self.places[column] + 1 if column in self.places else 0


def with_missing(frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """Add the columns that a file may lack, empty, and fill what is null."""
    missing = [pl.lit("").alias(name) for name in columns if name not in frame.columns]
    return frame.with_columns(missing).with_columns(pl.all().fill_null("")) if len(columns) else frame
