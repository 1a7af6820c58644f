"""The bounds of dates: examples by table, and laws that hold for all of them."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.config import Margins
from kg.errors import DateError
from kg.model.bounds import Bounds, Certainty
from kg.model.dates import parse_date


def spell(bounds: Bounds) -> str:
    days = (bounds.earliest_begin, bounds.latest_begin, bounds.earliest_end, bounds.latest_end)
    return " ".join(day.isoformat() if day else "-" for day in days)


def point(first: str, last: str) -> str:
    return f"{first} {last} {first} {last}"


POINTS = [
    ("1995", "1995-01-01", "1995-12-31"),
    ("1996-02", "1996-02-01", "1996-02-29"),
    ("2000-07-19", "2000-07-19", "2000-07-19"),
    ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12"),
    ("9999", "9999-01-01", "9999-12-31"),
    # masks
    ("199X", "1990-01-01", "1999-12-31"),
    ("19XX", "1900-01-01", "1999-12-31"),
    ("1XXX", "1000-01-01", "1999-12-31"),
    ("1999-XX", "1999-01-01", "1999-12-31"),
    ("1999-02-XX", "1999-02-01", "1999-02-28"),
    ("1999-XX-XX", "1999-01-01", "1999-12-31"),
    ("1X99-01-XX", "1099-01-01", "1999-01-31"),
    ("1984-1X", "1984-10-01", "1984-12-31"),
    ("1999-XX-31", "1999-01-31", "1999-12-31"),
    ("199X-02-29", "1992-02-29", "1996-02-29"),
    ("1999-02-X9", "1999-02-09", "1999-02-19"),
    ("1950S2", "1900-01-01", "1999-12-31"),
    ("1950S9", "1950-01-01", "1950-12-31"),
    # seasons, quarters, quadrimesters, halves
    ("2001-21", "2001-03-01", "2001-05-31"),
    ("2001-24", "2001-12-01", "2002-02-28"),
    ("2003-28", "2003-12-01", "2004-02-29"),
    ("2001-29", "2001-09-01", "2001-11-30"),
    ("2001-30", "2001-12-01", "2002-02-28"),
    ("2001-34", "2001-04-01", "2001-06-30"),
    ("2001-39", "2001-09-01", "2001-12-31"),
    ("2001-40", "2001-01-01", "2001-06-30"),
    # margins
    ("1995~", "1994-01-01", "1996-12-31"),
    ("1995?", "1994-01-01", "1996-12-31"),
    ("1995%", "1993-01-01", "1997-12-31"),
    ("1995-06~", "1995-05-01", "1995-07-31"),
    ("1995-12%", "1995-10-01", "1996-02-29"),
    ("1995-06-30~", "1995-06-27", "1995-07-03"),
    ("1952-23~", "1952-08-01", "1952-12-31"),
    ("199X~", "1988-01-01", "2001-12-31"),
    ("19XX?", "1890-01-01", "2009-12-31"),
    # a qualifier widens by the component it stands at; one to the right of a component covers those before it too
    ("2004?-06", "2003-06-01", "2005-06-30"),
    ("2004-06-~11", "2004-06-08", "2004-06-14"),
    ("2004-06~-11", "2004-05-11", "2004-07-11"),
    ("2004-~06-11", "2004-05-11", "2004-07-11"),
    ("2004?-06-~11", "2003-06-08", "2005-06-14"),
    ("?2004-06-04~", "2003-06-01", "2005-06-07"),
    # one of a set
    ("[1995,1997]", "1995-01-01", "1997-12-31"),
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
    ("[1997~,1995-02]", "1995-02-01", "1998-12-31"),
]

INTERVALS = [
    ("1961/1995", "1961-01-01 1961-12-31 1995-01-01 1995-12-31"),
    ("1961-07-06/1995", "1961-07-06 1961-07-06 1995-01-01 1995-12-31"),
    ("1995/1995", "1995-01-01 1995-12-31 1995-01-01 1995-12-31"),
    ("1995-24/1996", "1995-12-01 1996-02-29 1996-01-01 1996-12-31"),
    ("1995-23/1995-11", "1995-09-01 1995-11-30 1995-11-01 1995-11-30"),
    ("199X/1995", "1990-01-01 1995-12-31 1995-01-01 1995-12-31"),
    ("1990~/1995-02-02", "1989-01-01 1991-12-31 1995-02-02 1995-02-02"),
    ("1961/..", "1961-01-01 1961-12-31 - -"),
    ("199X/..", "1990-01-01 1999-12-31 - -"),
    ("199X~/..", "1988-01-01 2001-12-31 - -"),
    ("1961/", "1961-01-01 1961-12-31 1961-01-01 -"),
    ("../1995", "- - 1995-01-01 1995-12-31"),
    ("/1995", "- 1995-12-31 1995-01-01 1995-12-31"),
    ("/199X", "- 1999-12-31 1990-01-01 1999-12-31"),
    ("../..", "- - - -"),
    ("2015-02-01/2015-02-X0", "2015-02-01 2015-02-01 2015-02-10 2015-02-20"),
    # all of a set
    ("{1995,1997}", "1995-01-01 1995-12-31 1997-01-01 1997-12-31"),
    ("{1960,1961-12}", "1960-01-01 1960-12-31 1961-12-01 1961-12-31"),
    ("{1667..1670}", "1667-01-01 1667-12-31 1670-01-01 1670-12-31"),
    ("{..1984}", "- - 1984-01-01 1984-12-31"),
    ("{1760-12..}", "1760-12-01 1760-12-31 - -"),
]


@pytest.mark.parametrize(("text", "first", "last"), POINTS)
def test_a_date_lies_within_its_period(text: str, first: str, last: str) -> None:
    assert spell(parse_date(text).bounds()) == point(first, last)


@pytest.mark.parametrize(("text", "expected"), INTERVALS)
def test_an_interval_begins_and_ends_within_the_periods_of_its_ends(text: str, expected: str) -> None:
    assert spell(parse_date(text).bounds()) == expected


def test_the_margins_are_the_readers_own() -> None:
    wide = Margins(day=10, month=2, season=3, year=5, decade=7, century=50)
    widened = {text: spell(parse_date(text).bounds(wide)) for text in ("1995~", "199X~", "1995-06-15?", "1952-23~")}
    assert widened == {
        "1995~": point("1990-01-01", "2000-12-31"),
        "199X~": point("1983-01-01", "2006-12-31"),
        "1995-06-15?": point("1995-06-05", "1995-06-25"),
        "1952-23~": point("1952-06-01", "1953-02-28"),
    }


def test_margins_that_leave_the_calendar_are_named() -> None:
    with pytest.raises(DateError, match="reaches outside the years") as caught:
        parse_date("1995~").bounds(Margins(year=10_000))
    assert caught.value.unsupported


def test_a_still_open_interval_holds_later_and_one_of_unknown_end_only_may() -> None:
    day = dt.date(1999, 1, 1)
    assert parse_date("1961/..").bounds().holds_on(day) is Certainty.CERTAIN
    assert parse_date("1961/").bounds().holds_on(day) is Certainty.POSSIBLE
    assert parse_date("1961/1995").bounds().holds_on(day) is Certainty.IMPOSSIBLE


def test_a_year_overlaps_for_certain_what_contains_it() -> None:
    bounds = parse_date("1995").bounds()
    assert bounds.overlaps(dt.date(1990, 1, 1), dt.date(1999, 12, 31)) is Certainty.CERTAIN
    assert bounds.overlaps(dt.date(1995, 6, 1), dt.date(1999, 12, 31)) is Certainty.POSSIBLE
    assert bounds.overlaps(None, dt.date(1994, 12, 31)) is Certainty.IMPOSSIBLE
    assert bounds.covers(dt.date(1995, 1, 1), dt.date(1995, 12, 31)) is Certainty.POSSIBLE


days = st.dates(dt.date(100, 1, 1), dt.date(9900, 12, 31))
precisions = st.sampled_from([10, 7, 4])
points = st.builds(lambda day, length: day.isoformat()[:length], days, precisions)
qualified = st.builds(str.__add__, points, st.sampled_from(["", "?", "~", "%"]))
masked = st.builds(lambda day: day.isoformat()[:3] + "X", days)
sides = qualified | masked
literals = st.one_of(
    sides,
    st.builds("{}/{}".format, sides, sides),
    st.builds("{}/{}".format, sides, st.sampled_from(["", ".."])),
    st.builds("{}/{}".format, st.sampled_from(["", ".."]), sides),
    st.builds("[{},{}]".format, qualified, qualified),
    st.builds("{{{},{}}}".format, qualified, qualified),
)


def in_order(first: dt.date | None, second: dt.date | None) -> bool:
    return first is None or second is None or first <= second


def contains(outer: Bounds, inner: Bounds) -> bool:
    return (
        in_order(outer.earliest_begin, inner.earliest_begin)
        and in_order(inner.latest_begin, outer.latest_begin)
        and in_order(outer.earliest_end, inner.earliest_end)
        and in_order(inner.latest_end, outer.latest_end)
    )


@given(literals)
def test_bounds_are_in_order(text: str) -> None:
    try:
        bounds = parse_date(text).bounds()
    except DateError:
        assume(False)  # an interval that runs backwards
    assert in_order(bounds.earliest_begin, bounds.latest_begin)
    assert in_order(bounds.earliest_end, bounds.latest_end)
    assert in_order(bounds.earliest_begin, bounds.earliest_end)
    assert in_order(bounds.latest_begin, bounds.latest_end)


@given(days)
def test_bounds_nest_with_precision(day: dt.date) -> None:
    text = day.isoformat()
    coarser = [text, text[:7], text[:4], text[:3] + "X", text[:2] + "XX"]
    nested = [parse_date(each).bounds() for each in coarser if each.replace("X", "0") >= "0001"]
    assert all(contains(outer, inner) for inner, outer in itertools.pairwise(nested))


@given(points | masked, st.sampled_from("?~"))
def test_a_qualified_date_contains_the_plain_one_and_doubt_twice_contains_both(text: str, mark: str) -> None:
    plain, widened, doubled = (parse_date(text + suffix).bounds() for suffix in ("", mark, "%"))
    assert contains(widened, plain)
    assert contains(doubled, widened)


@given(literals)
def test_the_literal_stays_as_written(text: str) -> None:
    try:
        date = parse_date(text)
    except DateError:
        assume(False)
    assert str(date) == text
