"""Verdicts: how what several sources say of one thing goes together, and how far apart it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Verdict(Enum):
    """How sources go together, the most striking first.

    They agree where one says the same as the other, or the same more precisely; they overlap where both can be right,
    but neither follows from the other; they conflict where not both can be right. One is silent where it covers the
    years and the actors and says nothing.
    """

    CONFLICT = "conflict"
    OVERLAP = "overlap"
    AGREE = "agree"
    SILENT = "silent"
    NOT_COVERED = "not covered"


_ORDER = tuple(Verdict)


@dataclass(frozen=True, slots=True)
class Days:
    """How many days lie between two dates: at least `least`, at most `most` (None: nobody can say)."""

    least: int
    most: int | None

    def __str__(self) -> str:
        if self.most is None:
            return f"at least {_counted(self.least)}"
        return _counted(self.most) if self.least == self.most else f"{self.least:,} to {_counted(self.most)}"


@dataclass(frozen=True, slots=True)
class Percent:
    """How much more one value is than another, in per cent: from `least` to `most`, below zero if it is less."""

    least: Decimal
    most: Decimal

    def __str__(self) -> str:
        if self.least == self.most:
            return _signed(str(abs(self.least)), self.least) if self.least else "equal"
        if self.least < 0 < self.most:
            return f"{-self.least} % less to {self.most} % more"
        low, high = sorted((abs(self.least), abs(self.most)))
        return _signed(f"{low} to {high}", self.least + self.most)


@dataclass(frozen=True, slots=True)
class Match:
    """How two sources go together in one respect: the verdict, None where they cannot be set against each other.

    `days` lie between their dates; `percent` is how much more the second has than the first. `is_later`: the second
    date is the later one. `is_implied`: one of the two is not stated, but follows from something else that is.
    In words: "369 days later", "9.2 % more".
    """

    verdict: Verdict | None = None
    days: Days | None = None
    percent: Percent | None = None
    is_later: bool = False
    is_implied: bool = False

    def __str__(self) -> str:
        if self.percent is not None:
            return str(self.percent)
        if self.days is None:
            return ""
        if self.days.least == 0:
            return f"{self.days} apart" if self.days.most else "same day"
        return f"{self.days} {'later' if self.is_later else 'earlier'}"


def overall(verdicts: Iterable[Verdict | None]) -> Verdict | None:
    """Give the most striking of some verdicts; None where there is none."""
    return min((verdict for verdict in verdicts if verdict), key=_ORDER.index, default=None)


def _signed(number: str, sign: Decimal) -> str:
    return f"{number} % {'more' if sign > 0 else 'less'}"


def _counted(days: int) -> str:
    return f"{days:,} day{'' if days == 1 else 's'}"
