"""Dating: when what is asked for was there, as the conditions of a query tell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kg.errors import DateError
from kg.linking.reconciling.when import parse_days, parse_year
from kg.linking.states.record import Days
from kg.model.bounds import Bounds
from kg.model.dates import parse_date

_LONGEST = 100  # characters of a date in a cell; a list of dates is none, and takes long to be found out


class Dates(NamedTuple):
    """The days on which something was there, and the time that it filled, each with the text that says so.

    `is_unread`: something was said of time that is no date, so that nobody can tell whether an entity of that time is
    meant.
    """

    on: Days | None = None
    on_text: str = ""
    span: Bounds | None = None
    span_text: str = ""
    is_unread: bool = False

    @property
    def bounds(self) -> Bounds | None:
        """The days as bounds, between which it was there at some time."""
        return Bounds(earliest_begin=self.on.first, latest_end=self.on.last) if self.on else None


def read_dates(on: Iterable[str], begins: Iterable[str], ends: Iterable[str]) -> Dates:
    """Read the first text of each sort that is a date; a text that is none says nothing."""
    on, begins, ends = map(tuple, (on, begins, ends))
    days, text = next(((found, text) for text in on if (found := read_days(text))), (None, ""))
    begin, end = (next(filter(is_date, texts), "") for texts in (begins, ends))
    span = f"{begin}/{end}" if begin or end else ""
    bounds = parse_date(span).bounds() if is_date(span) else None
    return Dates(days, text, bounds, span, is_unread=any((on, begins, ends)) and days is None and bounds is None)


def read_days(text: str) -> Days | None:
    """Give the days that a year or date of any precision stands for, or None where a text is neither."""
    if not _may_be_date(text):
        return None
    for parse in (parse_year, parse_days):
        try:
            days = parse(text)
        except ValueError:
            continue
        return days if days and (days.first or days.last) else None
    return None


def is_date(text: str) -> bool:
    """Say whether a text is a date with bounds."""
    try:
        return _may_be_date(text) and parse_date(text).bounds() != Bounds()
    except DateError:
        return False


def _may_be_date(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and "," not in text
