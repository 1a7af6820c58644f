"""The table of states: lines, days and names."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.linking.states.naming import alternative_readings, key_of, unordered_key_of, whole_readings
from kg.linking.states.reading import read_states
from kg.linking.states.record import Days
from kg.linking.states.table import StateTable
from tests.conftest import copy_embassy
from tests.linking.states.lists import CODES, SHARED, table_of, write_lists


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> StateTable:
    folder = tmp_path_factory.mktemp("lists")
    (folder / "codes.csv").write_text(CODES, encoding="utf-8")
    return table_of(*write_lists(folder), folder / "codes.csv")


def line(table: StateTable, record: str) -> set[str]:
    return {state.id for state in table.line_of(table.states[record])}


@pytest.mark.parametrize(
    ("record", "others"),
    [
        ("iso:FRA", {"iso:FRA", "cow:220", "gw:220"}),
        ("iso:DEU", {"iso:DEU", "cow:255", "cow:260", "gw:255", "gw:260"}),
        ("iso:DDDE", {"iso:DDDE", "cow:265", "gw:265"}),
        ("cow:345", {"iso:SRB", "iso:YUCS", "iso:CSXX", "cow:345", "gw:340", "gw:345"}),
        ("cow:730", {"cow:730"}),
        ("iso:KOR", {"iso:KOR", "cow:732"}),
        ("cow:817", {"cow:817"}),
        ("cow:970", {"iso:NRU", "cow:970"}),
        ("gw:970", {"iso:KIR", "gw:970"}),
        ("iso:HKG", {"iso:HKG"}),
    ],
)
def test_records_of_one_line(table: StateTable, record: str, others: set[str]) -> None:
    assert line(table, record) == others


def test_withdrawn_codes_of_states_that_go_on_are_theirs(table: StateTable) -> None:
    assert "iso:BUMM" not in table.states
    assert table.states["iso:MMR"].withdrawn["iso3166-3"] == ("BUMM", dt.date(1989, 12, 5))


@pytest.mark.parametrize(
    ("record", "days"),
    [
        ("iso:SUHH", "1917-01-01/1991-12-31"),
        ("iso:RUS", "1992-01-01/"),
        ("iso:DDDE", "1950-04-05/1990-10-30"),
        ("iso:YUCS", "1919-11-12/2003-07-23"),
        ("iso:CSXX", "2003-07-24/2006-09-26"),
        ("iso:SRB", "1880-05-06/1916-07-08 2007-01-02/"),
        ("iso:CZE", "1993-06-16/"),
        ("iso:KOR", "1950-07-07/"),
        ("iso:HKG", ""),
    ],
)
def test_when_an_iso_record_existed(table: StateTable, record: str, days: str) -> None:
    assert " ".join(map(str, table.days_of(table.states[record]))) == days


def test_a_record_without_days_may_exist_at_any_time(table: StateTable) -> None:
    day = dt.date(1900, 1, 1)
    assert table.exists(table.states["iso:HKG"], Days(day, day))
    assert not table.exists(table.states["iso:RUS"], Days(day, day))


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("france", {"iso:FRA", "cow:220", "gw:220"}),
        ("Frankreich", {"iso:FRA"}),
        ("프랑스", {"iso:FRA"}),
        ("Korea North", {"iso:PRK", "cow:731"}),
        ("Korea, Dem. People's Rep.", {"iso:PRK"}),
        ("Viet-Nam", {"iso:VNM", "cow:816"}),
        ("Saint Lucia", {"iso:LCA"}),
        ("St. Lucia", {"iso:LCA"}),
        ("Antigua & Barbuda", {"iso:ATG"}),
        ("Zaire", {"iso:COD"}),
        ("Atlantis", set()),
        ("", set()),
        ("...", set()),
    ],
)
def test_names(table: StateTable, text: str, records: set[str]) -> None:
    assert {hit.state.id for hit in table.find_name(text) if hit.rank == 0} == records


def test_codes_by_scheme(table: StateTable) -> None:
    found = table.find_code("aus")
    assert {scheme: [state.id for state in states] for scheme, states in found.items()} == {
        "iso3": ["iso:AUS"],
        "cow-abbrev": ["cow:305"],
    }
    assert [state.id for state in table.find_code("BUR")["iso3"]] == ["iso:MMR"]


def test_readings() -> None:
    assert list(whole_readings("Korea, Republic of")) == ["Korea, Republic of", "Republic of Korea"]
    assert list(alternative_readings("Iran (Persia)")) == ["Iran", "Persia"]
    assert list(alternative_readings("Korea (Republic of)")) == ["Korea"]
    assert key_of("The Gambia") == key_of("Gambia") == key_of("Gambia, The")
    assert key_of("The") == "the"
    assert unordered_key_of("Niger") == ""


@pytest.mark.skipif(not SHARED.is_dir(), reason="the datasets are the user's own")
@pytest.mark.parametrize(
    "files",
    [
        ("cow_states/states2016.csv", "gw_states/ksgmdw.txt", "gw_states/microstates.txt"),
        ("cow_states/cow_statelist2024.csv", "gw_states/gwstates.xlsx", "country_codes/country-codes.csv"),
    ],
)
def test_the_lists_as_published_are_joined(files: tuple[str, ...]) -> None:
    table = table_of(*(SHARED / file for file in files))
    alone = {"cow:730", "cow:817"}
    for state in table.states.values():
        if state.list == "cow" and int(state.code) > 365 and state.id not in alone | {"cow:511", "cow:347"}:
            assert len(table.in_line(state, "iso")) == 1 or state.code == "365", state
        if state.list == "cow" and state.code not in {"255", "260", "345", "678", "679"}:
            assert len(table.in_line(state, "cow")) == 1, state


def test_an_identity_of_ones_own(tmp_path: Path) -> None:
    workspace = copy_embassy(tmp_path / "embassy")
    path = workspace.data / "states" / "identity.toml"
    path.parent.mkdir()
    path.write_text('[names]\n"Arvenia" = ["iso:FRA"]\n', encoding="utf-8")
    table = read_states(workspace)
    assert [hit.state.id for hit in table.find_name("arvenia")] == ["iso:FRA"]
    assert "iso:BUMM" in table.states
    for wrong in ("[names", "[nmes]", 'line = [{ record = "x" }]', '[existed]\n"iso:FRA" = "soon"'):
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(InputError, match=r"identity.toml: not what it should be"):
            read_states(workspace)
