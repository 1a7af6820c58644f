"""Tables that spreadsheets open: a text stays a text there."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def as_text(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula, the mark by which it itself tells a text.

    That is what begins with = + - @ or a control character, and is no number.
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def write_csv(columns: Iterable[str], rows: Iterable[Iterable[str]], line_end: str = "\n") -> str:
    """Write a table as CSV (RFC 4180, where the line ends are CRLF); every cell below the header is made safe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=line_end)
    writer.writerow(columns)
    writer.writerows([as_text(cell) for cell in row] for row in rows)
    return out.getvalue()
