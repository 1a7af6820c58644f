"""Parquet: columns of text are added; the others keep their types, and the schema its metadata."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.errors import InputError, Location, UsageError
from kg.linking.files.table import Columns


class ParquetFile:
    """A Parquet file, read whole."""

    def __init__(self, path: Path) -> None:
        self.path = str(path)
        arrow, parquet = _pyarrow()
        try:
            self._table = parquet.read_table(path)
        except (arrow.ArrowException, ValueError) as error:
            raise InputError(f"not a whole Parquet file: {error}", location=Location(self.path)) from error
        self.columns: Sequence[str] = self._table.column_names

    def texts(self, column: str) -> list[str]:
        """Give the cells of a column as texts."""
        return ["" if value is None else str(value) for value in self._table.column(column).to_pylist()]

    def place(self, row: int, column: str) -> Location:
        """Give the row, counted from 1, and the number of the column."""
        return Location(self.path, row + 1, self.columns.index(column) + 1)

    def with_columns(self, added: Columns) -> bytes:
        """Give the file with columns of text, null where they are empty."""
        arrow, _ = _pyarrow()
        table = self._table
        for name, cells in added.items():
            table = table.append_column(name, arrow.array([text or None for text in cells], arrow.string()))
        return _bytes(table)


def write_parquet(columns: Columns) -> bytes:
    """Give columns of texts as Parquet."""
    arrow, _ = _pyarrow()
    return _bytes(arrow.table({name: arrow.array(list(cells), arrow.string()) for name, cells in columns.items()}))


def _bytes(table: Any) -> bytes:
    _, parquet = _pyarrow()
    buffer = io.BytesIO()
    parquet.write_table(table, buffer)
    return buffer.getvalue()


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as arrow  # only for whoever has such a file
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError(
            "Parquet files cannot be read here", remedy="Install what reads them: pip install 'diplograph[datasets]'"
        ) from error
    return arrow, parquet
