"""Values of different sources: equal as precisely as they are written, or so many per cent apart."""

from __future__ import annotations

import pytest

from kg.rdf.terms import IRI
from kg.views.comparison.quantity import Quantity, read_quantity
from kg.views.comparison.verdict import Match, Verdict

USD, EUR = IRI("https://example.org/USD"), IRI("https://example.org/EUR")


def quantity(text: str, precision: str = "Exact", unit: IRI = USD) -> Quantity:
    """Read a number, or two with a hyphen between them."""
    least, hyphen, most = text.partition("-")
    single = [] if hyphen else [least]
    found = read_quantity(single, [least] if hyphen and least else [], [most] if most else [], {precision}, unit)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "other", "verdict", "measured"),
    [
        ("209700000.0", "229000000.0", Verdict.CONFLICT, "9.2 % more"),
        ("140000000.0", "101000000.0", Verdict.CONFLICT, "27.9 % less"),
        ("9301000000.0", "11350000000.0", Verdict.CONFLICT, "22.0 % more"),
        ("2100000000.0", "2140000000", Verdict.AGREE, "1.9 % more"),
        ("1000", "1400", Verdict.CONFLICT, "40.0 % more"),
        ("0", "0.0", Verdict.AGREE, ""),
        ("5", "5.00", Verdict.AGREE, "equal"),
        ("3-4", "5.2", Verdict.CONFLICT, "30.0 to 73.3 % more"),
        ("3-4", "3.5", Verdict.AGREE, "12.5 % less to 16.7 % more"),
        ("3-4", "3.5-5", Verdict.OVERLAP, "12.5 % less to 66.7 % more"),
        ("3-", "3.5", Verdict.AGREE, ""),
    ],
)
def test_values(one: str, other: str, verdict: Verdict, measured: str) -> None:
    match = quantity(one).against(quantity(other))
    assert (match.verdict, str(match)) == (verdict, measured)
    assert quantity(other).against(quantity(one)).verdict is verdict


@pytest.mark.parametrize(
    ("precision", "other", "verdict"),
    [
        ("About", "229.4", Verdict.AGREE),
        ("About", "209.7", Verdict.CONFLICT),
        ("AtLeast", "300", Verdict.AGREE),
        ("AtLeast", "200", Verdict.CONFLICT),
        ("MoreThan", "200", Verdict.CONFLICT),
        ("AtMost", "200", Verdict.AGREE),
        ("LessThan", "300", Verdict.CONFLICT),
    ],
)
def test_precision(precision: str, other: str, verdict: Verdict) -> None:
    assert quantity("229", precision).against(quantity(other)).verdict is verdict


def test_different_units_are_not_compared() -> None:
    assert quantity("5").against(quantity("5", unit=EUR)) == Match()


@pytest.mark.parametrize("text", ["", "many", "NaN", "Infinity"])
def test_what_is_no_number_is_no_value(text: str) -> None:
    assert read_quantity([text], [], [], (), USD) is None
