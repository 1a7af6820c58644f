"""Tables of records: files of any sort, read whole as text."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError, Location, UsageError
from kg.linking.files.table import open_table

Row = dict[str, str]

_MIDNIGHT = " 00:00:00"  # a day in a sheet is a moment


class Table(NamedTuple):
    """A table of texts: its columns and its rows."""

    path: str
    columns: tuple[str, ...]
    rows: list[Row]


def read_table(path: Path, encoding: str = "utf-8") -> Table:
    """Read a table (CSV, TSV, Excel, Parquet); `encoding` is that of a text file.

    Raises InputError with the place of what cannot be read, and where two columns have one name.
    """
    file = open_table(path, encoding=encoding)
    columns = tuple(name.strip() for name in file.columns)
    if twice := sorted({name for name in columns if name and columns.count(name) > 1}):
        place = Location(str(path), 1)
        raise InputError(f"two columns are called {twice[0]!r}", location=place, remedy="Give each a name of its own.")
    cells = [[text.strip().removesuffix(_MIDNIGHT) for text in file.texts(name)] for name in file.columns if name]
    named = tuple(name for name in columns if name)
    return Table(str(path), named, [dict(zip(named, row, strict=True)) for row in zip(*cells, strict=True) if any(row)])


def column(table: Table, wanted: str) -> str:
    """Give the column of that name, whatever its case; raises UsageError with the columns there are."""
    folded = {name.casefold(): name for name in table.columns}
    if wanted.strip().casefold() not in folded:
        raise UsageError(f"{table.path} has no column {wanted!r}", remedy=f"It has: {', '.join(table.columns)}.")
    return folded[wanted.strip().casefold()]
