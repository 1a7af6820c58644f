"""What a document leaves out, it says; and what search engines are told is certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import Workspace
from kg.rdf.terms import EDTF, IRI, DefaultGraph, Literal, Quad, ontology_terms
from kg.store.embedded import EmbeddedStore, write_store
from kg.views.nodes import Nodes
from kg.web.linked_data import description, schema_org
from kg.web.linked_data.description import describe
from tests.conftest import store_of


@pytest.fixture
def store(built: Workspace) -> EmbeddedStore:
    """The fixture graph."""
    return store_of(built)


def test_a_node_that_much_is_known_of_is_described_in_part(
    built: Workspace, store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = IRI(built.namespaces.ent + "arvenia")
    whole = describe(store, built.namespaces, node)
    assert whole.is_whole
    monkeypatch.setattr(description, "MOST", 3)
    part = describe(store, built.namespaces, node)
    assert not part.is_whole
    assert part.triples < whole.triples
    own = {triple for triple in whole.triples if triple.subject == node}
    assert own <= part.triples


def test_a_claim_holds_its_graph_apart(built: Workspace, store: EmbeddedStore) -> None:
    claim = IRI(built.namespaces.claim + "treaty-1921-signed")
    found = describe(store, built.namespaces, claim)
    in_graph = store.select("SELECT ?s ?p ?o { GRAPH ?claim { ?s ?p ?o } }", {"claim": claim})
    assert len(found.held) == len(in_graph) > 0
    assert {quad.graph_name for quad in found.quads(claim)} > {claim}
    assert claim not in {quad.graph_name for quad in found.quads()}


@pytest.mark.parametrize(
    ("edtf", "dates"),
    [
        ("1921-05-03", ("1921-05-03", "1921-05-03")),
        ("1921/1925-06", ("1921", "1925-06")),
        ("1921/..", ("1921", "")),
        ("1921/", ("1921", "")),
        ("1921~", ("", "")),
        ("1921-21", ("", "")),
        ("192X", ("", "")),
        ("1918~/1924", ("", "1924")),
        ("", ("", "")),
    ],
)
def test_onlycertain_dates_are_told(edtf: str, dates: tuple[str, str]) -> None:
    assert schema_org.certain_dates(edtf) == dates


def test_a_node_on_whose_date_sources_differ_has_none_that_is_certain(
    built: Workspace, store: EmbeddedStore, tmp_path: Path
) -> None:
    terms = ontology_terms(built.namespaces)
    node = next(row["node"] for row in store.select("SELECT ?node ?date { ?node a kg:Event ; kg:date ?date }"))
    assert isinstance(node, IRI)
    said = schema_org.sole_date(Nodes(store), node)
    other = Quad(node, terms["date"], Literal("1799", datatype=EDTF), DefaultGraph())
    write_store(tmp_path / "store", [*store.quads(), other])
    rivals = EmbeddedStore(tmp_path / "store", store.prefixes)
    assert said
    assert schema_org.sole_date(Nodes(rivals), node) == ""
