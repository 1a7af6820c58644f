"""The layout of large networks: the same for the same graph, alike for a graph that is alike, neighbours together."""

import networkx as nx
import numpy as np

from kg.exports.html.forces import Ends, Points, lay_out_large


def _villages(count: int, size: int) -> nx.Graph:
    """Give a graph of villages whose people know each other, and a few from elsewhere."""
    return nx.planted_partition_graph(count, size, 0.3, 0.002, seed=7)


def _ends(graph: nx.Graph) -> Ends:
    return np.array(sorted(graph.edges()), dtype=np.intp)


def _names(graph: nx.Graph) -> list[str]:
    return [f"node-{node}" for node in graph]


def _distances(points: Points, ends: Ends) -> Points:
    away: Points = points[ends[:, 0]] - points[ends[:, 1]]
    return np.hypot(away[:, 0], away[:, 1])


def test_the_same_graph_has_the_same_layout() -> None:
    graph = _villages(10, 30)
    assert np.array_equal(lay_out_large(_names(graph), _ends(graph)), lay_out_large(_names(graph), _ends(graph)))


def test_one_edge_more_moves_little() -> None:
    graph = _villages(20, 40)
    before = lay_out_large(_names(graph), _ends(graph))
    graph.add_edge(0, 700)
    after = lay_out_large(_names(graph), _ends(graph))
    moved = np.hypot(*(after - before).T)
    assert np.median(moved) < 0.05 * np.ptp(before)


def test_those_who_are_joined_stand_together() -> None:
    graph = _villages(20, 40)
    points = lay_out_large(_names(graph), _ends(graph))
    strangers = np.random.default_rng(1).integers(0, len(points), (2000, 2))
    assert np.median(_distances(points, _ends(graph))) < 0.4 * np.median(_distances(points, strangers))


def test_nobody_stands_on_another() -> None:
    graph = _villages(10, 30)
    points = lay_out_large(_names(graph), _ends(graph))
    assert len({tuple(point) for point in points.round().tolist()}) == len(points)


def test_one_node_and_none() -> None:
    nobody = np.empty((0, 2), dtype=np.intp)
    assert lay_out_large([], nobody).shape == (0, 2)
    assert lay_out_large(["alone"], nobody).tolist() == [[0.0, 0.0]]
