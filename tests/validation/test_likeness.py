"""Likeness: spellings of one name against names that differ by little."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.validation.likeness import are_nearly_equal, likeness_keys

SAME = [
    ("Georgy Toloraya", "Georgy Tolaraya"),
    ("Kim Il Sung", "Kim Il-sung"),
    ("Kim Il Sung", "Kim Ilsung"),
    ("Толорая Г.Д.", "Толарая Г.Д."),
    ("P’yongyang", "Pyongyang"),
    ("Georgy Toloraya", "Toloraya, Georgy"),
    ("Café Müller", "Cafe Muller"),
    ("Strasse", "STRAßE"),
    ("아르베니아", "아르베니아"),
    ("Soviet leader", "Soviet leaders"),
    ("Vladivostok Authorities", "Vladivostock authorities"),
]
DIFFERENT = [
    ("North Korea", "South Korea"),
    ("Kim Il Sung", "Kim Jong Il"),
    ("Treaty of 1961", "Treaty of 2000"),
    ("Treaty of 1961", "Treaty of 1962"),
    ("Treaty I", "Treaty II"),
    ("East Asia", "North East Asia"),
    ("Iran", "Iraq"),
    ("Iceland", "Ireland"),
    ("Austria", "Australia"),
    ("Niger", "Nigeria"),
    ("exporter", "importer"),
    ("Russian businessmen", "Russian businesses"),
    ("Trade in 2005", "Trade in 2006"),
    ("Gambia", "Zambia"),
    ("Belmark", "Kingdom of Belmark"),
    ("…", "!"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert are_nearly_equal(one, other)
    assert set(likeness_keys(one)) & set(likeness_keys(other))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_that_differ(one: str, other: str) -> None:
    assert not are_nearly_equal(one, other)


WORDS = st.lists(st.text("abcdeøé가나ж1", min_size=1, max_size=7), max_size=3).map(" ".join)


@given(WORDS, WORDS)
def test_likeness_is_symmetric_and_keys_miss_nothing(one: str, other: str) -> None:
    assert are_nearly_equal(one, other) == are_nearly_equal(other, one)
    if are_nearly_equal(one, other):
        assert set(likeness_keys(one)) & set(likeness_keys(other))
