"""Cells of a tab-separated table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, Location
from kg.linking.cells import format_row, iter_rows, join_values, split_values

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=4))
def test_rows_are_read_as_they_were_written(rows: list[list[str]]) -> None:
    text = "".join(map(format_row, rows))
    assert [[cell.text for cell in row] for row in iter_rows(text, "t")] == rows


@given(st.lists(CELLS.map(str.strip).filter(bool), max_size=4))
def test_values_are_read_as_they_were_written(values: list[str]) -> None:
    assert list(split_values(join_values(values))) == values


def test_escapes_are_those_of_the_standard() -> None:
    assert split_values(r"Alice\|Bob|Charlie") == ("Alice|Bob", "Charlie")
    assert split_values(r"Alice\\Bob|Charlie\\|David\\\|Eve\\") == ("Alice\\Bob", "Charlie\\", "David\\|Eve\\")


def test_each_cell_knows_its_place() -> None:
    rows = list(iter_rows('a\tb\r\n"one\ntwo"\tc\n\nd\t\n', "t", line=5))
    places = [[(cell.text, cell.place.line, cell.place.column) for cell in row] for row in rows]
    assert places == [[("a", 5, 1), ("b", 5, 3)], [("one\ntwo", 6, 1), ("c", 7, 6)], [("d", 9, 1), ("", 9, 3)]]


def test_a_quote_that_does_not_end_its_cell_is_refused() -> None:
    with pytest.raises(InputError, match="quote") as caught:
        list(iter_rows('a\tb\nc\t"d" e\n', "t"))
    assert caught.value.location == Location("t", 2, 3)
