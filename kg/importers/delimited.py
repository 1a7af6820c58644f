"""Delimited text: CSV and its kin, cut into pieces of whole records and parsed piece by piece."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.csv as pa_csv

from kg.errors import InputError, Location
from kg.importers.batches import Batch, Columns, Ragged, with_missing
from kg.importers.dataset import Table
from kg.importers.files import iter_text

_PIECE = 8 << 20  # bytes of text that are parsed at a time
_LONGEST = 64 << 20  # bytes without the end of a record after which a quotation mark must be a mistake

csv.field_size_limit(_LONGEST)


def read_header(path: Path, table: Table) -> tuple[str, ...]:
    """Give the names in the first record of a file; raises InputError if it is empty."""
    begin = next(_pieces(path, replace(table, tolerant=True)), b"")
    names: list[str] = next((record for record in _reader(begin, table) if record), [])
    if not begin.strip():
        raise InputError("the file is empty", location=Location(str(path)), remedy="Is it the right file?")
    return tuple(name.strip() for name in names)


def iter_delimited(path: Path, table: Table, columns: Columns) -> Iterator[Batch]:
    """Yield the rows of a delimited file."""
    line, row = 1, 1
    for number, piece in enumerate(_pieces(path, table)):
        text = piece
        if number == 0 and not table.header:
            text, lines = _without_header(piece, table)
            line, row = line + lines, row + 1
        batch, records = _parsed(text, table, columns, line, row)
        if records:
            yield batch
        line, row = line + text.count(b"\n"), row + records


def _parsed(text: bytes, table: Table, columns: Columns, line: int, row: int) -> tuple[Batch, int]:
    """Parse whole records; give the batch and how many records it was made of."""
    ragged: list[Any] = []
    width = len(columns.names)
    parsed = _parse(text, table, columns, ragged) if text.strip(b"\r\n") else pa.table({})
    wrong = {invalid.number for invalid in ragged}
    records = parsed.num_rows + len(wrong)
    rows = range(row, row + records)
    lines = _Lines(text, table, line)
    batch = Batch(
        with_missing(pl.DataFrame(pl.from_arrow(parsed)), tuple(table.columns)),
        [number for place, number in enumerate(rows, 1) if place not in wrong] if wrong else rows,
        lines.of_row_after(wrong) if wrong else lines.__getitem__,
        tuple(Ragged(row + r.number - 1, lines[r.number - 1], r.actual_columns, width) for r in ragged),
        escaped=not any(character in text for character in (b"\\", b'"', table.quote.encode()) if character),
    )
    return batch, records


def _parse(text: bytes, table: Table, columns: Columns, ragged: list[Any]) -> pa.Table:
    def refuse(row: Any) -> str:
        ragged.append(row)
        return "skip"

    numbers = [str(place) for place in range(len(columns.names))]
    wanted = {name: str(place) for name, place in columns.places.items()}
    parsed = pa_csv.read_csv(
        pa.BufferReader(text),
        read_options=pa_csv.ReadOptions(column_names=numbers, use_threads=False, block_size=len(text) + 1),
        parse_options=pa_csv.ParseOptions(
            delimiter=table.delimiter,
            quote_char=table.quote or False,
            newlines_in_values=bool(table.quote),
            invalid_row_handler=refuse,
        ),
        convert_options=pa_csv.ConvertOptions(
            column_types=dict.fromkeys(numbers, pa.string()),
            include_columns=list(wanted.values()),
            strings_can_be_null=False,
            check_utf8=False,
        ),
    )
    return parsed.rename_columns(list(wanted))


class _Lines:
    """The line in which each record of a piece begins, found only when somebody asks."""

    def __init__(self, text: bytes, table: Table, first: int) -> None:
        self._text, self._table, self._first = text, table, first
        self._lines: list[int] = []

    def __getitem__(self, place: int) -> int:
        if not self._lines:
            reader, line = _reader(self._text, self._table), self._first
            for record in reader:
                if record:
                    self._lines.append(line)
                line = self._first + reader.line_num
        return self._lines[place]

    def of_row_after(self, skipped: set[int]) -> Any:
        """Give the lines of the records that are left when some, counted from 1, are skipped."""
        kept = None

        def line(place: int) -> int:
            nonlocal kept
            if kept is None:
                self[0]
                kept = [found for number, found in enumerate(self._lines, 1) if number not in skipped]
            return kept[place]

        return line


def _without_header(piece: bytes, table: Table) -> tuple[bytes, int]:
    """Give what follows the first record, and how many lines that record and blank ones before it take."""
    reader = _reader(piece, table)
    for record in reader:
        if record:
            break
    place = 0
    for _ in range(reader.line_num):
        place = piece.find(b"\n", place) + 1 or len(piece)
    return piece[place:], reader.line_num


def _reader(text: bytes, table: Table) -> Any:
    lines = io.StringIO(text.decode(), newline="")
    if not table.quote:
        return csv.reader(lines, delimiter=table.delimiter, quotechar=None, quoting=csv.QUOTE_NONE)
    return csv.reader(lines, delimiter=table.delimiter, quotechar=table.quote)


def _pieces(path: Path, table: Table) -> Iterator[bytes]:
    """Yield the text in pieces that end with a record."""
    blocks: list[bytes] = []
    size, line = 0, 1
    quote = table.quote.encode()
    for block in iter_text(path, table.encoding, tolerant=table.tolerant):
        blocks.append(block)
        size += len(block)
        if size >= _PIECE:
            text = b"".join(blocks)
            end = _end_of_records(text, quote)
            if not end and size > _LONGEST:
                raise _unclosed(text, quote, path, line) if quote and quote in text else _endless(path, line)
            if end:
                yield text[:end]
                line += text.count(b"\n", 0, end)
            blocks, size = [text[end:]], len(text) - end
    rest = b"".join(blocks)
    if quote and rest.count(quote) % 2:
        raise _unclosed(rest, quote, path, line)
    if rest:
        yield rest


def _end_of_records(text: bytes, quote: bytes) -> int:
    """Give where the last whole record ends: after a line end that no quotation marks enclose."""
    end = text.rfind(b"\n") + 1
    if not quote or quote not in text:
        return end
    odd = text.count(quote, 0, end) % 2
    while end and odd:
        before = text.rfind(b"\n", 0, end - 1) + 1
        odd ^= text.count(quote, before, end) % 2
        end = before
    return end


def _endless(path: Path, line: int) -> InputError:
    return InputError(
        f"a line is longer than {_LONGEST:,} bytes",
        location=Location(str(path), line),
        remedy="Is it the right file?",
    )


def _unclosed(text: bytes, quote: bytes, path: Path, line: int) -> InputError:
    """Say where a quotation mark is that nothing closes: in the first line with an odd number of them."""
    lines = text.split(b"\n")
    place = next((n for n, one in enumerate(lines) if one.count(quote) % 2), 0)
    return InputError(
        "a text in quotation marks begins here and does not end",
        location=Location(str(path), line + place, lines[place].decode().find(quote.decode()) + 1),
        excerpt=lines[place].decode().rstrip("\r"),
        remedy='Close it, or set quote = "" for the table in the descriptor if its files quote nothing.',
    )
