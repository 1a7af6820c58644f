"""Years: in which of them something certainly holds, and in which it possibly does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

NEVER, EVER = 0, 9999  # years that no date of ours reaches beyond

# The four bounds, as properties and as variables of a query.
BOUNDS = ("earliestBegin", "latestBegin", "earliestEnd", "latestEnd")
BOUND_VARIABLES = " ".join(f"?{bound}" for bound in BOUNDS)


class Years(NamedTuple):
    """The years of the four bounds of an interval; an absent one is the first or the last year there is.

    It holds on some day of a year certainly from `latest_begin` to `earliest_end`, possibly from `earliest_begin` to
    `latest_end` (see kg.model.bounds.Bounds.overlaps).
    """

    earliest_begin: int = NEVER
    latest_begin: int = NEVER
    earliest_end: int = EVER
    latest_end: int = EVER

    def certain(self, first: int, last: int) -> tuple[int, int]:
        """Give the years from `first` to `last` in which it certainly holds: none, if the end is before the begin."""
        return max(self.latest_begin, first), min(self.earliest_end, last)

    def possible(self, first: int, last: int) -> tuple[int, int]:
        """Give the years from `first` to `last` in which it possibly holds."""
        return max(self.earliest_begin, first), min(self.latest_end, last)

    def both(self, other: Years) -> Years:
        """Give the time in which both hold."""
        begins = max(self.earliest_begin, other.earliest_begin), max(self.latest_begin, other.latest_begin)
        return Years(*begins, min(self.earliest_end, other.earliest_end), min(self.latest_end, other.latest_end))

    def either(self, other: Years) -> Years:
        """Give what remains certain where two sources date the same thing differently: the wider bounds."""
        begins = min(self.earliest_begin, other.earliest_begin), max(self.latest_begin, other.latest_begin)
        return Years(*begins, min(self.earliest_end, other.earliest_end), max(self.latest_end, other.latest_end))


def bounds_of(variable: str) -> str:
    """Give the pattern that finds the bounds of what a variable stands for, as far as it has them."""
    return " ".join(f"OPTIONAL {{ {variable} kg:{bound} ?{bound} }}" for bound in BOUNDS)


def years_of(bounds: Sequence[str]) -> Years:
    """Give the years of four bounds, days in ISO 8601; an absent one is empty."""
    return Years(*(int(day[:4]) if day else otherwise for day, otherwise in zip(bounds, Years(), strict=True)))
