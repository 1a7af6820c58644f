"""Stata: the table as a .dta file (format 118, Stata 14 and later), with labels and extended missing values."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pyreadstat

from kg.exports.dyad_year.frame import series_of
from kg.views.dyads.columns import Cell, Column, Form, Words
from kg.views.dyads.table import Table

VERSION = 14
LONGEST_LABEL = 80
NO_TIME = b"01 Jan 1960 00:00"  # Stata's own beginning of time, in the place of the hour at which the file is written

# What no number can stand for is an extended missing value, which no model of Stata takes for a number.
MISSING = {Cell.POSSIBLE: "p", Cell.NOT_COVERED: "n"}

_TIMESTAMP = b"<timestamp>\x11"
_FIXED_WIDTH = 2045  # bytes; a longer text makes a column of long strings, which takes the room of each text once
_MOST_FIXED = 16


def write_stata(table: Table, path: Path, title: str) -> None:
    """Write a table as a Stata file: the same table, the same bytes."""
    levels = pl.Series("texts", table.texts, dtype=pl.String)
    columns, keys = table.columns, {column.name for column in table.keys}
    answers = {column.name: column.words for column in columns if column.words is not None}
    pyreadstat.write_dta(
        pl.DataFrame([_series(column, levels, is_key=column.name in keys) for column in columns]),
        str(path),
        file_label=title[:LONGEST_LABEL],
        column_labels={column.name: column.label[:LONGEST_LABEL] for column in columns},
        version=VERSION,
        variable_value_labels={name: labels_of(words) for name, words in answers.items()},
        missing_user_values={name: sorted(MISSING.values()) for name, words in answers.items() if words is Cell},
    )
    _blank_time(path)


def labels_of(words: Words) -> dict[int | float, str]:
    """Give the value labels of a column of answers."""
    return {_coded(word): word.text for word in words}  # type: ignore[misc]


def _coded(word: int) -> int | str:
    return MISSING.get(word, int(word)) if isinstance(word, Cell) else int(word) + 1


def _series(column: Column, levels: pl.Series, *, is_key: bool) -> pl.Series:
    if column.words is not None:
        codes = pl.Series(column.name, [_coded(word) for word in column.words], dtype=pl.Object)
        return codes.gather(pl.Series(column.values, dtype=pl.UInt32))
    series = series_of(column, levels)
    return _long(series) if column.form is Form.TEXT and not is_key else series  # Stata merges by no long string


def _long(series: pl.Series) -> pl.Series:
    """Make a column of long strings where the longest text would widen every row.

    That one text is lengthened by bytes 0, which count for its type and are not written.
    """
    lengths = series.str.len_bytes()
    longest = lengths.arg_max()
    if longest is None or not _MOST_FIXED < lengths[longest] <= _FIXED_WIDTH:
        return series
    padded = series[longest] + "\0" * (_FIXED_WIDTH + 1 - lengths[longest])
    return series.scatter(longest, padded)


def _blank_time(path: Path) -> None:
    """Put a fixed time in the place of the present one."""
    with path.open("r+b") as file:
        place = file.read(4096).index(_TIMESTAMP) + len(_TIMESTAMP)
        file.seek(place)
        file.write(NO_TIME)
