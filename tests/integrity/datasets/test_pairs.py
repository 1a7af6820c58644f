"""Pairs by year from the real alliances: the same years of defence that the dataset's own table of pairs has."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.build.intake import Intake, take_in
from kg.build.opening import open_store
from kg.build.snapshot import build_snapshot
from kg.views.dyads import Question, Table, read_table
from kg.views.dyads.columns import Cell
from tests.conftest import copy_embassy
from tests.integrity.datasets.imported import real

FIRST, LAST = 1816, 2012
DEFENCE = "provides_mutual_defence"

# Treaties that bind some members otherwise than others: a treaty provides what the row of any member says.
UNEQUAL = {*((220, 235, year) for year in range(1834, 1840)), (345, 350, 1953), (345, 640, 1953)}


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Table:
    """All pairs of states of the system, with the alliances by member."""
    files = real("cow_states/states2016.csv") + real("cow_alliances/alliance_v4.1_by_member.csv")
    workspace = copy_embassy(tmp_path_factory.mktemp("pairs") / "embassy")
    for name in ("cow-states", "cow-alliances"):
        descriptor = Path(__file__).parents[3] / "data" / "datasets" / f"{name}.toml"
        (workspace.data / "datasets").mkdir(exist_ok=True)
        (workspace.data / "datasets" / descriptor.name).write_bytes(descriptor.read_bytes())
    assert [outcome.left_out for outcome in take_in(workspace, Intake(files))] == [0, 0]
    build_snapshot(workspace, lambda _step: None)
    store = open_store(workspace, lambda _step: None)
    return read_table(store, Question(FIRST, LAST, ("treaty", DEFENCE)), workspace.namespaces)


def test_the_years_of_defence_are_those_of_the_table_of_pairs(table: Table) -> None:
    columns = {column.name: column.values.tolist() for column in table.columns}
    names = [columns[name] for name in ("state1", "state2")]
    keys = list(zip(*names, map(int, columns["year"]), strict=True))
    ours = {key for key, cell in zip(keys, columns[DEFENCE], strict=True) if cell == Cell.YES}
    assert len(keys) > 880_000
    assert ours - _theirs() == UNEQUAL
    assert (_theirs() & set(keys)) - ours == set()


def test_every_pair_is_covered_in_every_year(table: Table) -> None:
    columns = {column.name: column.values for column in table.columns}
    assert set(columns["treaty"].tolist()) == {Cell.YES, Cell.NO}


def _theirs() -> set[tuple[int, int, int]]:
    """Give pairs and years with a pact of defence, from the dataset's table of pairs."""
    [path] = real("cow_alliances/alliance_v4.1_by_dyad.csv")
    found = set()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["defense"] == "1":
                one, other = sorted((int(row["ccode1"]), int(row["ccode2"])))
                years = range(int(row["dyad_st_year"]), int(row["dyad_end_year"] or LAST) + 1)
                found |= {(one, other, year) for year in years}
    return found
