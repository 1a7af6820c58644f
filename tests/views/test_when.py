"""Dates in words, in order, and whether something held on a day."""

import datetime as dt

import pytest

from kg.config import Margins
from kg.errors import UsageError
from kg.model.bounds import Bounds
from kg.model.dates import parse_date
from kg.views.when import Held, When, read_period


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def when(edtf: str, **stated: str) -> When:
    """Give a date with the bounds that follow from it, but for those that are stated."""
    derived = parse_date(edtf).bounds()
    names = ("earliest_begin", "latest_begin", "earliest_end", "latest_end")
    return When(edtf, Bounds(*(day(stated[name]) if name in stated else getattr(derived, name) for name in names)))


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2000", "2000"),
        ("2000-07", "2000-07"),
        ("2000-07-19", "2000-07-19"),
        ("199X", "1990s"),
        ("19XX", "1900 to 1999"),
        ("2000-XX", "2000, month unknown"),
        ("2000-XX-XX", "2000, day unknown"),
        ("2000-07-XX", "2000-07, day unknown"),
        ("2001-21", "spring 2001"),
        ("2001-30", "southern summer 2001"),
        ("2001-36", "fourth quarter of 2001"),
        ("1951~", "about 1951"),
        ("1924?", "perhaps 1924"),
        ("1924%", "perhaps about 1924"),
        ("199X~", "about the 1990s"),
        ("1961/", "1961, end unknown"),
        ("/1961", "until 1961, begin unknown"),
        ("2000-02/..", "since 2000-02"),
        ("../199X", "until the 1990s"),
        ("196X/..", "since the 1960s"),
        ("1919~/1924?", "about 1919 to perhaps 1924"),
        ("196X/197X", "1960s to 1970s"),
        ("[1984,1986]", "1984 or 1986"),
        ("{1960..1964,1970}", "1960 to 1964 and 1970"),
        ("../..", "always"),
        ("?2000-07", "?2000-07"),
    ],
)
def test_a_date_in_words_is_as_precise_as_it_is_written(edtf: str, words: str) -> None:
    assert When(edtf, parse_date(edtf).bounds()).text == words


@pytest.mark.parametrize(
    ("edtf", "stated", "words"),
    [
        ("199X", {"latest_begin": "1993-12-31", "latest_end": "1993-12-31"}, "early 1990s"),
        ("194X", {"earliest_begin": "1946-01-01", "earliest_end": "1946-01-01"}, "late 1940s"),
        ("199X", {"earliest_begin": "1994-01-01", "latest_end": "1996-12-31"}, "mid-1990s"),
        ("199X", {"earliest_begin": "1992-01-01", "latest_end": "1998-12-31"}, "1990s"),
        ("194X/195X", {"earliest_begin": "1946-01-01", "latest_end": "1953-12-31"}, "late 1940s to early 1950s"),
        ("195X/", {"latest_begin": "1953-12-31"}, "early 1950s, end unknown"),
        ("196X/..", {"earliest_begin": "1967-01-01"}, "since the late 1960s"),
    ],
)
def test_stated_bounds_say_which_part_of_a_decade_is_meant(edtf: str, stated: dict[str, str], words: str) -> None:
    assert when(edtf, **stated).text == words


def test_what_has_no_date_says_so_and_comes_last() -> None:
    undated, endless = When(), When("[2007-08-14..]")
    assert undated.text == "undated"
    assert endless.text == "2007-08-14 or later"
    order = [when("2000-07"), when("2000"), when("/1999"), undated]
    assert sorted(order, key=lambda w: w.order) == [when("/1999"), when("2000"), when("2000-07"), undated]
    assert undated.held(read_period("1995", Margins())) is Held.UNKNOWN


@pytest.mark.parametrize(
    ("edtf", "on", "held"),
    [
        ("1990/1994", "1992-06-01", Held.CERTAIN),
        ("1990/1994", "1990-06-01", Held.POSSIBLE),
        ("1990/1994", "1989", Held.NOT),
        ("1990/1994", "1994", Held.POSSIBLE),
        ("1990/1994", "1991/1993", Held.CERTAIN),
        ("1961/", "1995-06", Held.UNKNOWN),
        ("1961/", "1960", Held.NOT),
        ("1961/", "1961-05", Held.POSSIBLE),
        ("/1961", "1950", Held.UNKNOWN),
        ("/1961", "1962", Held.NOT),
        ("2000-02/..", "2005", Held.CERTAIN),
        ("../1991", "1800", Held.CERTAIN),
        ("../..", "1800", Held.CERTAIN),
        ("2000-07", "2000-07-19", Held.POSSIBLE),
        ("2000-07-19", "2000-07-19", Held.CERTAIN),
    ],
)
def test_what_held_on_a_day(edtf: str, on: str, held: Held) -> None:
    assert When(edtf, parse_date(edtf).bounds()).held(read_period(on, Margins())) is held


@pytest.mark.parametrize("text", ["", "July 2000", "2000-13", "yesterday", "1961/..", "1995/1990"])
def test_a_bad_date_is_wrong_usage(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_period(text, Margins())
    assert caught.value.exit_code == 2
