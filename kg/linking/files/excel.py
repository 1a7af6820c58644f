"""Excel: columns are added to one sheet; the workbook's other cells, sheets, formats and formulas stay."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from kg.errors import InputError, Location, UsageError
from kg.linking.files.table import Columns


class ExcelFile:
    """One sheet of a workbook: the first, or the one that is named. Its first row is the header."""

    def __init__(self, path: Path, sheet: str | None = None) -> None:
        self.path = str(path)
        self._book = _load(path, values=False)
        self._sheet = _sheet(self._book, sheet, self.path)
        self._values = self._sheet
        if any(cell.data_type == "f" for row in self._sheet.iter_rows() for cell in row):
            self._values = _sheet(_load(path, values=True), sheet, self.path)  # what Excel computed last
        header = [_text(cell.value) for cell in next(self._sheet.iter_rows(max_row=1), ())]
        while header and not header[-1]:
            header.pop()
        if not header:
            raise InputError(
                "the first row is empty", location=self._at(1), remedy="It needs the names of the columns."
            )
        self.columns: Sequence[str] = header

    def texts(self, column: str) -> list[str]:
        """Give the cells of a column; a formula's as Excel last computed it."""
        index = self.columns.index(column) + 1
        return [_text(value) for (value,) in self._values.iter_rows(2, None, index, index, values_only=True)]

    def place(self, row: int, column: str) -> Location:
        """Give sheet, row and column number."""
        return self._at(row + 2, self.columns.index(column) + 1)

    def with_columns(self, added: Columns) -> bytes:
        """Give the workbook with cells at the right of everything."""
        right = self._sheet.max_column
        for offset, (name, cells) in enumerate(added.items(), 1):
            self._sheet.cell(1, right + offset, name)
            for row, text in enumerate(cells, 2):
                if text:
                    self._sheet.cell(row, right + offset, int(text) if text.isdecimal() and text[0] != "0" else text)
        return _bytes(self._book)

    def _at(self, row: int, column: int = 0) -> Location:
        return Location(f"{self.path}#{self._sheet.title}", row, column)


def write_excel(columns: Columns) -> bytes:
    """Give columns of texts as a workbook of one sheet."""
    book = _openpyxl().Workbook()
    book.active.append(list(columns))
    for cells in zip(*columns.values(), strict=True):
        book.active.append(list(cells))
    for row in book.active.iter_rows():
        for cell in row:
            if cell.data_type == "f":  # a text that begins with = is no formula
                cell.data_type = "s"
    return _bytes(book)


_INNER = (LookupError, ValueError, TypeError, AttributeError, zlib.error)  # what openpyxl lets through


def _load(path: Path, *, values: bool) -> Any:
    openpyxl = _openpyxl()
    from openpyxl.utils.exceptions import InvalidFileException

    damaged = (zipfile.BadZipFile, InvalidFileException, ParseError, EOFError, *_INNER)
    try:
        return openpyxl.load_workbook(path, data_only=values, keep_vba=path.suffix.lower() == ".xlsm")
    except damaged as error:
        remedy = "Open it in a spreadsheet program and save it again as .xlsx."
        raise InputError(f"not a whole Excel file: {error}", location=Location(str(path)), remedy=remedy) from error


def _sheet(book: Any, name: str | None, path: str) -> Any:
    if name is None:
        return book.worksheets[0]
    if name not in book.sheetnames:
        raise UsageError(f"{path} has no sheet {name!r}", remedy=f"There are: {', '.join(book.sheetnames)}.")
    return book[name]


def _bytes(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _openpyxl() -> Any:
    try:
        import openpyxl  # only for whoever has such a file
    except ImportError as error:
        raise UsageError(
            "Excel files cannot be read here", remedy="Install what reads them: pip install 'diplograph[linking]'"
        ) from error
    return openpyxl
