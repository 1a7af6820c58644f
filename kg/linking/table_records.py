"""Records of a table: its rows, those with the same identifier together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kg.config import Margins
from kg.errors import DateError
from kg.linking.classes import Classes
from kg.linking.columns import Columns
from kg.linking.record import Record
from kg.linking.tables import Row, Table
from kg.model.bounds import Bounds
from kg.model.dates import parse_date

_DAY = re.compile(r"(\d{4})-(\d\d?)(?:-(\d\d?))?(?:[T ].*)?")
_TURNED = re.compile(r"(\d\d?)[.:](\d\d?)[.:](\d{4})")  # day, month, year
_YEAR = re.compile(r"\d{4}")
_NOTHING = frozenset({"", "-9", "-8", "-7", "0", "na", "n/a", "nan", ".", "none", "null", "-"})


Clean = Callable[[str, str], str]


def read_table_records(
    table: Table, columns: Columns, classes: Classes, kind: str | None, clean: Clean = lambda _, cell: cell
) -> list[Record]:
    """Make one record of all rows with the same identifier, in the order of the table.

    `kind`: the class of all of them, by local name. `clean` gives the bare identifier of a scheme in a cell.
    """
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in table.rows:
        if row[columns.id].casefold() not in _NOTHING:
            rows[row[columns.id]].append(row)
    return [
        _record(identifier, same, columns, clean, _kind(same, columns, classes, kind))
        for identifier, same in rows.items()
    ]


class _Kind(NamedTuple):
    """The class of a record, by local name, and all that are above it; nothing if it is not known."""

    name: str = ""
    classes: frozenset[str] = frozenset()


def _kind(rows: Sequence[Row], columns: Columns, classes: Classes, kind: str | None) -> _Kind:
    if kind is None and columns.type:
        kind = next((found for row in rows if (found := classes.called(row[columns.type or ""]))), None)
    return _Kind(kind, classes.with_above(kind)) if kind else _Kind()


def _record(identifier: str, rows: Sequence[Row], columns: Columns, clean: Clean, kind: _Kind) -> Record:
    names = tuple(dict.fromkeys(row[name] for name in columns.names for row in rows if row[name]))
    begins = sorted(filter(None, (_date(row, columns.begin) for row in rows)))
    ends = sorted(filter(None, (_date(row, columns.end) for row in rows)))
    date = f"{begins[0] if begins else ''}/{ends[-1] if ends else ''}" if begins or ends else ""
    bounds = _bounds(date)
    codes = {scheme: frozenset(_codes(rows, scheme, name, clean)) for scheme, name in columns.codes}
    return Record(
        identifier,
        names[0] if names else identifier,
        names,
        kind.name,
        kind.classes,
        date if bounds else "",
        bounds,
        {scheme: found for scheme, found in codes.items() if found},
        is_temporal="TemporalEntity" in kind.classes,
    )


def _codes(rows: Sequence[Row], scheme: str, name: str, clean: Callable[[str, str], str]) -> Iterator[str]:
    for row in rows:
        if row[name].casefold() not in _NOTHING:
            yield clean(scheme, row[name])


def _date(row: Row, columns: Sequence[str]) -> str:
    """Give the date in one column, or in those of year, month and day, as EDTF; nothing where it says none."""
    cells = [row[name] for name in columns]
    if len(cells) == 1:
        return _whole_date(cells[0])
    parts = []
    for cell, width in zip(cells, (4, 2, 2), strict=False):
        if cell.casefold() in _NOTHING or not cell.isdecimal():
            break
        parts.append(cell.zfill(width))
    return "-".join(parts)


def _whole_date(cell: str) -> str:
    if match := _TURNED.fullmatch(cell):
        return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    if match := _DAY.fullmatch(cell):
        return "-".join(f"{int(part):02}" if i else part for i, part in enumerate(match.groups()) if part)
    return cell if _YEAR.fullmatch(cell) and cell != "0000" else ""


def _bounds(date: str) -> Bounds | None:
    """Give the bounds of a date; none where it is no day of the calendar: evidence that nothing follows from."""
    try:
        return parse_date(date).bounds(Margins()) if date else None
    except DateError:
        return None
