"""Moments: when something began or ended, as precisely as one source has it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kg.model.bounds import Bounds
from kg.views.comparison.verdict import Days, Match, Verdict
from kg.views.when import When

NOT_SAID = "does not say"


@dataclass(frozen=True, slots=True)
class Moment:
    """A day from `first` to `last`; None where nothing bounds it.

    `is_said`: somebody states it. `is_lasting`: an end that had not come by `first`, the last day known of.
    """

    first: dt.date | None
    last: dt.date | None
    text: str
    is_said: bool = True
    is_lasting: bool = False

    def against(self, other: Moment) -> Match:
        """Set another source's moment against this one: overlapping periods agree where one lies in the other."""
        days = self._days(other)
        is_later = self._is_before(other)
        if is_later or other._is_before(self):
            return Match(Verdict.CONFLICT, days, is_later=is_later)
        if not (self.is_said and other.is_said):
            return Match()
        if (self.first, self.last) == (other.first, other.last) and self.first != self.last:
            return Match(Verdict.AGREE)
        agrees = self._holds(other) or other._holds(self)
        return Match(Verdict.AGREE if agrees else Verdict.OVERLAP, days, is_later=is_later)

    def _is_before(self, other: Moment) -> bool:
        return self.last is not None and other.first is not None and self.last < other.first

    def _holds(self, other: Moment) -> bool:
        """Say whether every day that the other may be is one that this may be."""
        begins = self.first is None or (other.first is not None and self.first <= other.first)
        return begins and (self.last is None or (other.last is not None and other.last <= self.last))

    def _days(self, other: Moment) -> Days | None:
        if not (self.is_said and other.is_said):
            return None
        between = [_between(self.last, other.first), _between(other.last, self.first)]
        reaches = [_between(self.first, other.last), _between(other.first, self.last)]
        least = max(0, *(days for days in between if days is not None), 0)
        most = None if None in reaches else max(days for days in reaches if days is not None)
        return Days(least, most) if least or most is not None else None


def begin_of(when: When) -> Moment:
    """Give when something began, as far as its date says so."""
    side, _, _ = (when.edtf or "").partition("/")
    first, last = when.bounds.earliest_begin, when.bounds.latest_begin
    if side.strip("."):
        return Moment(first, last, _words(side, first, last))
    if when.edtf is None or last is None or last == when.bounds.latest_end:
        return Moment(first, last, "always" if side == ".." else NOT_SAID, is_said=False)
    return Moment(first, last, f"{NOT_SAID}, but by {last}", is_said=False)


def end_of(when: When, spoken: dt.date | None = None) -> Moment:
    """Give when something ended; an end that has not come lay after the day on which the source spoke, if any."""
    _, slash, side = (when.edtf or "").partition("/")
    first, last = when.bounds.earliest_end, when.bounds.latest_end
    if not slash and when.edtf:
        return Moment(first, last, _words(when.edtf, first, last))
    if side.strip("."):
        return Moment(first, last, _words(side, first, last))
    if side == "..":
        since = spoken or when.bounds.earliest_begin
        text = f"had not ended by {spoken.year}" if spoken else "had not ended"
        return Moment(since, None, text, is_lasting=True)
    if first is not None and last is None and first != when.bounds.earliest_begin:
        return Moment(first, None, f"had not ended by {first}", is_lasting=True)
    return Moment(first, last, NOT_SAID, is_said=False)


def is_point(when: When) -> bool:
    """Say whether a date is no interval."""
    return when.edtf is not None and "/" not in when.edtf


def _words(edtf: str, first: dt.date | None, last: dt.date | None) -> str:
    return When(edtf, Bounds(first, last, first, last)).text


def _between(a: dt.date | None, b: dt.date | None) -> int | None:
    return None if a is None or b is None else (b - a).days
