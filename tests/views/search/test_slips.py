"""Spellings, slips and sounds: laws that hold for any word."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from kg.views.search.keys import key_of, sound_of, words_of
from kg.views.search.slips import exchanged, parts_near, parts_of, tolerance
from tests.views.search.names import index_of, named, slugs

LETTERS = st.sampled_from("abcdefghiklmnoprstuvyz")
WORDS = st.text(LETTERS, min_size=4, max_size=14)


@st.composite
def slipped(draw: st.DrawFn) -> tuple[str, str]:
    """A word, and the same with as many slips as it may have."""
    word = draw(WORDS)
    other = word
    for _ in range(draw(st.integers(1, tolerance(len(word))))):
        place = draw(st.integers(0, len(other) - 1))
        letter = draw(LETTERS)
        rest = other[place + 1 :]
        other = other[:place] + draw(st.sampled_from([rest, letter + rest, letter + other[place:]]))
    return word, other


@given(slipped())
def test_a_word_with_slips_shares_a_part_with_the_right_one(pair: tuple[str, str]) -> None:
    word, other = pair
    assert Levenshtein.distance(word, other) <= tolerance(len(word))
    assert set(parts_of(word)) & parts_near(other)


@given(slipped())
def test_a_name_is_found_in_spite_of_slips(pair: tuple[str, str]) -> None:
    word, other = pair
    with tempfile.TemporaryDirectory() as folder:
        index = index_of(Path(folder), named("it", word.title()), named("else", "Qqqqxxqqxxqq"))
        if len(other) >= 4:
            assert slugs(index, other) == ["it"]
        index.close()


@given(WORDS, st.data())
def test_a_name_is_found_with_two_letters_exchanged(word: str, data: st.DataObject) -> None:
    other = data.draw(st.sampled_from(list(exchanged(word))))
    with tempfile.TemporaryDirectory() as folder:
        index = index_of(Path(folder), named("it", word.title()))
        assert slugs(index, other, whole_words=True) == ["it"]
        index.close()


@given(st.text(max_size=40))
def test_a_name_finds_itself(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = index_of(Path(folder), named("it", name), named("else", "Something else"))
        assert slugs(index, name)[:1] == (["it"] if key_of(name) else [])
        index.close()


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(name: str) -> None:
    key = key_of(name)
    assert key_of(key) == key
    assert key == " ".join(key.split())


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Владимир Путин", "vladimir putin"),
        ("푸틴", "putin"),
        ("Kim Il-sung", "kim il sung"),
        ("Łódź", "lodz"),
        ("U.S.S.R.", "ussr"),
        ("Straße", "strasse"),
    ],
)
def test_keys(name: str, key: str) -> None:
    assert key_of(name) == key


def test_compounds_and_texts_without_spaces_have_more_words() -> None:
    assert "ilsung" in words_of("Kim Il-sung")
    assert "gongheguo" in words_of("中华人民共和国")
    assert words_of("Kim") == {"kim"}


@pytest.mark.parametrize(
    ("word", "other"),
    [("poutine", "putin"), ("wladimir", "vladimir"), ("kruschev", "kruschef"), ("pyeongyang", "pyongyang")],
)
def test_what_sounds_alike(word: str, other: str) -> None:
    assert sound_of(word) == sound_of(other)
