"""Tables: CSV, TSV, Excel and Parquet files read as text, each row with its place in the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import InputError, Location, UsageError

Row = dict[str, str]
_Cells = Sequence[object]

_DELIMITERS = ",;\t|"
_MISSING = "There is no reader for {kind} files here: pip install 'diplograph[{extra}]'"


class Table(NamedTuple):
    """A table of texts: its columns, its rows, and the line (or row of the sheet) that each row stands at."""

    path: str
    columns: tuple[str, ...]
    rows: list[Row]
    lines: list[int]


def read_table(path: Path, encoding: str = "utf-8") -> Table:
    """Read a table whole; `encoding` is that of a text file.

    Raises InputError with the place of what cannot be read, or that there is nothing in it.
    """
    readers = {".xlsx": _read_excel, ".xlsm": _read_excel, ".parquet": _read_parquet}
    read = readers.get(path.suffix.lower(), partial(_read_text, encoding=encoding))
    try:
        numbered = read(path)
        header = next(numbered, None)
        if header is None or not any(_text(cell) for cell in header[1]):
            raise InputError(
                "the table is empty", location=Location(str(path)), remedy="It needs a row of names first."
            )
        return _table(path, header[1], numbered)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"cannot be read: {reason}", location=Location(str(path))) from error


def column(table: Table, wanted: str) -> str:
    """Give the column of that name, whatever its case; raises UsageError with the columns there are."""
    folded = {name.casefold(): name for name in table.columns}
    if wanted.casefold() not in folded:
        raise UsageError(f"{table.path} has no column {wanted!r}", remedy=f"It has: {', '.join(table.columns)}.")
    return folded[wanted.casefold()]


def _table(path: Path, header: _Cells, numbered: Iterable[tuple[int, _Cells]]) -> Table:
    columns = tuple(_text(cell) or f"column {number}" for number, cell in enumerate(header, 1))
    if twice := sorted({name for name in columns if columns.count(name) > 1}):
        place = Location(str(path), 1)
        raise InputError(f"two columns are called {twice[0]!r}", location=place, remedy="Give each a name of its own.")
    rows, lines = [], []
    for line, cells in numbered:
        if len(cells) > len(columns):
            raise InputError(
                f"{len(cells)} cells in a table of {len(columns)} columns",
                location=Location(str(path), line),
                remedy="Is a text with the delimiter in it not in quotes, or the delimiter another one?",
            )
        texts = [_text(cell) for cell in cells]
        if any(texts):
            rows.append(dict(zip(columns, texts + [""] * (len(columns) - len(texts)), strict=True)))
            lines.append(line)
    return Table(str(path), columns, rows, lines)


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell).strip()
    return text.removesuffix(" 00:00:00")  # a day in a sheet is a moment at midnight


def _read_text(path: Path, encoding: str) -> Iterator[tuple[int, _Cells]]:
    content = _decode(path, encoding)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=_delimiter(path, content), strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(f"not a table: {error}", location=Location(str(path), line)) from error


def _decode(path: Path, encoding: str) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        place = Location(str(path), line, error.start - content.rfind(b"\n", 0, error.start))
        remedy = "Save it as UTF-8, or say what it is, such as --encoding latin-1."
        raise InputError(
            f"not {encoding.upper()}: byte 0x{content[error.start]:02X}", location=place, remedy=remedy
        ) from error
    except LookupError as error:
        raise UsageError(f"{encoding!r} is no encoding", remedy="Such as: utf-8, latin-1, cp1251.") from error


def _delimiter(path: Path, content: str) -> str:
    """Give the tab of a .tsv or .tab file, or else the delimiter of which the first line has most."""
    if path.suffix.lower() in {".tsv", ".tab"}:
        return "\t"
    header = content.partition("\n")[0]
    return max(_DELIMITERS, key=header.count)


def _read_excel(path: Path) -> Iterator[tuple[int, _Cells]]:
    try:
        import openpyxl  # only for whoever has such a file
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError as error:
        raise UsageError(_MISSING.format(kind="Excel", extra="linking")) from error
    import zipfile

    try:
        sheet: Any = openpyxl.load_workbook(path, read_only=True, data_only=True).worksheets[0]
        yield from enumerate(sheet.iter_rows(values_only=True), 1)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise InputError(f"not an Excel file: {error}", location=Location(str(path))) from error


def _read_parquet(path: Path) -> Iterator[tuple[int, _Cells]]:
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError(_MISSING.format(kind="Parquet", extra="datasets")) from error
    try:
        table = parquet.read_table(path)
    except arrow.ArrowInvalid as error:
        raise InputError(f"not a Parquet file: {error}", location=Location(str(path))) from error
    yield 1, table.column_names
    columns = [table.column(name).to_pylist() for name in table.column_names]
    yield from enumerate(zip(*columns, strict=True), 2)
