"""The layout: drawn by no lot, and much the same for a graph that is much the same."""

from __future__ import annotations

import itertools
import math
import statistics

import pytest

from kg.build.assembly import assemble
from kg.config import read_workspace
from kg.exports.network_page.layout import lay_out
from kg.exports.network_page.picture import Picture, compose
from kg.store.embedded import EmbeddedStore, write_store
from kg.views.network import Network, read_network
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Network:
    """The network of the shipped graph."""
    workspace = read_workspace(ROOT)
    folder = tmp_path_factory.mktemp("store")
    write_store(folder, assemble(workspace))
    return read_network(EmbeddedStore(folder, workspace.namespaces.prefixes))


@pytest.fixture(scope="module")
def picture(network: Network) -> Picture:
    return compose(network)


def test_the_same_network_has_the_same_layout(network: Network, picture: Picture) -> None:
    assert lay_out(picture) == lay_out(compose(network.copy()))


@pytest.mark.parametrize("one", ["aid-of-both-great-powers", "irteniev-as-poet", "soviet-grants", "aid-cutoff"])
def test_a_graph_with_one_thing_less_looks_much_as_it_did(network: Network, picture: Picture, one: str) -> None:
    less = network.copy()
    less.remove_node(one)
    other = compose(less)
    before, after = lay_out(picture), lay_out(other)
    both = [key for key in other.first if key in picture.first]
    width = max(before[key][0] for key in both) - min(before[key][0] for key in both)
    assert statistics.median(math.dist(before[key], after[key]) for key in both) < 0.1 * width


def test_no_thing_stands_on_another(picture: Picture) -> None:
    places = lay_out(picture)
    first = sorted(places[key] for key in picture.first)
    assert all(math.dist(one, other) > 30 for one, other in itertools.combinations(first, 2))
