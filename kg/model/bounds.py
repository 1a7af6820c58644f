"""The four bounds of an interval, and what they make certain or only possible."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum


class Certainty(Enum):
    """Whether something holds: certainly, possibly, or not at all."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The earliest and latest days on which an interval can have begun and ended (inclusive); None is open.

    After SEM's four time stamps (van Hage et al. 2011). An unknown end still cannot lie before the begin, so it has an
    `earliest_end`; an open end has neither.
    """

    earliest_begin: dt.date | None = None
    latest_begin: dt.date | None = None
    earliest_end: dt.date | None = None
    latest_end: dt.date | None = None

    def holds_on(self, day: dt.date) -> Certainty:
        """Say whether the interval covers `day`."""
        return self.covers(day, day)

    def covers(self, first: dt.date, last: dt.date) -> Certainty:
        """Say whether the interval covers every day from `first` to `last`."""
        if _at_most(self.latest_begin, first) and _at_least(self.earliest_end, last):
            return Certainty.CERTAIN
        if _at_most(self.earliest_begin, first) and _at_least(self.latest_end, last):
            return Certainty.POSSIBLE
        return Certainty.IMPOSSIBLE

    def overlaps(self, first: dt.date | None, last: dt.date | None) -> Certainty:
        """Say whether the interval shares a day with the period from `first` to `last` (None: unbounded)."""
        if _before(self.latest_end, first) or _before(last, self.earliest_begin):
            return Certainty.IMPOSSIBLE
        begins_in_time = last is None or _at_most(self.latest_begin, last)
        ends_in_time = first is None or _at_least(self.earliest_end, first)
        return Certainty.CERTAIN if begins_in_time and ends_in_time else Certainty.POSSIBLE


def _at_most(bound: dt.date | None, day: dt.date) -> bool:
    return bound is None or bound <= day


def _at_least(bound: dt.date | None, day: dt.date) -> bool:
    return bound is None or bound >= day


def _before(a: dt.date | None, b: dt.date | None) -> bool:
    return a is not None and b is not None and a < b
