"""CSV and TSV: columns are added to each record; every byte that was there stays as it was."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import InputError, Location, UsageError
from kg.linking.files.table import Columns
from kg.sources.signs import NO_TABLES, Sign

STANDARD_INPUT = Path("-")
_DELIMITERS = ",;\t|"
_BOM = "\ufeff"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ENDS = ("\n", "\r")
_OTHERS = (
    *NO_TABLES,
    Sign(
        b"PK\x03\x04",
        "is a workbook or a zip archive, no CSV",
        "Give a workbook the suffix .xlsx; unpack an archive.",
    ),
    Sign(b"\x1f\x8b", "is packed with gzip", "Unpack it."),
)


class DelimitedFile:
    """A text file of records. Delimiter, quotes, line ends and byte order mark are kept.

    Of the cells, only those that are asked for are held; a million small lists would cost more than reading twice.
    """

    def __init__(self, path: Path, encoding: str = "utf-8") -> None:
        self.path = "standard input" if path == STANDARD_INPUT else str(path)
        self._encoding = encoding
        self._text = _decode(path, encoding)
        self._lines = list(io.StringIO(self._text.removeprefix(_BOM), newline=""))
        self._delimiter = _delimiter(path, self._lines)
        self.columns: Sequence[str] = next((cells for _, _, cells in self._records()), [])
        if not self.columns:
            raise InputError("the file is empty", location=Location(self.path, 1))
        self._firsts, self._lasts = self._check_widths()

    def texts(self, column: str) -> list[str]:
        """Give the cells of a column."""
        index = self.columns.index(column)
        cells = csv.reader(self._lines, delimiter=self._delimiter, strict=True)
        next(cells)
        return [row[index] for row in cells if row]

    def place(self, row: int, column: str) -> Location:
        """Give the line on which a row begins and, if it is all on that line, the character at which the cell does."""
        first, last = self._firsts[row + 1], self._lasts[row + 1]
        if last > first + 1:
            return Location(self.path, first + 1)
        start, line = 0, self._lines[first]
        cells = next(csv.reader([line], delimiter=self._delimiter))
        for cell in cells[: self.columns.index(column)]:
            quoted = f'"{cell.replace(chr(34), chr(34) * 2)}"'
            start += len(quoted if line.startswith(quoted, start) else cell) + 1
        return Location(self.path, first + 1, start + 1)

    def with_columns(self, added: Columns) -> bytes:
        """Give the bytes of the file with cells added at the end of each record."""
        quoted = {text: self._quote(text) for cells in added.values() for text in set(cells)}
        columns = [[self._quote(name), *map(quoted.__getitem__, cells)] for name, cells in added.items()]
        tails = map(self._delimiter.join, zip(*columns, strict=True))
        lines = self._lines.copy()
        for last, tail in zip(self._lasts, tails, strict=True):
            line = lines[last - 1]
            end = "\r\n" if line.endswith("\r\n") else line[-1:] if line[-1:] in _ENDS else ""
            lines[last - 1] = f"{line.removesuffix(end)}{self._delimiter}{tail}{end}"
        mark = _BOM if self._text.startswith(_BOM) else ""
        return (mark + "".join(lines)).encode(self._encoding)

    def _records(self) -> Iterator[tuple[int, int, list[str]]]:
        """Yield each record: its first line, the line after its last, and its cells; a blank line has no cells."""
        reader = csv.reader(self._lines, delimiter=self._delimiter, strict=True)
        before = 0
        try:
            for cells in reader:
                yield before, reader.line_num, cells
                before = reader.line_num
        except csv.Error as error:
            remedy = "Is a quotation mark not closed, or not doubled inside a cell?"
            raise InputError(
                f"not a table: {error}", location=Location(self.path, before + 1), remedy=remedy
            ) from error

    def _check_widths(self) -> tuple[list[int], list[int]]:
        """Give the first line of each record that is not blank, and the line after its last."""
        firsts, lasts, width = [], [], len(self.columns)
        for first, last, cells in self._records():
            if cells:
                firsts.append(first)
                lasts.append(last)
                if len(cells) != width:
                    found = f"{len(cells)} cells where the header has {width}"
                    remedy = "Is a cell with the delimiter in it not in quotes, or the delimiter another one?"
                    raise InputError(found, location=Location(self.path, first + 1), remedy=remedy)
        return firsts, lasts

    def _quote(self, text: str) -> str:
        return _quoted(text, self._delimiter)


def write_delimited(columns: Columns, delimiter: str) -> bytes:
    """Give columns of texts as CSV in UTF-8."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return buffer.getvalue().encode()


def _quoted(text: str, delimiter: str) -> str:
    needs = delimiter in text or '"' in text or "\n" in text or "\r" in text
    return '"' + text.replace('"', '""') + '"' if needs else text


def _decode(path: Path, encoding: str) -> str:
    content = sys.stdin.buffer.read() if path == STANDARD_INPUT else path.read_bytes()
    for sign, what, remedy in _OTHERS:
        if content.startswith(sign):
            raise InputError(what, location=Location(str(path)), remedy=remedy)
    try:
        return content.decode(encoding)
    except LookupError as error:
        raise UsageError(f"there is no encoding {encoding!r}", remedy="Such as: utf-8, cp1252, utf-16.") from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        begin = content.rfind(b"\n", 0, error.start) + 1
        before = content[begin : error.start].decode(encoding, errors="replace")
        other = "utf-16" if content.startswith(_UTF16) else "cp1252"
        raise InputError(
            f"not {encoding}: byte 0x{content[error.start]:02X}",
            location=Location(str(path), line, len(before) + 1),
            remedy=f"Name the encoding, such as --encoding {other}, or save the file as UTF-8.",
        ) from error


def _delimiter(path: Path, lines: Sequence[str]) -> str:
    """Give the tab of a .tsv file, or else the delimiter that gives the header most cells."""
    if path.suffix.lower() in {".tsv", ".tab"}:
        return "\t"
    header = lines[0] if lines else ""
    return max(_DELIMITERS, key=lambda each: len(next(csv.reader([header], delimiter=each), [])))
