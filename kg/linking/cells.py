"""Cells: a tab-separated table cell by cell, each with its place; and cells that hold several values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.errors import InputError, Location

# A cell in quotes, in which tabs and ends of line may stand and quotes are doubled; or one without.
_CELL = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)|([^\t\n]*)')
_VALUE = re.compile(r"(?:[^\\|]|\\[\\|]|\\)+")
_ESCAPED = re.compile(r"\\([\\|])")


class Cell(NamedTuple):
    """What stands in a cell, and where the cell begins."""

    text: str
    place: Location


def iter_rows(text: str, name: str, line: int = 1) -> Iterator[list[Cell]]:
    """Yield the rows of a table whose first line has that number; empty lines are left out.

    Raises InputError where a cell begins with a quote that does not end it.
    """
    text, position, start, row = text.replace("\r\n", "\n"), 0, 0, list[Cell]()
    while position < len(text) or row:
        match = _CELL.match(text, position)
        assert match is not None, "an empty text is a cell"
        place = Location(name, line, position - start + 1)
        row.append(Cell(_content(match, place), place))
        position = match.end() + 1
        if breaks := match[0].count("\n"):
            line, start = line + breaks, text.rindex("\n", 0, match.end()) + 1
        if match.end() == len(text) or text[match.end()] == "\n":
            if len(row) > 1 or row[0].text:
                yield row
            line, start, row = line + 1, position, []


def split_values(cell: str) -> tuple[str, ...]:
    r"""Split a cell at its bars; `\|` is a bar within a value, `\\` a backslash."""
    return tuple(_ESCAPED.sub(r"\1", match[0]).strip() for match in _VALUE.finditer(cell) if match[0].strip())


def join_values(values: Iterable[str]) -> str:
    """Write values into one cell, as `split_values` reads them."""
    return "|".join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)


def format_row(cells: Iterable[str]) -> str:
    """Write a row as `iter_rows` reads it."""
    return "\t".join(map(_format_cell, cells)) + "\n"


def _content(match: re.Match[str], place: Location) -> str:
    if match[1] is not None:
        return match[1].replace('""', '"')
    if match[2].startswith('"'):
        raise InputError(
            "a cell begins with a quote that does not end it",
            location=place,
            excerpt=None,
            remedy='Write "" for a quote within, and put the whole cell into quotes.',
        )
    return match[2]


def _format_cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(character in text for character in '"\t\n\r') else text
