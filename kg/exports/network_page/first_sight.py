"""The first sight: where the nodes stand that are shown at first.

Distances in the picture are to be those in the network: stress majorization (Gansner, Koren and North 2004, "Graph
Drawing by Stress Majorization"), begun from classical scaling (Brandes and Pich 2009), so that nothing is drawn by lot
and a network with one claim more looks much as it did.
"""

from __future__ import annotations

import hashlib
import itertools
import math
from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
import numpy.typing as npt

from kg.exports.network_page.picture import Picture

WIDE = 1.55  # how much wider than high the picture is
_CELL, _EVENNESS = 200.0, 0.55
_ROUNDS = 200
_STRESS_ROUNDS = 120
_APART = 1.2  # how much further apart than any others nodes are that nothing joins

Point = tuple[float, float]
Box = tuple[float, float, float]  # half its width, half its height, and how far below the node its middle lies
Array = npt.NDArray[np.float64]


def place_first(picture: Picture, boxes: Mapping[str, Box]) -> dict[str, Point]:
    """Place the nodes shown at first, those that have to do with each other together, and no label on another."""
    shown = _shown(picture)
    return _part(_spread(shown), boxes, _lengths(shown))


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


def _spread(shown: nx.Graph) -> dict[str, Point]:
    """Spread nodes by their distances, and evenly over a page."""
    if not shown:
        return {}
    keys, steps = list(shown), _steps(shown)
    points = _without_stress(_scaled(steps, scattered(keys)), steps)
    xs, ys = (_evened(dict(zip(keys, points[:, axis].tolist(), strict=True))) for axis in (0, 1))
    size = _CELL * math.sqrt(len(keys))
    return {key: (xs[key] * size * WIDE, ys[key] * size) for key in keys}


def _steps(shown: nx.Graph) -> Array:
    """Give how many lines lie between any two nodes."""
    number = {key: index for index, key in enumerate(shown)}
    steps = np.full((len(number), len(number)), np.nan)
    for key, reached in nx.all_pairs_shortest_path_length(shown):
        for other, length in reached.items():
            steps[number[key], number[other]] = length
    return np.where(np.isnan(steps), _APART * np.nanmax(steps), steps)


def scattered(keys: Sequence[str]) -> Array:
    """Give each name a point of the square from -1/2 to 1/2 by the name alone: an array of shape (keys, 2)."""
    digests = b"".join(hashlib.sha256(key.encode()).digest()[:8] for key in keys)
    points: Array = np.frombuffer(digests, dtype=">u4").reshape(-1, 2) / 2.0**32 - 0.5
    return points


def _scaled(steps: Array, turned_to: Array) -> Array:
    """Give the points whose distances come nearest to the steps, by classical scaling.

    `turned_to` settles what distances leave open, such as which way is up.
    """
    centred = np.eye(len(steps)) - 1 / len(steps)
    values, vectors = np.linalg.eigh(-centred @ steps**2 @ centred / 2)
    points = np.zeros_like(turned_to)
    found = (vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 0)))[:, ::-1]
    points[:, : found.shape[1]] = found
    left, _, right = np.linalg.svd(points.T @ turned_to)
    turned: Array = points @ (left @ right) + 1e-3 * turned_to
    return turned


def _without_stress(points: Array, steps: Array) -> Array:
    """Move points until their distances are those wanted, the short ones above all."""
    weights = np.where(steps > 0, steps, np.inf) ** -2.0
    whole = np.maximum(weights.sum(axis=1), 1e-9)[:, None]
    for _ in range(_STRESS_ROUNDS):
        away = points[:, None, :] - points[None, :, :]
        lengths = np.maximum(np.hypot(away[..., 0], away[..., 1]), 1e-6)
        wanted = points[None, :, :] + (steps / lengths)[..., None] * away
        points = (weights[..., None] * wanted).sum(axis=1) / whole
    return points


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
