"""Periods: the days that one EDTF date, neither an interval nor a set, may mean."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.config import Margins
from kg.errors import DateError

# First and last month of each EDTF "season". 21-24 do not say which hemisphere and are read as northern, as 25-28 are;
# winter begins in December of its year and ends in February of the next (month 14). 29-32 are southern; 33-36 are
# quarters, 37-39 quadrimesters, 40-41 halves of a year.
SEASONS = {
    **dict.fromkeys((21, 25, 31), (3, 5)),
    **dict.fromkeys((22, 26, 32), (6, 8)),
    **dict.fromkeys((23, 27, 29), (9, 11)),
    **dict.fromkeys((24, 28, 30), (12, 14)),
    **dict(zip(range(33, 37), ((1, 3), (4, 6), (7, 9), (10, 12)), strict=True)),
    **dict(zip(range(37, 40), ((1, 4), (5, 8), (9, 12)), strict=True)),
    **dict(zip(range(40, 42), ((1, 6), (7, 12)), strict=True)),
}

_DATE = re.compile(
    r"(?P<year_left>[?~%]?)(?P<year>[\dX]{4})(?:S(?P<significant>\d+))?(?P<year_right>[?~%]?)"
    r"(?:-(?P<month_left>[?~%]?)(?P<month>[\dX]{2})(?P<month_right>[?~%]?)"
    r"(?:-(?P<day_left>[?~%]?)(?P<day>[\dX]{2})(?P<day_right>[?~%]?))?)?"
    r"(?:T.*)?"
)
_WEIGHTS = {"": 0, "?": 1, "~": 1, "%": 2}


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day that a date may mean."""

    first: dt.date
    last: dt.date


def parse_period(text: str, margins: Margins) -> Period:
    """Give the days that `text`, the valid EDTF of a single date, may mean.

    Each `?` and `~` widens both sides by the margin of the component it stands at, each `%` by twice that margin.
    Raises DateError for a day that no calendar has and, as unsupported, for a year that is quite unknown or lies
    outside 0001 to 9999.
    """
    match = _DATE.fullmatch(text)
    if match is None:
        raise DateError(text, "has a year outside 0001 to 9999, or in the long form (Y…)", unsupported=True)
    parts = {name: part or "" for name, part in match.groupdict().items()}
    period = _plain_period(text, _masked_year(text, parts["year"], parts["significant"]), parts["month"], parts["day"])
    return _widened(text, period, *_width(parts, margins))


def _masked_year(text: str, year: str, significant: str) -> str:
    if significant:  # 1950S2 is a year of which only the first two digits are sure: 19XX
        year = year[: int(significant[:4])].ljust(4, "X")
    if year == "XXXX":
        raise DateError(text, "says nothing about the year", unsupported=True)
    if year.replace("X", "0") == "0000":
        raise DateError(text, "may mean the year 0000, outside 0001 to 9999", unsupported=True)
    return year


def _plain_period(text: str, year: str, month: str, day: str) -> Period:
    if month.isdecimal() and int(month) in SEASONS:
        return _season(text, int(year), *SEASONS[int(month)])
    first = next(_days(year, month or "XX", day or "XX", "0123456789"), None)
    last = next(_days(year, month or "XX", day or "XX", "9876543210"), None)
    if first is None or last is None:
        raise DateError(text, "is not a day of the calendar")
    return Period(first, last)


def _season(text: str, year: int, first_month: int, last_month: int) -> Period:
    try:
        end = _months_away(dt.date(year, 1, 31), last_month - 1, keep_end=True)
    except ValueError as error:
        raise DateError(text, "ends after the year 9999", unsupported=True) from error
    return Period(dt.date(year, first_month, 1), end)


def _days(year: str, month: str, day: str, digits: str) -> Iterator[dt.date]:
    """Yield the days that fit the masks, in the order of `digits`."""
    for y, m, d in itertools.product(*(_numbers(mask, digits) for mask in (year, month, day))):
        if 1 <= m <= 12 and 1 <= d <= calendar.monthrange(y, m)[1]:
            yield dt.date(y, m, d)


def _numbers(mask: str, digits: str) -> Iterator[int]:
    for combination in itertools.product(*(digits if c == "X" else c for c in mask)):
        yield int("".join(combination))


def _width(parts: dict[str, str], margins: Margins) -> tuple[int, int]:
    """Give the months and days by which the qualifiers widen each side."""
    year, month, day = (
        _WEIGHTS[parts[f"{name}_left"]] + _WEIGHTS[parts[f"{name}_right"]] for name in ("year", "month", "day")
    )
    is_season = parts["month"].isdecimal() and int(parts["month"]) in SEASONS
    months = month * (margins.season if is_season else margins.month)
    return 12 * year * _year_margin(parts["year"], margins) + months, day * margins.day


def _year_margin(year: str, margins: Margins) -> int:
    unknown = len(year) - len(year.rstrip("X"))
    return (margins.year, margins.decade, margins.century)[min(unknown, 2)]


def _widened(text: str, period: Period, months: int, days: int) -> Period:
    try:
        return Period(
            _months_away(period.first, -months) - dt.timedelta(days),
            _months_away(period.last, months, keep_end=True) + dt.timedelta(days),
        )
    except (ValueError, OverflowError) as error:
        raise DateError(text, "with its margin reaches outside the years 0001 to 9999", unsupported=True) from error


def _months_away(day: dt.date, months: int, *, keep_end: bool = False) -> dt.date:
    """Give the day some months away; with `keep_end` the last day of a month leads to the last day of a month."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    end = calendar.monthrange(year, month + 1)[1]
    is_end = day.day == calendar.monthrange(day.year, day.month)[1]
    return dt.date(year, month + 1, end if keep_end and is_end and months else min(day.day, end))
