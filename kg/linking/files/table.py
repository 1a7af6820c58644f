"""What every kind of file can do: give a column as texts, say where a row is, and be written with columns added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from kg.errors import InputError, Location

Columns = Mapping[str, Sequence[str]]
_FORMATS = (".xlsx", ".parquet", ".tsv")


class TableFile(Protocol):
    """An opened table. `columns` are the names in its header, in order."""

    path: str
    columns: Sequence[str]

    def texts(self, column: str) -> list[str]:
        """Give the cells of a column as texts, empty where there is nothing."""

    def place(self, row: int, column: str) -> Location:
        """Say where the cell of a row (from 0) is, for a message."""

    def with_columns(self, added: Columns) -> bytes:
        """Give the file with columns added at the right."""


def column_of(table: TableFile, wanted: str) -> str:
    """Give the column of that name, or the only one that differs in case; raises InputError with the nearest names."""
    fitting = [name for name in table.columns if name == wanted]
    fitting = fitting or [name for name in table.columns if name.strip().casefold() == wanted.strip().casefold()]
    place = Location(table.path, 1)
    if len(fitting) > 1:
        raise InputError(f"{len(fitting)} columns are called {wanted!r}", location=place, remedy="Rename one of them.")
    if fitting:
        return fitting[0]
    raise InputError(f"there is no column {wanted!r}", location=place, remedy=_remedy(table.columns, wanted))


def check_free(table: TableFile, names: Sequence[str]) -> None:
    """Raise InputError if a column that is to be added is there already."""
    if taken := [name for name in names if name in table.columns]:
        remedy = "Rename or remove it; nothing of yours is overwritten."
        raise InputError(f"there is a column {taken[0]!r} already", location=Location(table.path, 1), remedy=remedy)


def open_table(path: Path, *, encoding: str = "utf-8", sheet: str | None = None) -> TableFile:
    """Open a file as its suffix says: .xlsx, .parquet, .tsv, or else CSV; raises InputError where it is damaged."""
    suffix = path.suffix.lower()
    try:
        if suffix in {".xlsx", ".xlsm"}:
            from kg.linking.files.excel import ExcelFile

            return ExcelFile(path, sheet)
        if suffix == ".parquet":
            from kg.linking.files.parquet import ParquetFile

            return ParquetFile(path)
        from kg.linking.files.delimited import DelimitedFile

        return DelimitedFile(path, encoding)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", location=Location(str(path))) from error


def format_of(suffix: str) -> str:
    """Give the format that a file's suffix stands for; what is none of them is CSV."""
    return {".xlsm": ".xlsx", ".tab": ".tsv"}.get(suffix, suffix if suffix in _FORMATS else ".csv")


def convert(table: TableFile, added: Columns, suffix: str) -> bytes:
    """Give the table with columns added, in the format of another suffix; its cells become texts."""
    every = {name: table.texts(name) for name in table.columns} | dict(added)
    if suffix in {".xlsx", ".xlsm"}:
        from kg.linking.files.excel import write_excel

        return write_excel(every)
    if suffix == ".parquet":
        from kg.linking.files.parquet import write_parquet

        return write_parquet(every)
    from kg.linking.files.delimited import write_delimited

    return write_delimited(every, "\t" if suffix in {".tsv", ".tab"} else ",")


def _remedy(columns: Sequence[str], wanted: str) -> str:
    from rapidfuzz import fuzz, process, utils

    near = process.extract(
        wanted, columns, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=60, limit=3
    )
    if near:
        return f"Did you mean: {', '.join(name for name, _, _ in near)}?"
    return f"There are: {', '.join(columns)}."
