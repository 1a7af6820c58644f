"""The rows of a table: each pair of states in each year in which both exist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kg.views.dyads.columns import Codes
from kg.views.dyads.states import System


@dataclass(frozen=True)
class Universe:
    """The rows: of each the numbers of its two states (`one` < `other`), and its year; sorted by these three."""

    system: System
    first: int
    last: int
    one: Codes
    other: Codes
    year: Codes

    def __len__(self) -> int:
        return len(self.year)

    @cached_property
    def _numbers(self) -> Codes:
        """The number of a row by pair and year; -1 where there is none."""
        numbers = np.full((len(self.system.states) ** 2, self._years), -1, dtype=np.int64)
        numbers[self.one * len(self.system.states) + self.other, self.year - self.first] = np.arange(len(self))
        return numbers

    @property
    def _years(self) -> int:
        return self.last - self.first + 1

    def rows_of(self, one: Codes, other: Codes, begin: Codes, end: Codes) -> tuple[Codes, Codes]:
        """Give the rows of pairs from a year to a year (inclusive), and for each row the number of its pair."""
        lengths = np.maximum(end - begin + 1, 0)
        pairs = np.repeat(np.arange(len(one)), lengths)
        starts = np.repeat(begin - self.first - np.cumsum(lengths) + lengths, lengths)
        rows = self._numbers[(one * len(self.system.states) + other)[pairs], starts + np.arange(len(pairs))]
        kept = rows >= 0
        return rows[kept], pairs[kept]


def all_pairs(system: System, first: int, last: int, only: Sequence[int] = ()) -> Universe:
    """Give the rows of a system from a year to a year.

    `only`: pairs of these states; of a single one, its pairs with all others.
    """
    there = system.exists(first, last)
    one, other = np.triu_indices(len(system.states), k=1)
    if only:
        chosen = np.isin(np.stack([one, other]), only)
        kept = chosen.any(axis=0) if len(set(only)) == 1 else chosen.all(axis=0)
        one, other = one[kept], other[kept]
    pairs, years = np.nonzero(there[one] & there[other])
    return Universe(system, first, last, one[pairs], other[pairs], years + first)
