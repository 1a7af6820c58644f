"""When: the days that a cell of a year or date column stands for."""

from __future__ import annotations

import datetime as dt
import re

from kg.errors import DateError
from kg.linking.states.record import Days
from kg.model.dates import parse_date

_YEAR = re.compile(r"(\d{1,4})(?:\.0+)?")
_MIDNIGHT = re.compile(r"[ T]00:00(:00(\.0+)?)?$")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[ T]\d\d:.*")


def parse_year(text: str) -> Days | None:
    """Read a year (1985, 1985.0) or that of a day; None for an empty cell; raises ValueError for another text."""
    text = text.strip()
    if not text:
        return None
    match = _YEAR.fullmatch(text)
    if not match and (day := _MOMENT.fullmatch(text)):
        return parse_year(day[1][:4])
    if not match or int(match[1]) == 0:
        raise ValueError(f"{text!r} is not a year")
    year = int(match[1])
    return Days(dt.date(year, 1, 1), dt.date(year, 12, 31))


def parse_days(text: str) -> Days | None:
    """Read a date in EDTF, of any precision; None for an empty cell; raises ValueError for another text."""
    text = _MIDNIGHT.sub("", text.strip())
    if not text:
        return None
    match = _MOMENT.fullmatch(text)
    try:
        bounds = parse_date(match[1] if match else text).bounds()
    except DateError as error:
        raise ValueError(f"{text!r} is not a date as 1985, 1985-06 or 1985-06-01") from error
    return Days(bounds.earliest_begin, bounds.latest_end)
