from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.build.opening import open_store
from kg.build.snapshot import build_snapshot
from kg.config import Workspace
from kg.exports.html.page import write_explorer
from kg.views.scope import Scope
from tests.conftest import copy_embassy
from tests.exports.carried import Carried

MORE = """
@prefix kg: <https://w3id.org/diplograph/ontology#> .
@prefix ent: <https://w3id.org/diplograph/id/> .
@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix bibo: <http://purl.org/ontology/bibo/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix src: <https://w3id.org/diplograph/source/> .

ent:port-selin geo:lat 54.25 ; geo:long 19.5 ; rdfs:seeAlso <https://www.geonames.org/1> .
src:memoir-1931 bibo:uri "https://example.org/memoir" ; dcterms:license <https://example.org/licence> .
"""
QUARREL = 'rdfs:label "Irena Volkova wanted the quarrel to end"@en ;'


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Carried:
    workspace = copy_embassy(tmp_path_factory.mktemp("explored") / "embassy")
    (workspace.data / "memoir-1931" / "more.ttl").write_text(MORE, encoding="utf-8")
    claims = workspace.data / "memoir-1931" / "claims" / "quarrel-and-trade.trig"
    text = claims.read_text(encoding="utf-8")
    claims.write_text(
        text.replace(QUARREL, f"{QUARREL}\n    kg:contradicts claim:quarrel-over-banks ;"), encoding="utf-8"
    )
    (workspace.root / "LICENSE-DATA").write_text("    SPDX-License-Identifier: CC-BY-4.0\n", encoding="utf-8")
    build_snapshot(workspace, lambda _: None)
    return Carried(write_explorer(open_store(workspace, lambda _: None), workspace, Scope()))


@pytest.fixture(scope="module")
def graph(page: Carried) -> dict[str, Any]:
    found: dict[str, Any] = page.graph()
    return found


def test_every_number_names_something(graph: dict[str, Any]) -> None:
    nodes, edges, claims = (len(graph[name]) for name in ("nodes", "edges", "claims"))
    assert nodes and edges and claims
    assert sorted(node["rank"] for node in graph["nodes"]) == list(range(nodes))
    for node in graph["nodes"]:
        assert 0 <= node["style"] < len(graph["styles"])
        assert all(0 <= claim < claims for claim in (*node.get("claims", ()), *node.get("unasserted", ())))
    for edge in graph["edges"]:
        assert 0 <= edge["source"] < nodes and 0 <= edge["target"] < nodes and 0 <= edge.get("fold", 0) < nodes
        assert -0.75 <= edge.get("bend", 0) <= 0.75
        assert all(0 <= claim < claims for claim in edge.get("claims", ()))
    names = {modality["name"] for modality in graph["modalities"]}
    assert {claim["modality"] for claim in graph["claims"]} <= names


def test_modalities_are_those_that_claims_can_have(graph: dict[str, Any]) -> None:
    asserted = {modality["name"]: modality["asserted"] for modality in graph["modalities"]}
    assert asserted == {"Denial": False, "Fact": True, "Judgement": True, "Report": True, "Speculation": False}


def test_a_place_has_a_point_and_an_event_its_place(page: Carried) -> None:
    place = page.node("port-selin")
    assert place["point"] == [19.5, 54.25]
    assert place["links"] == [["geonames.org", "https://www.geonames.org/1"]]
    assert not [name for name, _ in place.get("facts", ()) if name in {"lat", "long"}]
    assert page.node("school-opening")["place"] == "port-selin"


def test_times(page: Carried) -> None:
    quarrel, school, state = (page.node(name) for name in ("quarrel", "school-opening", "arvenia"))
    assert quarrel["date"] == "1919~/1924?"
    assert len(quarrel["bounds"]) == 4
    assert quarrel["bounds"] == sorted(quarrel["bounds"])
    assert quarrel["temporal"] and school["temporal"]
    assert not {"date", "bounds", "when"} & set(school)
    assert "temporal" not in state


def test_a_relationship_of_two_is_a_line(page: Carried, graph: dict[str, Any]) -> None:
    number = next(number for number, node in enumerate(graph["nodes"]) if node["id"] == "quarrel")
    line = next(edge for edge in graph["edges"] if edge["id"] == "=quarrel")
    ends = {graph["nodes"][line[end]]["id"] for end in ("source", "target")}
    assert (line["fold"], line["undirected"], "partsOf" in line) == (number, True, False)
    assert ends == {"arvenia", "belmark"}
    parts = [edge for edge in graph["edges"] if edge["source"] == number and edge.get("role")]
    assert len(parts) == 2
    assert all(part["partsOf"] for part in parts)


def test_what_is_denied_or_imagined_is_there_and_marked(page: Carried, graph: dict[str, Any]) -> None:
    imagined = page.claim("customs-union-would-end-quarrel")
    assert imagined["modality"] == "Speculation"
    number = graph["claims"].index(imagined)
    edges = [edge for edge in graph["edges"] if number in edge.get("claims", ())]
    assert edges
    assert not [edge for edge in edges if not edge.get("unasserted")]


def test_a_claim_says_who_where_and_what_is_at_odds_with_it(page: Carried, graph: dict[str, Any]) -> None:
    claim, rival = page.claim("quarrel-over-banks"), page.claim("volkova-on-quarrel")
    assert [graph["claims"][number] for number in claim["rivals"]] == [rival]
    assert [graph["claims"][number] for number in rival["rivals"]] == [claim]
    assert claim["modality"] == "Fact"
    assert rival["manner"] == "judgement"
    passage = claim["passages"][0]
    assert passage["id"] == "P6"
    assert passage["start"] < passage["end"]
    assert len(passage["sha256"]) == 64
    assert passage["url"] == "https://example.org/memoir"
    assert graph["meta"]["sources"][claim["document"]]["id"] == "memoir-1931"
    assert [text for text, _ in claim["dates"]] == ["1919~/1924?"]


def test_what_the_page_says_of_itself(graph: dict[str, Any]) -> None:
    meta = graph["meta"]
    source = meta["sources"][0]
    assert meta["licence"] == "CC-BY-4.0"
    assert (source["licence"], source["url"]) == ("https://example.org/licence", "https://example.org/memoir")
    assert meta["cite"].startswith("Arvenia and Belmark. After ")
    assert meta["checksum"][:12] in meta["cite"]
    assert meta["latest"].startswith("1931")
    assert meta["languages"][0] == "en"


def test_a_workspace_that_names_no_licence(built: Workspace) -> None:
    page = Carried(write_explorer(open_store(built, lambda _: None), built, Scope(), engine=False))
    assert page.graph()["meta"]["licence"] == ""


def test_questions_come_with_choices_and_examples(page: Carried) -> None:
    questions = {question["name"]: question for question in page.json("questions")}
    holder, date, stance = questions["positions-of"]["parameters"]
    assert (holder["kind"], holder["required"], holder["example"]) == ("entity", True, "ent:russia")
    assert "node" not in holder  # this graph knows no Russia
    assert date["example"] == "2007-06-30"
    assert ["https://w3id.org/diplograph/ontology#Opposes", "opposes"] in stance["options"]
    assert "required" not in stance


def test_the_network_is_the_readers_size(page: Carried, graph: dict[str, Any]) -> None:
    texts = [page.text(name) or "" for name in ("graph", "quads")]
    assert all(node["size"] > 0 for node in graph["nodes"])
    assert max(map(len, texts)) < 1_000_000


def test_places_of_a_large_network(monkeypatch: pytest.MonkeyPatch, built: Workspace, tmp_path: Path) -> None:
    monkeypatch.setattr("kg.exports.html.data.WITH_CARE", 3)
    page = Carried(write_explorer(open_store(built, lambda _: None), built, Scope(), engine=False))
    places = {(node["x"], node["y"]) for node in page.graph()["nodes"]}
    assert len(places) == len(page.graph()["nodes"])
