"""Names: which are one, which are alike, and which differ by a word that matters."""

from __future__ import annotations

import pytest

from kg.linking.names import Rarity, compare_names
from kg.linking.record import Record
from kg.linking.spelling import readings, word_likeness, words_of

STATES = ("North Arvenia", "South Arvenia", "Republic of Belmark", "Republic of Corland", "Kingdom of Dravia", "Selin")


def likeness(one: str, other: str, *, person: bool = False) -> float:
    rarity = Rarity(Record(name, name, (name,)) for name in (*STATES, other))
    classes = frozenset({"Person"} if person else {"State"})
    return compare_names(Record("a", one, (one,), classes=classes), Record("b", other, (other,)), rarity).score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Belmark", "belmark"),
        ("Côte Sélin", "Cote Selin"),
        ("Kim Il Sung", "Kim Il-Sung"),
        ("O'Hara", "O’Hara"),
        ("아르베니아", "아르베니아"),
    ],
)
def test_case_marks_and_hyphens_make_no_difference(one: str, other: str) -> None:
    assert likeness(one, other) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Republic of Arvenia", "Arvenia, Republic of"),
        ("Dravia", "Belmark (Dravia)"),
        ("Corland", "Corland/Dravia"),
        ("Jong Il Kim", "Kim Jong Il"),
        ("Ilsung Kim", "Il Sung Kim"),
        ("Georgyi Toloraya", "Georgy Toloraya"),
    ],
)
def test_other_ways_of_writing_a_name_are_nearly_the_same(one: str, other: str) -> None:
    assert 0.9 < likeness(one, other) < 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("North Arvenia", "South Arvenia"),
        ("Republic of Belmark", "Republic of Corland"),
        ("Treaty of 1921", "Treaty of 1902"),
        ("Arvenia", "Арвения"),
        ("Belmark", "Corland"),
    ],
)
def test_names_that_share_only_common_words_differ(one: str, other: str) -> None:
    assert likeness(one, other) < 0.8


def test_a_surname_may_mean_the_person_and_a_given_name_does_not() -> None:
    assert likeness("Irena Volkova", "Volkova", person=True) > 0.8
    assert likeness("Irena Volkova", "Irena", person=True) < 0.8


def test_the_best_pair_of_names_counts() -> None:
    one = Record("a", "DPRK", ("DPRK", "North Arvenia", "Арвения"))
    other = Record("b", "x", ("Selin", "Арвения"))
    assert compare_names(one, other, Rarity([other])) == (1.0, "Арвения", "Арвения")


def test_a_record_without_names_is_like_nothing() -> None:
    assert compare_names(Record("a", ""), Record("b", "x", ("x",)), Rarity([])).score == 0


def test_words_and_readings() -> None:
    assert words_of("“L'Éclair”, No. 5") == ("leclair", "no", "5")
    assert list(readings("Korea, Republic of"))[:2] == ["Korea, Republic of", "Republic of Korea"]
    assert word_likeness("1921", "1922") == 0
    assert word_likeness("g", "georgy") == word_likeness("georgy", "g") > 0
    assert word_likeness("yugoslavia", "yugoslavian") > 0.9
