"""The first sight: where the nodes stand that are shown at first, the clearest of several ways to place them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping

import networkx as nx
import numpy as np
import numpy.typing as npt

from kg.exports.network_page.picture import Picture

WIDE = 1.55  # how much wider than high the picture is
_SEEDS = range(10)
_CELL, _EVENNESS = 200.0, 0.55
_ROUNDS = 200
_STEPS = np.linspace(0.06, 0.94, 16)  # along a line, where it may run across a label

Point = tuple[float, float]
Box = tuple[float, float, float]  # half its width, half its height, and how far below the node its middle lies
Array = npt.NDArray[np.float64]


def place_first(picture: Picture, boxes: Mapping[str, Box]) -> dict[str, Point]:
    """Place the nodes shown at first, so that few lines run across labels or each other."""
    shown = _shown(picture)
    tries = (_part(_spread(shown, seed), boxes, _lengths(shown)) for seed in _SEEDS)
    return min(tries, key=lambda places: _confusion(shown, places, boxes))


def _shown(picture: Picture) -> nx.Graph:
    """Give what is shown at first as a simple graph, with the number of lines between two nodes."""
    shown = nx.Graph()
    shown.add_nodes_from(picture.first)
    for line in picture.core:
        if line.source in shown and line.target in shown and line.source != line.target:
            number = shown.get_edge_data(*line.pair, default={"number": 0})["number"]
            shown.add_edge(*line.pair, number=number + 1)
    return shown


def _lengths(shown: nx.Graph) -> dict[frozenset[str], float]:
    """Give how far apart joined nodes are at least, so that the words on the lines between them can be read."""
    return {frozenset((a, b)): min(120.0 + 40.0 * data["number"], 420.0) for a, b, data in shown.edges(data=True)}


def _spread(shown: nx.Graph, seed: int) -> dict[str, Point]:
    """Spread nodes by Fruchterman and Reingold's forces (1991), and evenly over a page."""
    for _, _, data in shown.edges(data=True):
        data["weight"] = 1 / math.sqrt(data["number"])
    found = nx.spring_layout(shown, k=2.4 / math.sqrt(max(len(shown), 1)), iterations=400, seed=seed)
    xs, ys = (_evened({key: float(point[axis]) for key, point in found.items()}) for axis in (0, 1))
    size = _CELL * math.sqrt(len(shown))
    return {key: (xs[key] * size * WIDE, ys[key] * size) for key in found}


def _evened(values: Mapping[str, float]) -> dict[str, float]:
    """Bring values between -1/2 and 1/2, halfway to even distances, so that no corner stays empty."""
    order = sorted(values, key=lambda key: (values[key], key))
    low, high = (values[order[0]], values[order[-1]]) if order else (0.0, 1.0)
    steps, reach = max(len(order) - 1, 1), (high - low) or 1.0
    return {
        key: (1 - _EVENNESS) * ((values[key] - low) / reach - 0.5) + _EVENNESS * (place / steps - 0.5)
        for place, key in enumerate(order)
    }


def _part(
    places: dict[str, Point], boxes: Mapping[str, Box], lengths: Mapping[frozenset[str], float]
) -> dict[str, Point]:
    """Push apart nodes whose labels lie on each other, or that are closer than they should be."""
    pairs = list(itertools.combinations(sorted(places), 2))
    for _ in range(_ROUNDS):
        moved = False
        for one, other in pairs:
            push = _overlap(places[one], places[other], boxes[one], boxes[other])
            push = push or _shortfall(places[one], places[other], lengths.get(frozenset((one, other)), 0.0))
            if push is not None:
                moved = True
                places[one] = (places[one][0] - push[0] / 2, places[one][1] - push[1] / 2)
                places[other] = (places[other][0] + push[0] / 2, places[other][1] + push[1] / 2)
        if not moved:
            break
    return places


def _shortfall(one: Point, other: Point, length: float) -> Point | None:
    dx, dy = other[0] - one[0], other[1] - one[1]
    distance = math.hypot(dx, dy) or 1.0
    missing = length - distance
    return (dx / distance * missing, dy / distance * missing) if missing > 1 else None


def _overlap(one: Point, other: Point, box: Box, other_box: Box) -> Point | None:
    """Give how far the second of two boxes must move not to lie on the first, or None where it does not."""
    dx, dy = other[0] - one[0], other[1] + other_box[2] - one[1] - box[2]
    wide, high = box[0] + other_box[0] - abs(dx), box[1] + other_box[1] - abs(dy)
    if wide <= 0 or high <= 0:
        return None
    return (math.copysign(wide, dx), 0.0) if wide < high else (0.0, math.copysign(high, dy))


def _confusion(shown: nx.Graph, places: Mapping[str, Point], boxes: Mapping[str, Box]) -> float:
    """Give how hard a picture is to read: lines across labels and across each other, and how small it must be drawn."""
    if shown.number_of_edges() == 0:
        return 0.0
    keys = list(places)
    number = {key: index for index, key in enumerate(keys)}
    points = np.array([places[key] for key in keys])
    ends = np.array([(number[a], number[b]) for a, b in shown.edges()])
    weights = np.array([math.sqrt(data["number"]) for *_, data in shown.edges(data=True)])
    sizes = np.array([boxes[key] for key in keys])
    extent = float(max(np.ptp(points[:, 0]) / WIDE, np.ptp(points[:, 1])))
    return 3 * _across_labels(points, ends, weights, sizes) + 0.4 * _across_lines(points, ends) + extent / 40


def _across_labels(points: Array, ends: npt.NDArray[np.int_], weights: Array, sizes: Array) -> float:
    start, end = points[ends[:, 0]], points[ends[:, 1]]
    along = start[:, None, :] + (end - start)[:, None, :] * _STEPS[None, :, None]
    inside_x = np.abs(along[:, :, None, 0] - points[None, None, :, 0]) < sizes[None, None, :, 0]
    inside_y = np.abs(along[:, :, None, 1] - (points[:, 1] + sizes[:, 2])[None, None, :]) < sizes[None, None, :, 1]
    across: npt.NDArray[np.bool_] = np.any(inside_x & inside_y, axis=1)
    across[np.arange(len(ends)), ends[:, 0]] = across[np.arange(len(ends)), ends[:, 1]] = False
    return float((across.sum(axis=1) * weights).sum())


def _across_lines(points: Array, ends: npt.NDArray[np.int_]) -> float:
    """Count the pairs of lines that cross, each twice."""
    start, end = points[ends[:, 0]], points[ends[:, 1]]
    sides = _side(start[:, None], end[:, None], start[None]) * _side(start[:, None], end[:, None], end[None])
    return float(((sides < 0) & (sides.T < 0)).sum())


def _side(start: Array, end: Array, point: Array) -> Array:
    along, away = end - start, point - start
    side: Array = np.sign(along[..., 0] * away[..., 1] - along[..., 1] * away[..., 0])
    return side
