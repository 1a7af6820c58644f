"""Other clients: the package `reconciler`, and our own `kg link suggest`."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from reconciler import reconcile

from kg.build.snapshot import build_snapshot
from kg.cli.link_suggest import suggest
from kg.config import Workspace
from kg.linking.reconciliation import ReconciliationService
from kg.linking.record import Record
from kg.linking.web import JsonClient
from tests.web.reconciliation.service import Service

# More than one batch of ten. Each has a candidate: where there is none, reconciler 0.2.2 fails with numpy 2.
_NAMES = [
    *("Russia", "Soviet Union", "North Korea", "Китай", "日本", "Japan", "USA", "Germany", "Thailand", "중국"),
    *("Yugoslavia", "Südkorea"),
]


# What reconciler asks of pandas will be gone one day.
OLD = pytest.mark.filterwarnings("ignore:The inplace keyword in DataFrame")


@OLD
def test_reconciler_reconciles_a_column(service: Service) -> None:
    found = reconcile(pd.Series(_NAMES), type_id="State", reconciliation_endpoint=service.url)
    ids = dict(zip(found["input_value"], found["id"], strict=True))
    assert len(found) == len(_NAMES)
    assert (ids["Russia"], ids["Soviet Union"], ids["Китай"], ids["중국"]) == ("russia", "ussr", "china", "china")
    assert (ids["日本"], ids["USA"], ids["Südkorea"]) == ("japan", "united-states", "south-korea")
    assert set(found["type_id"]) == {"State"}


@OLD
def test_reconciler_sends_years(service: Service) -> None:
    table = pd.DataFrame({"state": ["Russia", "Japan"], "year": [1960, 1960]})
    options = {"type_id": "State", "property_mapping": {"year": table["year"]}}
    found = reconcile(table["state"], reconciliation_endpoint=service.url, **options)
    assert list(found["id"]) == ["ussr", "japan"]
    assert list(found["match"]) == [True, True]


def test_our_own_client_finds_states_of_a_time(service: Service) -> None:
    client = JsonClient(30.0)
    try:
        asked = ReconciliationService(service.url, client, properties={"date": "begin"})
        assert asked.manifest.name == "Russia and North Korea"
        entities = [
            Record("a", "Russia", ("Russia", "Россия"), "State", frozenset({"State"}), date="1950/1960"),
            Record("b", "V. Putin", ("Vladimir Putin",), "Person", frozenset({"Person"})),
        ]
        sure = {(each.entity, each.record.id) for each in asked.find(entities) if each.is_match}
        assert sure == {("a", "ussr"), ("b", "vladimir-putin")}
    finally:
        client.close()


def test_our_own_command_suggests_links_from_a_service(
    service: Service, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schemes = workspace.data / "links" / "schemes.toml"
    schemes.parent.mkdir(exist_ok=True)
    schemes.write_text('[here]\ntitle = "Here"\niri = "https://example.org/id/"\n', encoding="utf-8")
    entities = workspace.data / "memoir-1931" / "entities.ttl"
    text = entities.read_text("utf-8").replace('rdfs:label "Irena Volkova"@en', 'rdfs:label "Vladimir Putin"@en')
    entities.write_text(text, encoding="utf-8")
    build_snapshot(workspace, lambda _step: None)
    monkeypatch.chdir(workspace.root)
    answer = CliRunner().invoke(suggest, ["here", service.url, "--out", str(tmp_path / "found.tsv")])
    assert answer.exit_code == 0, answer.output
    assert "here:vladimir-putin" in (tmp_path / "found.tsv").read_text("utf-8")
