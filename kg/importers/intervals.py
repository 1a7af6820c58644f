"""Dates of nodes: an EDTF text and its four bounds, by the rules of `kg.model.dates`.

An EDTF interval may not begin after the first day that its end may mean. Where the begin is the more precise one
(`1961-07-06` to `1961`), the date is what both share (`1961`), and the bounds say the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import narwhals as nw

from kg.importers.cells import Cells, Day
from kg.importers.dataset import DateColumns, DayColumns
from kg.importers.days import read_day
from kg.importers.rows import Rows, all_of, either, joined


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of each row and its bounds; each text is empty where there is none."""

    text: nw.Expr
    earliest_begin: nw.Expr
    latest_begin: nw.Expr
    earliest_end: nw.Expr
    latest_end: nw.Expr
    full: bool = False  # whether every row is known to have all five

    def bounds(self) -> dict[str, nw.Expr]:
        """The bounds by the local names of their properties."""
        return {
            "earliestBegin": self.earliest_begin,
            "latestBegin": self.latest_begin,
            "earliestEnd": self.earliest_end,
            "latestEnd": self.latest_end,
        }


def read_date(date: DateColumns, cells: Cells, closed: str, applies: nw.Expr | None) -> Dated:
    """Read the date that columns hold; `closed` is the last day on which what is `still` so is known to have been."""
    if date.on:
        day = read_day(date.on, cells, applies)
        return Dated(day.text, day.first, day.last, day.first, day.last, full=day.full)
    nothing = cells.rows.define(nw.lit(""), "nothing")
    unknown = Day(nothing, nothing, nothing)
    begin = read_day(date.begin, cells, applies) if date.begin else unknown
    still = all_of(cells.meets(date.still)) if date.still else None
    lasts = applies if still is None else ~still if applies is None else applies & ~still
    end = read_day(date.end, cells, lasts) if date.end else unknown
    if date.until_closed:
        still = end.text == nw.lit(closed)
    if still is not None and cells.rows.any(still):
        text, first, last = (cells.rows.define(either(still, "", text)) for text in (end.text, end.first, end.last))
        end = Day(text, first, last)
    _check_order(date, begin, end, cells.rows, applies)
    dated = _interval(begin, end, cells.rows)
    return dated if still is None else _lasting(dated, still, closed, cells.rows)


def _check_order(date: DateColumns, begin: Day, end: Day, rows: Rows, applies: nw.Expr | None) -> None:
    late = (begin.text != "") & (end.text != "") & (begin.first > end.last)
    columns = [name for day in (date.begin, date.end) if isinstance(day, DayColumns) for name in day.columns]
    rows.check(
        "interval-reversed",
        tuple(columns),
        "{} is an interval that ends before it begins",
        late if applies is None else late & applies,
        "Correct the cells.",
    )


def _interval(begin: Day, end: Day, rows: Rows) -> Dated:
    has_begin, has_end = begin.text != "", end.text != ""
    cut = has_begin & has_end & (begin.first > end.first)
    alone = has_begin & (begin.text == end.text)
    text = either(alone | cut, end.text, either(has_begin | has_end, joined(begin.text, "/", end.text), ""))
    earliest_end = either(has_begin & (~has_end | (begin.first > end.first)), begin.first, end.first)
    latest_begin = either(has_begin & (~has_end | (begin.last <= end.last)), begin.last, end.last)
    return Dated(
        text=rows.define(text),
        earliest_begin=begin.first,
        latest_begin=rows.define(latest_begin),
        earliest_end=rows.define(earliest_end),
        latest_end=end.last,
    )


def _lasting(dated: Dated, still: nw.Expr, closed: str, rows: Rows) -> Dated:
    """State how long what has not ended is known to have lasted: until the release closed."""
    known = still & (dated.text != "")
    lasted = either(dated.earliest_begin > nw.lit(closed), dated.earliest_begin, closed)
    end = rows.define(either(known, lasted, dated.earliest_end))
    return Dated(dated.text, dated.earliest_begin, dated.latest_begin, end, dated.latest_end)
