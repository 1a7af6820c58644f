"""The table as a data frame, in which words, numbers and gaps are what they are."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from kg.views.dyads.columns import Column, Form
from kg.views.dyads.table import Table

Texts = Callable[[str], str]


def to_frame(table: Table, text: Texts = str) -> pl.DataFrame:
    """Give a table as a frame: answers as words of an enumeration, gaps as null; each text as `text` writes it."""
    levels = pl.Series("texts", [text(level) for level in table.texts], dtype=pl.String)
    return pl.DataFrame([series_of(column, levels) for column in table.columns])


def series_of(column: Column, levels: pl.Series) -> pl.Series:
    """Give one column; `levels` are the texts of the table, by number."""
    match column.form:
        case Form.TEXT:
            return levels.gather(pl.Series(column.values, dtype=pl.UInt32)).alias(column.name)
        case Form.ANSWER:
            assert column.words is not None
            words = [word.text for word in column.words]
            codes = pl.Series(column.values, dtype=pl.UInt32)
            return pl.Series(column.name, words, dtype=pl.Enum(words)).gather(codes).alias(column.name)
        case Form.WHOLE:
            whole = pl.Series(column.name, np.nan_to_num(column.values).astype(np.int32))
            return whole.set(pl.Series(np.isnan(column.values.astype(np.float64))), None)
        case Form.DECIMAL:
            return pl.Series(column.name, column.values, dtype=pl.Float64, nan_to_null=True)
