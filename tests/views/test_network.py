from __future__ import annotations

import pytest

from kg.build.opening import open_store
from kg.config import Workspace
from kg.rdf.terms import IRI
from kg.store.embedded import EmbeddedStore
from kg.views.network import Network, read_network
from kg.views.statements import ClaimSelection

ENT = "https://w3id.org/diplograph/id/"
CLAIM = "https://w3id.org/diplograph/claim/"


@pytest.fixture(scope="module")
def store(built: Workspace) -> EmbeddedStore:
    return open_store(built, lambda _: None)


@pytest.fixture(scope="module")
def network(store: EmbeddedStore) -> Network:
    return read_network(store)


def term(name: str) -> IRI:
    return IRI("https://w3id.org/diplograph/ontology#" + name)


def test_nodes_are_things_not_claims_passages_or_participations(network: Network) -> None:
    classes = {data["class"] for _, data in network.nodes(data=True)}
    assert {"State", "Person", "Event", "Treaty", "Relationship", "Position", "Observation", "Document"} <= classes
    assert not {"Claim", "Passage", "Participation", "Concept"} & classes


def test_a_node_has_names_time_facts_and_claims(network: Network) -> None:
    arvenia, treaty = network.nodes["arvenia"], network.nodes["treaty-1921"]
    assert arvenia["labels"] == {"en": "Arvenia", "ko": "아르베니아", "ru": "Арвения"}
    assert arvenia["classes"] == ["State", "Actor"]
    assert arvenia["when"] is None
    assert treaty["iri"] == ENT + "treaty-1921"
    assert treaty["kind"] == "friendship treaty"
    assert treaty["when"].text == "since 1921-05"
    assert treaty["earliestBegin"] == "1921-05-01"
    assert CLAIM + "treaty-1921-signed" in treaty["claims"]


def test_a_document_has_a_key_of_its_own(network: Network) -> None:
    assert network.nodes["src:memoir-1931"]["class"] == "Document"


def test_participations_are_edges_with_roles_and_claims(network: Network) -> None:
    edge = network.edges["hale-visit-1921", "tomas-hale", "Visitor"]
    assert edge["label"] == "visitor"
    assert edge["role"] == "Visitor"
    assert edge["claims"] == [CLAIM + "hale-sent-to-arvenia"]
    assert edge["when"].text == "spring 1921"


def test_triples_between_nodes_are_edges(network: Network) -> None:
    edge = network.edges["treaty-1921", "treaty-1902", "replaces"]
    assert edge["role"] == ""
    assert edge["claims"] == [CLAIM + "treaty-1921-replaces-1902"]
    assert network.edges["arvenia", "belmark", "borders"]["claims"] == []  # of the entities, in no claim
    assert not network.has_edge("hale-visit-1921", "tomas-hale", "participant")


def test_what_is_denied_or_imagined_is_there_only_if_asked_for(store: EmbeddedStore, network: Network) -> None:
    assert not network.has_edge("customs-union", "early-end-of-quarrel")
    assert network.nodes["customs-union"]["unasserted"] == []
    asked = read_network(store, ClaimSelection(unasserted=True))
    (edge,) = asked.get_edge_data("customs-union", "early-end-of-quarrel").values()
    assert edge["asserted"] is False
    assert edge["label"] == "causes"
    assert asked.nodes["customs-union"]["unasserted"] == [CLAIM + "customs-union-would-end-quarrel"]


def test_a_selection_by_modality_leaves_only_what_is_said_like_that(store: EmbeddedStore) -> None:
    reports = read_network(store, ClaimSelection(modalities=frozenset({term("Report")})))
    assert {"trade-1925", "election-money", "arvenia"} <= set(reports)
    assert not {"treaty-1921", "hale-visit-1921", "irena-volkova", "quarrel"} & set(reports)


def test_a_selection_by_source_takes_documents_authors_and_informants(store: EmbeddedStore) -> None:
    def chosen(name: str) -> set[str]:
        return set(read_network(store, ClaimSelection(sources=frozenset({IRI(name)}))))

    assert "treaty-1921" in chosen("https://w3id.org/diplograph/source/memoir-1931")
    assert "treaty-1921" in chosen(ENT + "tomas-hale")
    assert "trade-1925" in chosen(ENT + "port-selin-merchants")
    assert "treaty-1921" not in chosen(ENT + "port-selin-merchants")
    assert chosen(ENT + "belmark") == set()


def test_the_same_store_gives_the_same_order(store: EmbeddedStore, network: Network) -> None:
    again = read_network(store)
    assert list(again.nodes(data=True)) == list(network.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(network.edges(keys=True, data=True))
