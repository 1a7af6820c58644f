"""Workbooks and Parquet files: their columns as texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import fastexcel
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from kg.errors import InputError, Location
from kg.importers.batches import ROWS, Batch, Columns, with_missing
from kg.importers.dataset import Table


def read_names(path: Path, table: Table, kind: str) -> tuple[str, ...]:
    """Give the names of the columns of a workbook's sheet (the first row) or of a Parquet file."""
    if kind == "parquet":
        return tuple(_parquet(path).schema_arrow.names)
    return tuple(name.strip() for name in _sheet(path, table).columns)


def iter_sheet(path: Path, table: Table, columns: Columns) -> Iterator[Batch]:
    """Yield the rows of a sheet; their numbers and lines are those that the spreadsheet shows."""
    sheet = _sheet(path, table)
    frame = sheet.select(pl.col(sheet.columns[place]).alias(name) for name, place in columns.places.items())
    for start in range(0, frame.height, ROWS):
        part = frame.slice(start, ROWS)
        rows = range(start + 2, start + 2 + part.height)
        yield Batch(with_missing(part, tuple(table.columns)), rows, rows.__getitem__)


def iter_parquet(path: Path, table: Table, columns: Columns) -> Iterator[Batch]:
    """Yield the rows of a Parquet file, which has no lines."""
    start = 1
    places = columns.places
    for part in _iter_parts(path, [columns.names[place] for place in places.values()]):
        frame = pl.DataFrame(pl.from_arrow(pa.Table.from_batches([part])))
        frame = frame.select(pl.col(columns.names[place]).alias(name) for name, place in places.items())
        rows = range(start, start + frame.height)
        yield Batch(with_missing(_as_texts(frame, path), tuple(table.columns)), rows, lambda _place: 0)
        start += frame.height


def _iter_parts(path: Path, names: list[str]) -> Iterator[pa.RecordBatch]:
    try:
        yield from _parquet(path).iter_batches(ROWS, columns=names)
    except (pa.ArrowInvalid, OSError) as error:
        raise _damaged(path, error) from error


def _as_texts(frame: pl.DataFrame, path: Path) -> pl.DataFrame:
    try:
        return frame.cast(pl.String)
    except pl.exceptions.PolarsError as error:
        raise InputError(f"a column is no text, number or date: {error}", location=Location(str(path))) from error


def _sheet(path: Path, table: Table) -> pl.DataFrame:
    place = Location(str(path))
    try:
        workbook = fastexcel.read_excel(path)
        if table.sheet and table.sheet not in workbook.sheet_names:
            raise InputError(
                f"has no sheet {table.sheet!r}",
                location=place,
                remedy=f"Its sheets are: {', '.join(workbook.sheet_names)}. Name one in the descriptor.",
            )
        return workbook.load_sheet(table.sheet or 0, dtypes="string").to_polars()
    except fastexcel.FastExcelError as error:
        raise InputError(
            f"cannot be read as a workbook: {str(error).splitlines()[0]}",
            location=place,
            remedy="Fetch the file again. If it is a zip archive, unpack it.",
        ) from error


def _parquet(path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> InputError:
    reason = str(error).splitlines()[0]
    return InputError(
        f"cannot be read as Parquet: {reason}", location=Location(str(path)), remedy="Fetch the file again."
    )
