"""The nearest name: a suggestion only where it helps."""

from __future__ import annotations

from kg.validation.nearest import did_you_mean, nearest


def test_the_nearest_name_is_suggested() -> None:
    assert nearest("kg:palce", ["kg:place", "kg:date"]) == "kg:place"
    assert did_you_mean("belmrak", ["belmark"], "Describe it.") == "Did you mean belmark? Describe it."


def test_of_equals_the_first_in_the_alphabet() -> None:
    assert nearest("claim:x-1", ["claim:x-3", "claim:x-2"]) == "claim:x-2"


def test_nothing_is_suggested_where_nothing_is_like_it() -> None:
    assert nearest("belmark", ["arvenia"]) is None
    assert nearest("belmark", []) is None
    assert did_you_mean("belmark", [], "Describe it.") == "Describe it."
