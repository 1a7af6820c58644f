from __future__ import annotations

import networkx as nx
import pytest

from kg.build.opening import open_store
from kg.config import Workspace
from kg.exports.network_page.layout import lay_out
from kg.exports.network_page.picture import Picture, compose
from kg.exports.network_page.style import OTHER, STYLES, style_of
from kg.views.network import Network, read_network
from tests.exports.hostile import edge, hostile_network, node


@pytest.fixture(scope="module")
def picture(built: Workspace) -> Picture:
    return compose(read_network(open_store(built, lambda _: None)))


def star(points: int) -> Network:
    network = nx.MultiDiGraph()
    network.add_node("hub", **node("Hub"))
    for number in range(points):
        network.add_node(f"n{number:02}", **node(f"A longer name for number {number}"))
        network.add_edge(f"n{number:02}", "hub", "partOf", **edge("part of"))
    return network


def test_no_two_classes_look_alike() -> None:
    assert len({(style.color, style.shape) for style in STYLES}) == len(STYLES)


def test_a_class_without_looks_takes_those_of_one_above_it() -> None:
    assert style_of(["Media", "Organization", "Actor"]).name == "Organization"
    assert style_of(["Comet"]) is OTHER


def test_lines_between_the_same_two_swing_apart(picture: Picture) -> None:
    between = [line for line in picture.lines if line.pair == ("arvenia", "belmark")]
    bends = [line.bend if line.source == "arvenia" else -line.bend for line in between]
    assert len(between) == 5
    assert len(set(bends)) == 5


def test_a_single_line_is_straight(picture: Picture) -> None:
    (line,) = (line for line in picture.lines if line.pair == ("treaty-1902", "treaty-1921"))
    assert line.bend == 0


def test_the_first_sight_is_whole(picture: Picture) -> None:
    first = set(picture.first)
    assert {"arvenia", "belmark", "treaty-1921", "hale-visit-1921", "irena-volkova"} <= first
    assert not {"port-selin", "customs-union", "trade-1925", "alliance"} & first
    joined = {end for line in picture.core if first.issuperset(line.pair) for end in line.pair}
    assert first == joined


def test_the_first_sight_is_small_and_connected() -> None:
    picture = compose(star(300))
    assert len(picture.first) < 50
    assert picture.first[0] == "hub"
    assert len(picture.ranking) == 301


def test_what_the_page_is_about_comes_first() -> None:
    picture = compose(star(300), focus=["n277"])
    assert picture.first[0] == "n277"
    assert "hub" in picture.first


def test_labels_do_not_lie_on_each_other() -> None:
    network = star(30)
    places = lay_out(compose(network))
    spots = list(places.values())
    assert len(places) == len(network)
    assert len(set(spots)) == len(spots)
    for place, (x, y) in enumerate(spots):
        assert all(abs(x - a) > 20 or abs(y - b) > 20 for a, b in spots[place + 1 :])


@pytest.mark.parametrize("network", [nx.MultiDiGraph(), star(0), star(1), hostile_network()], ids=len)
def test_every_network_has_a_layout_and_it_is_always_the_same(network: Network) -> None:
    assert lay_out(compose(network)) == lay_out(compose(network))
    assert set(lay_out(compose(network))) == set(network)


def test_a_loop_is_drawn() -> None:
    network = star(1)
    network.add_edge("hub", "hub", "about", **edge("about"))
    assert len(compose(network).lines) == 2
    assert len(lay_out(compose(network))) == 2
