"""A graph with imported rows: its own entities are what is reconciled, also where many rows are called the same."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator

import pytest

from kg.build.snapshot import build_snapshot
from tests.cli.test_import import PACTS
from tests.conftest import copy_embassy
from tests.web.reconciliation.service import Service
from tests.web.serving import serving

_ROWS = 400


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
