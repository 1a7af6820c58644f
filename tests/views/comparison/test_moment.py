"""Begins and ends of different sources: agreeing, overlapping, in conflict, and how many days apart."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kg.model.dates import parse_date
from kg.views.comparison.moment import Moment, begin_of, end_of, is_point
from kg.views.comparison.verdict import Days, Match, Verdict, overall
from kg.views.when import When


def when(edtf: str, **stated: str) -> When:
    """Give a date with its bounds, some of which the encoder has stated."""
    days = {name: dt.date.fromisoformat(day) for name, day in stated.items()}
    return When(edtf, replace(parse_date(edtf).bounds(), **days))


def begin(edtf: str, **stated: str) -> Moment:
    return begin_of(when(edtf, **stated))


def end(edtf: str, spoken: str | None = None, **stated: str) -> Moment:
    return end_of(when(edtf, **stated), dt.date.fromisoformat(spoken) if spoken else None)


@pytest.mark.parametrize(
    ("one", "other", "verdict", "measured"),
    [
        ("1961", "1961-07-06", Verdict.AGREE, "0 to 186 days apart"),
        ("1961-07-06", "1961-07-06", Verdict.AGREE, "same day"),
        ("2000-02", "2000-02-09/", Verdict.AGREE, "0 to 20 days apart"),
        ("1961", "1961", Verdict.AGREE, ""),
        ("1990/", "199X", Verdict.AGREE, "0 to 3,651 days apart"),
        ("1990-05~", "1990-06/", Verdict.AGREE, "0 to 90 days apart"),
        ("1990~", "[1991,1992]", Verdict.OVERLAP, "0 to 1,460 days apart"),
        ("1995-09-07", "1996-09-10", Verdict.CONFLICT, "369 days later"),
        ("1996-09-10", "1995-09", Verdict.CONFLICT, "346 to 375 days earlier"),
        ("1995-09-07", "1995-09-08", Verdict.CONFLICT, "1 day later"),
        ("/1991", "1990", None, ""),
    ],
)
def test_begins(one: str, other: str, verdict: Verdict | None, measured: str) -> None:
    match = begin(one).against(begin(other))
    assert (match.verdict, str(match)) == (verdict, measured)
    assert begin(other).against(begin(one)).verdict is verdict


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (end("1961/"), end("1961-07-06/1995-09-07"), None),
        (end("1961/1995-09-07"), end("1961/1996-09-10"), Verdict.CONFLICT),
        (end("1961/", earliest_end="2012-12-31"), end("1961/", earliest_end="2016-12-31"), Verdict.AGREE),
        (end("1961/", earliest_end="2012-12-31"), end("1961/2014"), Verdict.AGREE),
        (end("1961/", earliest_end="2012-12-31"), end("1961/1995"), Verdict.CONFLICT),
        (end("1961/", earliest_end="2012-12-31"), end("1961/2012"), Verdict.OVERLAP),
        (end("2000-02/..", "2007-01-01"), end("2000-02-09/", earliest_end="2012-12-31"), Verdict.AGREE),
        (end("2000-02/..", "2007-01-01"), end("2000-02-09/2003"), Verdict.CONFLICT),
        (end("2000-02/..", "2007-01-01"), end("2000-02-09/2010"), Verdict.AGREE),
        (end("2000-02/.."), end("2000-02-09/2010"), Verdict.AGREE),
        (end("1990-09"), end("1990-09-30"), Verdict.AGREE),
    ],
)
def test_ends(one: Moment, other: Moment, verdict: Verdict | None) -> None:
    assert one.against(other).verdict is verdict
    assert other.against(one).verdict is verdict


def test_what_had_not_ended_is_so_many_days_later_at_least() -> None:
    match = end("1961/1995-09-07").against(end("1961/", earliest_end="2012-12-31"))
    assert str(match) == "at least 6,325 days later"
    assert match.days == Days(6325, None)


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (begin("1918~/"), "about 1918"),
        (begin("/1991"), "does not say"),
        (begin("/2007", latest_begin="2000-07-31"), "does not say, but by 2000-07-31"),
        (begin("../1991"), "always"),
        (end("1961/"), "does not say"),
        (end("1961/", earliest_end="2012-12-31"), "had not ended by 2012-12-31"),
        (end("2000-02/..", "2007-01-01"), "had not ended by 2007"),
        (end("2000-02/.."), "had not ended"),
        (end("1990/199X", latest_end="1994-12-31"), "early 1990s"),
    ],
)
def test_moments_in_words(moment: Moment, text: str) -> None:
    assert moment.text == text


def test_an_undated_thing_says_nothing() -> None:
    assert begin_of(When()).against(begin("1961")) == Match()
    assert end_of(When()).text == "does not say"


def test_a_bound_that_is_stated_can_be_in_conflict() -> None:
    assert begin("/2007", latest_begin="2000-07-31").against(begin("2001/2008")).verdict is Verdict.CONFLICT


def test_a_point_is_no_interval() -> None:
    assert is_point(when("1990-09"))
    assert not is_point(when("1990-09/"))
    assert not is_point(When())


def test_the_most_striking_verdict_counts() -> None:
    assert overall([Verdict.AGREE, None, Verdict.CONFLICT, Verdict.OVERLAP]) is Verdict.CONFLICT
    assert overall([None]) is None
