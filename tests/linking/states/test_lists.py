"""Lists of states: recognised by their columns, with spells, names and the day on which they close."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from kg.errors import InputError, UsageError
from kg.linking.states.lists import read_list
from kg.linking.states.record import Days
from tests.linking.states.lists import CODES, COW, SHARED, write_lists


def test_cow_has_spells_and_closes(tmp_path: Path) -> None:
    cow, _ = write_lists(tmp_path)
    read = read_list(cow)
    assert (read.name, read.closed) == ("cow", dt.date(2016, 12, 31))
    france = next(state for state in read.states if state.code == "220")
    assert [spell.days for spell in france.spells] == [
        Days(dt.date(1820, 2, 2), dt.date(1939, 5, 6)),
        Days(dt.date(1947, 3, 4), None),
    ]
    assert france.codes == {"cow": "220", "cow-abbrev": "FRN"}


def test_gw_is_read_in_its_own_encoding(tmp_path: Path) -> None:
    _, gw = write_lists(tmp_path)
    read = read_list(gw)
    assert read.name == "gw"
    assert "Côte d’Or" in {state.label for state in read.states}


def test_gw_as_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Cow Nr.", "Cow ID", "Name of State", "Start", "End"],
        ["220", "FRN", "France", "02.02.1820", "4.3.1999"],
    ):
        book.active.append(row)
    book.save(tmp_path / "gw.xlsx")
    (state,) = read_list(tmp_path / "gw.xlsx").states
    assert state.spells[0].days == Days(dt.date(1820, 2, 2), dt.date(1999, 3, 4))


def test_country_codes_name_iso_records(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(CODES, encoding="utf-8")
    germany, _, namibia = read_list(path).states
    assert germany.id == "iso:DEU"
    assert germany.codes == {"geonames": "11", "wikidata": "Q11"}
    assert {name.text: name.is_short for name in germany.names}["the Federal Republic of Germany"] is False
    assert namibia.label == "Namibia"


def test_line_ends_of_any_kind(tmp_path: Path) -> None:
    path = tmp_path / "cow.csv"
    path.write_bytes(COW.replace("\n", "\r").encode())
    assert len(read_list(path).states) == 13


def test_another_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(UsageError, match="is no list of states"):
        read_list(path)


@pytest.mark.parametrize(
    ("row", "message"), [("FRN,220,France,1820,13,2,1939,5,6,2016", "not a day"), ("FRN,220", "2 cells")]
)
def test_a_bad_row_has_its_place(row: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "cow.csv"
    path.write_text(COW + row + "\n")
    with pytest.raises(InputError, match=message) as caught:
        read_list(path)
    assert str(caught.value).startswith(f"{path}:17:")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_list(tmp_path / "none.csv")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the datasets are the user's own")
@pytest.mark.parametrize(
    ("file", "name", "number"),
    [
        ("cow_states/states2016.csv", "cow", 217),
        ("cow_states/cow_statelist2024.csv", "cow", 217),
        ("gw_states/ksgmdw.txt", "gw", 202),
        ("gw_states/gwstates.xlsx", "gw", 202),
        ("country_codes/country-codes.csv", "iso", 249),
    ],
)
def test_the_lists_as_published(file: str, name: str, number: int) -> None:
    read = read_list(SHARED / file)
    assert (read.name, len(read.states)) == (name, number)
