"""A graph with imported rows: its own entities are what is reconciled, also where many rows are called the same."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.build.snapshot import build_snapshot
from tests.cli.test_import import PACTS
from tests.conftest import copy_embassy, copy_shipped
from tests.web.reconciliation.service import Service
from tests.web.serving import serving

_ROWS = 400
_COW = """stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version
RUS,365,Russia,1816,1,1,2016,12,31,2016
"""


@pytest.fixture(scope="module")
def coast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The fixture graph beside a release in which hundreds of rows name the same state."""
    folder = tmp_path_factory.mktemp("coast")
    workspace = copy_embassy(folder / "embassy")
    (workspace.data / "datasets").mkdir()
    (workspace.data / "datasets" / "pacts.toml").write_text(PACTS, encoding="utf-8")
    with (workspace.root / "pacts.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("pact", "state", "state_name", "year"))
        rows.writerows((1000 + number, number, "Arvenia", 1930) for number in range(_ROWS))
    build_snapshot(workspace, lambda _step: None)
    command = [sys.executable, "-m", "kg", "import", "pacts.csv", "--retrieved", "2024-05", "--quiet"]
    subprocess.run(command, cwd=workspace.root, check=True)
    with serving(workspace.root, folder / "server.log") as server:
        service = Service(server)
        yield service
        service.close()


def test_rows_of_datasets_are_no_candidates(coast: Service) -> None:
    found = coast.candidates("Arvenia", type="State") + coast.candidates("Arvenia") + coast.candidates("Pact")
    assert found
    assert not any(":" in each["id"] or "/" in each["id"] for each in found)


def test_entity_is_found_among_them(coast: Service) -> None:
    best = coast.candidates("Arvenia")[0]
    assert (best["id"], best["match"]) == ("arvenia", True)
    suggested = coast.get("/suggest/entity", prefix="Arv").json()["result"]
    assert suggested[0]["id"] == "arvenia"


def test_states_are_those_of_the_graph_whatever_a_list_counts_as_one(tmp_path: Path) -> None:
    workspace = copy_shipped(tmp_path / "graph")
    (workspace.root / "states2016.csv").write_text(_COW, encoding="utf-8")
    command = [sys.executable, "-m", "kg", "import", "states2016.csv", "--retrieved", "2024-05", "--quiet"]
    subprocess.run(command, cwd=workspace.root, check=True)
    with serving(workspace.root, tmp_path / "server.log") as server:
        service = Service(server)
        asked = {year: service.candidates("Russia", type="State", year=year)[0] for year in (1960, 1995)}
        service.close()
    assert {year: (each["id"], each["match"]) for year, each in asked.items()} == {
        1960: ("ussr", True),
        1995: ("russia", True),
    }
