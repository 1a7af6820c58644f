"""Days as a dataset records them: the EDTF text with the precision they have, and the first and last day they mean."""

from __future__ import annotations

from dataclasses import dataclass

import narwhals as nw

from kg.importers.cells import Cells, Day
from kg.importers.dataset import DayColumns
from kg.importers.formats import NAMES, DayFormat, parse_format, slices
from kg.importers.nodes import ISO
from kg.importers.rows import Rows, either, joined

_REMEDY = "Correct the cell, or list it under null in the descriptor if it stands for unknown."
# Almost every day there is, so that rows which have no other need not be looked at any closer.
_ORDINARY = (
    "^[1-9][0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))$"
)
_ZEROS = ["0", "00", "0000", "0000-00-00"]
_MONTHS = [f"{month:02}" for month in range(1, 13)]
_DAYS = [f"{day:02}" for day in range(1, 32)]
_SHORT = ["04", "06", "09", "11"]
_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@dataclass(frozen=True, slots=True)
class _Parts:
    year: nw.Expr
    month: nw.Expr
    day: nw.Expr
    shaped: nw.Expr  # whether the cells have the shape of a date


def read_day(columns: DayColumns, cells: Cells, applies: nw.Expr | None) -> Day:
    """Read the day that columns hold; rows to which it applies and in which it is none are reported."""
    rows = cells.rows
    if columns.format == ISO and columns not in cells.days:
        cell = cells.cell(columns.columns[0])
        if not rows.any(~cell.str.contains(_ORDINARY)):
            cells.days[columns] = Day(cell, cell, cell, full=True), []
    if columns not in cells.days:
        parts = _split(columns, cells)
        year, month, day = (rows.define(part) for part in (parts.year, parts.month, parts.day))
        failures = _failures(columns, _Parts(year, month, day, parts.shaped), rows)
        cells.days[columns] = (_day(year, month, day, rows), failures)
    found, failures = cells.days[columns]
    for code, message, fails in failures:
        condition = fails if applies is None else fails & applies
        rows.check(code, columns.columns, message, condition, _REMEDY)
    return found


def _split(columns: DayColumns, cells: Cells) -> _Parts:
    """Give year, month and day with their leading zeros, empty where they are unknown."""
    rows = cells.rows
    if not columns.format:
        numbers = [_number(cells.cell(name), rows) for name in columns.columns]
        parts = [either(n == "", "", n.str.zfill(w)) for n, w in zip(numbers, (4, 2, 2), strict=False)]
        year, month, day = (*parts, *[nw.lit("")] * (3 - len(parts)))
        return _Parts(year, month, day, nw.lit(True))
    cell = cells.cell(columns.columns[0])
    if rows.any(cell.is_in(_ZEROS)):
        cell = rows.define(either(cell.is_in(_ZEROS), "", cell))
    return _split_iso(cell, rows) if columns.format == ISO else _split_format(cell, parse_format(columns.format), rows)


def _number(cell: nw.Expr, rows: Rows) -> nw.Expr:
    if rows.any(cell.str.contains(r"\.0+$")):
        cell = rows.define(cell.str.replace_all(r"\.0+$", ""))
    return rows.define(either(cell.is_in(_ZEROS), "", cell))


def _split_iso(cell: nw.Expr, rows: Rows) -> _Parts:
    shaped = cell.str.contains(r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T.*)?)?)?$") | (cell == "")
    year, month, day = (cell.str.slice(start, width) for start, width in ((0, 4), (5, 2), (8, 2)))
    if not rows.any(month == "00") and not rows.any(day == "00"):
        return _Parts(year, month, day, shaped)
    return _Parts(year, either(month == "00", "", month), either(day == "00", "", day), shaped)


def _split_format(cell: nw.Expr, form: DayFormat, rows: Rows) -> _Parts:
    if form.separator:
        pieces = joined(cell, form.separator * len(form.parts)).str.split(form.separator)  # a piece for each part
        found = {part: pieces.list.get(place) for place, part in enumerate(form.parts)}
        shaped = cell.str.contains(f"^{'[^0-9A-Za-z]+'.join(_shape(part) for part in form.parts)}$")
    else:
        found = {part: cell.str.slice(*place) for part, place in slices(form).items()}
        shaped = cell.str.contains(f"^[0-9]{{{sum(width for _, width in slices(form).values())}}}$")
    month = _month_named(found[NAMES], rows) if NAMES in found else found.get("m", nw.lit(""))
    parts = [rows.define(part) for part in (found["Y"], month, found.get("d", nw.lit("")))]
    year, month, day = (
        either(part.is_in(["", *_ZEROS]), "", part.str.zfill(width))
        for part, width in zip(parts, (4, 2, 2), strict=True)
    )
    return _Parts(year, month, day, shaped | (cell == ""))


def _shape(part: str) -> str:
    return {"Y": "[0-9]{4}", NAMES: "[A-Za-z]{3,9}[.]?"}.get(part, "[0-9]{1,2}")


def _month_named(name: nw.Expr, rows: Rows) -> nw.Expr:
    """Give the number of a month by the first three letters of its name: 13, which no month has, if there is none."""
    lower = rows.define(name.str.to_lowercase())
    short = rows.define(lower.str.slice(0, 3))
    return short.replace_strict(["", *_NAMES], ["", *_MONTHS], default="13", return_dtype=nw.String)


def _failures(columns: DayColumns, parts: _Parts, rows: Rows) -> list[tuple[str, str, nw.Expr]]:
    year, month, day = parts.year, parts.month, parts.day
    unreadable = ~parts.shaped | ~((year == "") | year.str.contains("^[0-9]{4}$")) | (year == "0000")
    if not columns.format:
        for part in (month, day):
            unreadable = unreadable | ~((part == "") | part.str.contains("^[0-9]{2}$"))
    impossible = ~((month == "") | month.is_in(_MONTHS)) | ~((day == "") | day.is_in(_DAYS))
    late = (month != "") & (day > "28")
    if rows.any(late):
        impossible = impossible | (late & (day > _last_day(year, month)))
    found = []
    if rows.any(unreadable):
        unreadable = rows.define(unreadable)
        impossible = impossible & ~unreadable
        found.append(("date-unreadable", "{} is not a date that can be read", unreadable))
    if rows.any(impossible):
        found.append(("date-impossible", "{} is not a day of the calendar", rows.define(impossible)))
    return found


def _day(year: nw.Expr, month: nw.Expr, day: nw.Expr, rows: Rows) -> Day:
    """Put the parts together; a day without its month says nothing."""
    if not rows.any((year == "") | (month == "") | (day == "")):
        full = rows.define(joined(year, "-", month, "-", day))
        return Day(full, full, full)
    has_month, has_day = month != "", (month != "") & (day != "")
    text = joined(year, either(has_month, joined("-", month), ""), either(has_day, joined("-", day), ""))
    first = joined(year, "-", either(has_month, month, "01"), "-", either(has_day, day, "01"))
    last_day = either(has_month, _last_day(year, month), "31")
    last = joined(year, "-", either(has_month, month, "12"), "-", either(has_day, day, last_day))
    unknown = year == ""
    text, first, last = (rows.define(either(unknown, "", value)) for value in (text, first, last))
    return Day(text, first, last)


def _last_day(year: nw.Expr, month: nw.Expr) -> nw.Expr:
    number = either(year.str.contains("^[0-9]{4}$"), year, "1").cast(nw.Int64)
    leap = (number % 4 == 0) & ((number % 100 != 0) | (number % 400 == 0))
    return either(month.is_in(_SHORT), "30", either(month == "02", either(leap, "29", "28"), "31"))
