"""The layout: where each node stands; computed here, so that the first picture is the last one and always the same."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping

import networkx as nx
import numpy as np
import numpy.typing as npt

from kg.exports.network_page.picture import Line, Picture
from kg.exports.network_page.style import Style

SEED = 1950
WIDE = 1.55  # how much wider than high the picture is
LINE_LENGTH, LINES = 20, 3  # how labels are broken; page.js breaks them likewise
_LETTER, _ROW = 0.52, 1.15  # width of a letter and height of a row, for letters of height 1
_CELL, _EVENNESS = 200.0, 0.55
_ROUNDS = 200
_IDEAS = frozenset({"Position", "Topic", "Scenario"})  # looked at together
_STEP, _AT_ONCE = 34.0, 128  # of the spiral on which a free place is sought
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))

Point = tuple[float, float]
Box = tuple[float, float, float]  # half its width, half its height, and how far below the node its middle lies


def lay_out(picture: Picture) -> dict[str, tuple[int, int]]:
    """Give a place to every node: to those shown at first by their forces, to each other one near its neighbours.

    Nodes of a class that is not shown at first make room for each other and for what is, not for further classes.
    """
    boxes = {key: _box(picture, key) for key in picture.network}
    shown = _shown(picture)
    places = _part(_spread(shown), boxes, _lengths(shown))
    beside = _neighbours(picture.lines)
    rooms: dict[str, _Taken] = {}
    first = dict(places)
    for key in [*picture.ranking, *sorted(picture.folds)]:
        if key not in places:
            room = rooms.setdefault(_room(picture.styles[key]), _Taken(first, boxes))
            places[key] = room.find_free([places[near] for near in beside.get(key, ()) if near in places], boxes[key])
    return {key: (round(x), round(y)) for key, (x, y) in places.items()}


def _room(style: Style) -> str:
    if style.at_first:
        return "first"
    return "ideas" if style.name in _IDEAS else style.name


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
    """Spread nodes by Fruchterman and Reingold's forces (1991), and evenly over a page."""
    for _, _, data in shown.edges(data=True):
        data["weight"] = 1 / math.sqrt(data["number"])
    found = nx.spring_layout(shown, k=2.4 / math.sqrt(max(len(shown), 1)), iterations=400, seed=SEED)
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


def _box(picture: Picture, key: str) -> Box:
    """Give the space that a node takes up with its label, which stands below it."""
    label, font, radius = picture.network.nodes[key]["label"], picture.font_size(key), picture.size(key)
    rows = min(math.ceil(len(label) / (LINE_LENGTH - 3)), LINES)
    height = rows * font * _ROW
    return min(len(label), LINE_LENGTH) * font * _LETTER / 2 + 8, radius + height / 2 + 5, height / 2


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
    dx, dy = other[0] - one[0], other[1] + other_box[2] - one[1] - box[2]
    wide, high = box[0] + other_box[0] - abs(dx), box[1] + other_box[1] - abs(dy)
    if wide <= 0 or high <= 0:
        return None
    return (math.copysign(wide, dx), 0.0) if wide < high else (0.0, math.copysign(high, dy))


def _neighbours(lines: Iterable[Line]) -> dict[str, list[str]]:
    beside: dict[str, set[str]] = {}
    for line in lines:
        if not line.fold:
            beside.setdefault(line.source, set()).add(line.target)
            beside.setdefault(line.target, set()).add(line.source)
    return {key: sorted(near) for key, near in beside.items()}


class _Taken:
    """Where labels stand already, to find free places among them."""

    def __init__(self, places: Mapping[str, Point], boxes: Mapping[str, Box]) -> None:
        middles = [(x, y + boxes[key][2], *boxes[key][:2]) for key, (x, y) in places.items()]
        self._rows = np.array(middles or np.empty((0, 4)), dtype=float)

    def find_free(self, near: list[Point], box: Box) -> Point:
        """Give the first free place for a box on a spiral around the middle of some points, and take it."""
        middle = np.mean(near, axis=0) if near else np.zeros(2)
        for start in itertools.count(0, _AT_ONCE):
            points = middle + _spiral(start)
            taken = self._rows
            apart_x = np.abs(points[:, None, 0] - taken[None, :, 0]) >= box[0] + taken[None, :, 2]
            apart_y = np.abs(points[:, None, 1] - taken[None, :, 1]) >= box[1] + taken[None, :, 3]
            free = np.flatnonzero((apart_x | apart_y).all(axis=1))
            if free.size:
                x, y = (float(value) for value in points[free[0]])
                self._rows = np.vstack([taken, (x, y, *box[:2])])
                return x, y - box[2]
        raise AssertionError("the plane has an end")


def _spiral(start: int) -> npt.NDArray[np.float64]:
    steps = np.arange(start, start + _AT_ONCE)
    away, angle = _STEP * np.sqrt(steps), steps * _GOLDEN_ANGLE
    return np.column_stack([WIDE * away * np.cos(angle), away * np.sin(angle)])
