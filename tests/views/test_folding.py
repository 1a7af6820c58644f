from __future__ import annotations

import networkx as nx
import pytest

from kg.build.opening import open_store
from kg.config import Workspace
from kg.views.folding import Fold, fold, iter_folds
from kg.views.network import Network, read_network
from tests.exports.hostile import edge, node


@pytest.fixture(scope="module")
def network(built: Workspace) -> Network:
    return read_network(open_store(built, lambda _: None))


def test_relationships_of_two_become_parallel_lines(network: Network) -> None:
    folded = fold(network)
    between = {*folded.get_edge_data("arvenia", "belmark"), *(folded.get_edge_data("belmark", "arvenia") or {})}
    assert {"alliance", "quarrel", "trade", "election-money", "borders"} <= between
    assert not {"alliance", "quarrel", "trade", "election-money"} & set(folded)


def test_a_line_keeps_all_that_its_node_knows(network: Network) -> None:
    line = fold(network).edges["arvenia", "belmark", "alliance"]
    assert line["label"] == "alliance"
    assert line["when"].text == "since 1921-05"
    assert line["claims"] == network.nodes["alliance"]["claims"]


def test_lines_lead_from_who_does_it(network: Network) -> None:
    folds = {found.node: found for found in iter_folds(network)}
    assert folds["election-money"] == Fold("election-money", "arvenia", "belmark", "sponsorship", directed=True)
    assert folds["volkova-office"].label == "Foreign minister"
    assert (folds["volkova-office"].source, folds["volkova-office"].target) == ("irena-volkova", "arvenia")
    assert not folds["alliance"].directed


def test_a_position_leads_from_its_holder_to_the_issue() -> None:
    network = nx.MultiDiGraph()
    network.add_node("p", **{**node("P", "Position", "TemporalEntity"), "stance": "regards as"})
    for key, name in (("north", "holder"), ("south", "issue"), ("rival", "regardedAs")):
        network.add_node(key, **node(key.title()))
        network.add_edge("p", key, name, **edge(name))
    assert list(iter_folds(network)) == [Fold("p", "north", "south", "regards as Rival", directed=True)]


@pytest.mark.parametrize("actors", [["a"], ["a", "b", "c"]])
def test_what_does_not_join_two_stays_a_node(actors: list[str]) -> None:
    network = nx.MultiDiGraph()
    network.add_node("r", **node("R", "Relationship", "TemporalEntity"))
    for key in actors:
        network.add_node(key, **node(key))
        network.add_edge("r", key, "Ally", **edge("ally", role="Ally"))
    assert list(iter_folds(network)) == []


def test_a_position_on_a_line_stays_a_node(network: Network) -> None:
    folded = fold(network)
    assert folded.has_edge("volkova-on-quarrel", "irena-volkova")
    assert all(data for _, data in folded.nodes(data=True))


def test_events_and_the_network_itself_stay_as_they_are(network: Network) -> None:
    before = len(network)
    assert {"hale-visit-1921", "signing-1921", "treaty-1921"} <= set(fold(network))
    assert len(network) == before
