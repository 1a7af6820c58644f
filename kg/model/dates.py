"""Dates: EDTF literals, verbatim, and the four bounds of the time they stand for.

The syntax is Extended Date/Time Format, levels 0 to 2 (Library of Congress, 2019; ISO 8601-2), as the library
edtf-validate checks it. Two combinations it refuses although their parts are valid are accepted, since historians need
them: a mask beside an open or unknown end (`199X/..`) and a mask that is qualified (`199X~`).

What has no bounds is refused as unsupported: years outside 0001 to 9999 or in the long form (`Y17E2`), a date whose
year is quite unknown (`XXXX-12`), an interval of which nothing is known but that one end is open (`/..`), and a choice
among endlessly many dates (`[1984..]`), which without a latest bound would seem certain on days when it is not. So is
what is longer than any date has to be: its grammar would be walked for seconds.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.config import Margins
from kg.errors import DateError
from kg.model.bounds import Bounds
from kg.model.period import Period, parse_period

DEFAULT_MARGINS = Margins()

_LONGEST = 200  # characters

_PLAIN = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_QUALIFIED_MASK = re.compile(r"([\dX-]*X[\dX-]*)[?~%](?=/|$)")
_WORDS = re.compile(r"[\w ,./'~?-]{1,60}")
_EXAMPLES = "Write it like 1995, 2000-07, 199X, 1961~, 1961/1995, 1961/.. (still open) or 1961/ (end unknown)."
_MASK = re.compile(r"[\dX-]*X[\dX-]*")


@dataclass(frozen=True, slots=True)
class Date:
    """An EDTF literal, exactly as written; made by `parse_date`."""

    text: str

    def __str__(self) -> str:
        return self.text

    def bounds(self, margins: Margins = DEFAULT_MARGINS) -> Bounds:
        """Give the earliest and latest days on which this time can have begun and ended.

        A date that is no interval lies somewhere within its period, so both its begin and its end do. Raises DateError
        where the margins reach outside the years 0001 to 9999.
        """
        return _bounds(self.text, margins)


@lru_cache(maxsize=4096)
def parse_date(text: str) -> Date:
    """Read an EDTF literal; raises DateError, with `unsupported` set where the literal is valid but has no bounds."""
    if len(text) > _LONGEST:
        raise DateError(text, f"is longer than {_LONGEST} characters", remedy=_EXAMPLES)
    if not _is_valid(text):
        raise _syntax_error(text)
    date = Date(text)
    date.bounds()
    return date


def _is_valid(text: str) -> bool:
    if _PLAIN.fullmatch(text):
        return True
    if not text or any(character.isspace() for character in text):
        return False
    plain = _QUALIFIED_MASK.sub(r"\1", text)
    return _conforms(plain) or _is_half_open_mask(plain)


def _is_half_open_mask(text: str) -> bool:
    begin, slash, end = text.partition("/")
    if begin in ("", ".."):
        begin, end = end, begin
    return bool(slash) and end in ("", "..") and _MASK.fullmatch(begin) is not None and _conforms(begin)


def _conforms(text: str) -> bool:
    try:
        return bool(_validator()(text))
    except (
        TypeError,
        ValueError,
        KeyError,
    ):  # from its comparison of begin and end, when its grammar has accepted both
        return True


@cache
def _validator() -> Callable[[str], bool]:
    """Load edtf-validate: building its grammar takes a quarter of a second that plain dates need not pay for."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it calls pyparsing by its old names
        from edtf_validate.valid_edtf import is_valid
    return is_valid  # type: ignore[no-any-return]


def _syntax_error(text: str) -> DateError:
    sides = text.split("/")
    if len(sides) == 2 and all(side and _is_valid(side) for side in sides):
        return DateError(text, "is an interval that ends before it begins", remedy="Give both ends as precisely.")
    suggestion = _suggestion(text)
    return DateError(text, "is not a date in EDTF", remedy=f"Did you mean {suggestion}?" if suggestion else _EXAMPLES)


def _suggestion(text: str) -> str | None:
    """Give the EDTF of a date in words or in another notation, where one can be made out."""
    if not _WORDS.fullmatch(text):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # see above
        from edtf import text_to_edtf

        try:
            suggestion: str | None = text_to_edtf(text)
        except (ValueError, OverflowError):
            return None
    helps = suggestion and suggestion != text and "XXXX" not in suggestion and _is_valid(suggestion)
    return suggestion if helps else None


def _bounds(text: str, margins: Margins) -> Bounds:
    if "/" in text:
        return _interval_bounds(text, margins)
    if text.startswith("["):
        return _choice_bounds(text, margins)
    if text.startswith("{"):
        return _list_bounds(text, margins)
    return _point_bounds(parse_period(text, margins))


def _point_bounds(period: Period) -> Bounds:
    return Bounds(period.first, period.last, period.first, period.last)


def _interval_bounds(text: str, margins: Margins) -> Bounds:
    begin, end = text.split("/")
    if not (begin.strip(".") or end.strip(".")) and begin != end:
        raise DateError(text, "says neither when it began nor when it ended", unsupported=True)
    first, last = (parse_period(side, margins) if side.strip(".") else None for side in (begin, end))
    return _ordered(text, _between(first, last, begin_is_open=begin == "..", end_is_open=end == ".."))


def _between(begin: Period | None, end: Period | None, *, begin_is_open: bool, end_is_open: bool) -> Bounds:
    """Give the bounds of an interval; an end that is unknown, not open, still cannot lie before the begin."""
    earliest_begin, latest_begin = (begin.first, begin.last) if begin else (None, None)
    earliest_end, latest_end = (end.first, end.last) if end else (None, None)
    if begin is None and not begin_is_open:
        latest_begin = latest_end
    if end is None and not end_is_open:
        earliest_end = earliest_begin
    return Bounds(earliest_begin, latest_begin, earliest_end, latest_end)


def _ordered(text: str, bounds: Bounds) -> Bounds:
    """Narrow the bounds to what leaves the begin no later than the end."""
    begin, end = bounds.earliest_begin, bounds.latest_end
    if begin is None or end is None:
        return bounds
    if begin > end:
        raise DateError(text, "begins after it ends")
    latest_begin = bounds.latest_begin and min(bounds.latest_begin, end)
    earliest_end = bounds.earliest_end and max(bounds.earliest_end, begin)
    return Bounds(begin, latest_begin, earliest_end, end)


def _choice_bounds(text: str, margins: Margins) -> Bounds:
    """Give the bounds of a "one of" set: a date anywhere from its first member to its last."""
    members, open_begin, open_end = _members(text, margins)
    if open_begin or open_end:
        raise DateError(
            text,
            "is a choice among endlessly many dates",
            unsupported=True,
            remedy="Write an approximate date, and state the bounds that are known.",
        )
    return _point_bounds(Period(min(p.first for p in members), max(p.last for p in members)))


def _list_bounds(text: str, margins: Margins) -> Bounds:
    """Give the bounds of an "all of" set: from its first member to its last."""
    members, open_begin, open_end = _members(text, margins)
    begin = None if open_begin else Period(min(p.first for p in members), min(p.last for p in members))
    end = None if open_end else Period(max(p.first for p in members), max(p.last for p in members))
    return _between(begin, end, begin_is_open=True, end_is_open=True)


def _members(text: str, margins: Margins) -> tuple[list[Period], bool, bool]:
    """Give the periods of a set's members, and whether it is open at its begin and at its end."""
    ends = [end for member in text[1:-1].split(",") for end in member.split("..")]
    members = [parse_period(end, margins) for end in ends if end]
    return members, ends[0] == "", ends[-1] == ""
