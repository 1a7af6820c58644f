"""Quantities: measured values as precisely as they are written, and how many per cent lie between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from kg.rdf.terms import IRI
from kg.views.comparison.verdict import Match, Percent, Verdict

# To how many digits two numbers must be equal at least; "about" reaches half a unit of the last digit that is given.
FEWEST_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value from `least` to `most` (None: unbounded) in a unit; `number` is the value where a single one is given."""

    least: Decimal | None
    most: Decimal | None
    number: Decimal | None = None
    unit: IRI | None = None

    def against(self, other: Quantity) -> Match:
        """Set another source's value against this one; values in different units cannot be compared.

        Two single values agree where they are equal once both are rounded to as many digits as the one with fewer has
        (two at least); ranges agree where one lies in the other.
        """
        if self.unit != other.unit:
            return Match()
        percent = self._percent(other)
        if self._is_same(other):
            return Match(Verdict.AGREE, percent=percent)
        if self._is_below(other) or other._is_below(self):
            return Match(Verdict.CONFLICT, percent=percent)
        agrees = self._holds(other) or other._holds(self)
        return Match(Verdict.AGREE if agrees else Verdict.OVERLAP, percent=percent)

    def _is_same(self, other: Quantity) -> bool:
        if self.number is None or other.number is None or None in {self.least, self.most, other.least, other.most}:
            return False
        digits = max(FEWEST_DIGITS, min(_digits(self.number), _digits(other.number)))
        return _rounded(self.number, digits) == _rounded(other.number, digits)

    def _is_below(self, other: Quantity) -> bool:
        return self.most is not None and other.least is not None and self.most < other.least

    def _holds(self, other: Quantity) -> bool:
        begins = self.least is None or (other.least is not None and self.least <= other.least)
        return begins and (self.most is None or (other.most is not None and other.most <= self.most))

    def _percent(self, other: Quantity) -> Percent | None:
        if self.number is not None and other.number is not None:
            found = [_percent(self.number, other.number)]
        else:
            found = [_percent(self.most, other.least), _percent(self.least, other.most)]
        known = [percent for percent in found if percent is not None]
        return Percent(known[0], known[-1]) if len(known) == len(found) else None


def read_quantity(
    single: Iterable[str], least: Iterable[str], most: Iterable[str], precision: Collection[str], unit: IRI | None
) -> Quantity | None:
    """Read a value from the numbers that are given for it and the local names of its precision; None if it has none."""
    values, lows, highs = _numbers(single), _numbers(least), _numbers(most)
    number = values[0] if len(values) == 1 else None
    low, high = min(values or lows, default=None), max(values or highs, default=None)
    if low is None and high is None:
        return None
    if values and not _AT_LEAST.isdisjoint(precision):
        high = None
    elif values and not _AT_MOST.isdisjoint(precision):
        low = None
    elif "About" in precision:
        low, high = _widened(low, -1), _widened(high, 1)
    return Quantity(low, high, number, unit)


_AT_LEAST = frozenset({"AtLeast", "MoreThan"})
_AT_MOST = frozenset({"AtMost", "LessThan"})


def _numbers(texts: Iterable[str]) -> list[Decimal]:
    return [number for text in texts if (number := _number(text)) is not None]


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _percent(base: Decimal | None, other: Decimal | None) -> Decimal | None:
    if not base or other is None:
        return None
    return (100 * (other - base) / abs(base)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _widened(number: Decimal | None, direction: int) -> Decimal | None:
    if not number:
        return number
    place = number.adjusted() - max(FEWEST_DIGITS, _digits(number)) + 1
    return number + direction * Decimal(5).scaleb(place - 1)


def _digits(number: Decimal) -> int:
    """Count the digits that a number gives, without the zeros that only keep its place."""
    return len(number.normalize().as_tuple().digits)


def _rounded(number: Decimal, digits: int) -> Decimal:
    place = number.adjusted() - digits + 1
    return number.quantize(Decimal(1).scaleb(place), ROUND_HALF_UP).normalize()
