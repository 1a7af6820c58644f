"""States in the graph: imported lists, and curated states with their links."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kg.config import Workspace
from kg.graph import Graph
from kg.linking.states.graph import read_imported
from kg.linking.states.reading import read_states
from kg.linking.states.table import StateTable
from tests.cli.test_build import run
from tests.conftest import ROOT, copy_embassy
from tests.linking.states.lists import COW, table_of, write_lists


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The fixture workspace with both lists imported, and with states that are linked to ISO codes."""
    folder = tmp_path_factory.mktemp("imported")
    workspace = copy_embassy(folder / "embassy")
    cow, gw = write_lists(folder)
    later = folder / "later.csv"
    text = COW.replace("2016,12,31", "2024,12,31").replace(",2016\n", ",2024\n")
    later.write_text(text.replace("YUG,345,Yugoslavia", "SRB,345,Serbia"), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(workspace.root)
        assert run("import", "cow-states", str(cow)) == 0
        assert run("import", "cow-states", str(later), "--release", "2024") == 0
        assert run("import", "gw-states", str(gw)) == 0
    return workspace


@pytest.fixture(scope="module")
def table(imported: Workspace) -> StateTable:
    return read_states(imported, (), Graph.open(imported.root).store.whole())


def test_imported_lists_are_those_of_the_files(table: StateTable, tmp_path: Path) -> None:
    from_files = table_of(*write_lists(tmp_path))
    assert table.closed == {"cow": dt.date(2024, 12, 31), "gw": dt.date(2020, 12, 31)}
    assert table.states.keys() == from_files.states.keys()
    for state in from_files.states.values():
        assert [spell.days for spell in table.states[state.id].spells] == [spell.days for spell in state.spells]
    assert table.states["cow:220"].codes == {"cow": "220", "cow-abbrev": "FRN"}


def test_the_latest_release_counts(table: StateTable, imported: Workspace) -> None:
    assert table.states["cow:345"].label == "Serbia"
    lists = {each.name: each for each in read_imported(Graph.open(imported.root).store.whole())}
    assert lists["cow"].path.endswith("cow-states-2024")


def test_a_file_takes_the_place_of_an_imported_list(imported: Workspace, tmp_path: Path) -> None:
    cow, _ = write_lists(tmp_path)
    cow.write_text("\n".join(COW.splitlines()[:3]) + "\n", encoding="utf-8")
    table = read_states(imported, [cow], Graph.open(imported.root).store.whole())
    assert {state.id for state in table.states.values() if state.list == "cow"} == {"cow:220"}
    assert "gw:220" in table.states


def test_curated_states_add_names_and_codes() -> None:
    graph = Graph.open(ROOT)
    table = read_states(graph.workspace, (), graph.store.whole())
    assert table.states["iso:SUHH"].codes["kg"] == "ussr"
    assert table.states["iso:SUHH"].codes["wikidata"] == "Q15180"
    assert {hit.state.id for hit in table.find_name("Россия")} == {"iso:RUS"}
    assert table.find_name("the South") == ()
    assert table.closed.get("cow") in {None, dt.date(2016, 12, 31), dt.date(2024, 12, 31)}
