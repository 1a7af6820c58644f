"""When something was: its date in words, its place in time, and whether it held on a day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from kg.config import Margins
from kg.errors import DateError, UsageError
from kg.model.bounds import Bounds, Certainty
from kg.model.dates import parse_date
from kg.model.period import Period


class Held(Enum):
    """Whether something held on a day: surely, perhaps, or nobody says when it began or ended; best first."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"
    NOT = "not"


@dataclass(frozen=True)
class When:
    """The time of a node: its EDTF literal, or None if it has no date, and its bounds."""

    edtf: str | None = None
    bounds: Bounds = field(default_factory=Bounds)

    @cached_property
    def text(self) -> str:
        """The date in words, as precise as it is written: "2000-07", "early 1990s", "1961, end unknown"."""
        if self.edtf is None:
            return "undated"
        if self.edtf[:1] in {"[", "{"}:
            return _set_in_words(self.edtf)
        if "/" in self.edtf:
            return self._interval_in_words(*self.edtf.split("/", 1))
        return _in_words(self.edtf, self.bounds.earliest_begin, self.bounds.latest_end)

    @property
    def is_bounded(self) -> bool:
        """Whether its place in time is known; a few kinds of EDTF have no bounds."""
        return self.edtf == "../.." or (self.edtf is not None and self.bounds != Bounds())

    @property
    def order(self) -> tuple[dt.date, dt.date, str]:
        """Where it stands in time: by earliest begin, then latest end; an open begin comes first, the undated last."""
        if not self.is_bounded:
            return dt.date.max, dt.date.max, self.edtf or ""
        return self.bounds.earliest_begin or dt.date.min, self.bounds.latest_end or dt.date.max, self.edtf or ""

    def held(self, period: Period) -> Held:
        """Say whether it held throughout a period (certain), or on some day of it at least (possible).

        It is unknown where nothing speaks against it but an end (or begin) that nobody states, and for the undated.
        """
        if not self.is_bounded:
            return Held.UNKNOWN
        if self.bounds.covers(period.first, period.last) is Certainty.CERTAIN:
            return Held.CERTAIN
        if self.bounds.overlaps(period.first, period.last) is Certainty.IMPOSSIBLE:
            return Held.NOT
        is_unknown = self._may_be_over(period.first) or self._may_be_to_come(period.last)
        return Held.UNKNOWN if is_unknown else Held.POSSIBLE

    def fell_between(self, first: dt.date | None, last: dt.date | None) -> Held:
        """Say whether it shares a day with the time from `first` to `last` (None: for ever); see `held` for unknown."""
        if not self.is_bounded:
            return Held.UNKNOWN
        shares = self.bounds.overlaps(first, last)
        if shares is not Certainty.POSSIBLE:
            return Held.CERTAIN if shares is Certainty.CERTAIN else Held.NOT
        is_unknown = (first is not None and self._may_be_over(first)) or (
            last is not None and self._may_be_to_come(last)
        )
        return Held.UNKNOWN if is_unknown else Held.POSSIBLE

    def _may_be_over(self, day: dt.date) -> bool:
        """Say whether it had begun by a day, but nobody says when it ended."""
        begin, end = self.bounds.latest_begin, self.bounds.earliest_end
        return self.bounds.latest_end is None and end is not None and (begin is None or begin <= day)

    def _may_be_to_come(self, day: dt.date) -> bool:
        """Say whether it ended on or after a day, but nobody says when it began."""
        begin, end = self.bounds.latest_begin, self.bounds.earliest_end
        return self.bounds.earliest_begin is None and begin is not None and (end is None or end >= day)

    def _interval_in_words(self, begin: str, end: str) -> str:
        since = _in_words(begin, self.bounds.earliest_begin, self.bounds.latest_begin)
        until = _in_words(end, self.bounds.earliest_end, self.bounds.latest_end)
        if begin.strip(".") and end.strip("."):
            return f"{since} to {until}"
        if begin.strip("."):
            return f"since {_with_article(since)}" if end else f"{since}, end unknown"
        if end.strip("."):
            return f"until {_with_article(until)}" + ("" if begin else ", begin unknown")
        return "always" if begin and end else "begin and end unknown"


def read_period(text: str, margins: Margins) -> Period:
    """Give the first and the last day of an EDTF date; raises UsageError if it is none, or has no first or last day."""
    bounds = read_bounds(text, margins)
    if bounds.earliest_begin is None or bounds.latest_end is None:
        raise UsageError(f"{text!r} has no first or no last day", remedy="Give a date such as 1995, 1995-06 or 199X.")
    return Period(bounds.earliest_begin, bounds.latest_end)


def read_bounds(text: str, margins: Margins) -> Bounds:
    """Give the bounds of an EDTF date that a person typed; raises UsageError if it is none."""
    try:
        return parse_date(text.strip()).bounds(margins)
    except DateError as error:
        raise UsageError(error.message, remedy=error.remedy) from error


_SEASONS = dict(
    zip(
        range(21, 42),
        [
            *("spring", "summer", "autumn", "winter"),
            *(
                f"{side} {season}"
                for side in ("northern", "southern")
                for season in ("spring", "summer", "autumn", "winter")
            ),
            *(f"{nth} quarter of" for nth in ("first", "second", "third", "fourth")),
            *(f"{nth} third of" for nth in ("first", "second", "last")),
            *(f"{nth} half of" for nth in ("first", "second")),
        ],
        strict=True,
    )
)
_QUALIFIERS = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
_QUALIFIED = re.compile(r"([^?~%]*)([?~%]?)")
_SEASON = re.compile(r"(\d{4})-(2[1-9]|3\d|4[01])")
_DECADE = re.compile(r"(\d{3})X")
_CENTURY = re.compile(r"(\d{2})XX")
_UNKNOWN_MONTH = re.compile(r"(\d{4})-XX")
_UNKNOWN_DAY = re.compile(r"(\d{4}(?:-\d{2})?)(?:-XX){1,2}")


def _in_words(text: str, first: dt.date | None, last: dt.date | None) -> str:
    """Put one date that is no interval into words; `first` and `last` are the days between which it lies."""
    match = _QUALIFIED.fullmatch(text)
    if match is None:  # qualified in its midst: no words are clearer
        return text
    words = _plain_in_words(match[1], first, last)
    return _QUALIFIERS[match[2]] + (_with_article(words) if match[2] else words)


def _plain_in_words(text: str, first: dt.date | None, last: dt.date | None) -> str:
    if match := _SEASON.fullmatch(text):
        return f"{_SEASONS[int(match[2])]} {match[1]}"
    if match := _DECADE.fullmatch(text):
        return _part_of_decade(int(match[1]) * 10, first, last) + f"{match[1]}0s"
    if match := _CENTURY.fullmatch(text):
        return f"{match[1]}00 to {match[1]}99"
    if match := _UNKNOWN_MONTH.fullmatch(text):
        return f"{match[1]}, month unknown"
    if match := _UNKNOWN_DAY.fullmatch(text):
        return f"{match[1]}, day unknown"
    return text


def _part_of_decade(decade: int, first: dt.date | None, last: dt.date | None) -> str:
    """Say which part of a decade the days from `first` to `last` are, where somebody has narrowed it down."""
    if first is None or last is None or first.year < decade or last.year > decade + 9:
        return ""
    if last.year <= decade + 4:
        return "early "
    if first.year >= decade + 5:
        return "late "
    return "mid-" if first.year >= decade + 3 and last.year <= decade + 7 else ""


def _set_in_words(text: str) -> str:
    """Put a set of dates into words: one of them ([ ]) or all of them ({ })."""
    between = " or " if text.startswith("[") else " and "
    return between.join(_member_in_words(member) for member in text[1:-1].split(","))


def _member_in_words(member: str) -> str:
    begin, dots, end = (part.strip() for part in member.partition(".."))
    since, until = _in_words(begin, None, None), _in_words(end, None, None)
    if not dots:
        return since
    if not begin:
        return f"{until} or earlier"
    return f"{since} to {until}" if end else f"{since} or later"


def _with_article(words: str) -> str:
    return f"the {words}" if words.endswith("0s") else words
