"""The layout: where each node stands; computed here, so that the first picture is the last one and always the same."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping

import networkx as nx
import numpy as np
import numpy.typing as npt

from kg.exports.network_page.picture import Line, Picture

SEED = 1950
WIDE = 1.55  # how much wider than high the picture is
LINE_LENGTH, LINES = 20, 3  # how labels are broken; page.js breaks them likewise
_LETTER, _ROW = 9.6, 22.0  # of a label, in units of the picture
_SYMBOL = 34.0
_CELL, _EVENNESS = 200.0, 0.55
_STEP, _AT_ONCE = 34.0, 128  # of the spiral on which a free place is sought
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))

Point = tuple[float, float]
Box = tuple[float, float, float]  # half its width, half its height, and how far below the node its middle lies


def lay_out(picture: Picture) -> dict[str, tuple[int, int]]:
    """Give a place to every node: to those shown at first by their forces, to each other one near its neighbours."""
    boxes = {key: _box(picture, key) for key in picture.network}
    places = _part(_spread(picture), boxes)
    taken, beside = _Taken(places, boxes), _neighbours(picture.lines)
    for key in [*picture.ranking, *sorted(picture.folds)]:
        if key not in places:
            near = [places[other] for other in beside.get(key, ()) if other in places]
            places[key] = taken.find_free(near, boxes[key])
    return {key: (round(x), round(y)) for key, (x, y) in places.items()}


def _spread(picture: Picture) -> dict[str, Point]:
    """Spread the nodes shown at first by Fruchterman and Reingold's forces (1991), evenly over a page."""
    shown = nx.Graph()
    shown.add_nodes_from(picture.first)
    for line in picture.lines:
        if not line.parts_of and line.source in shown and line.target in shown and line.source != line.target:
            number = shown.get_edge_data(*line.pair, default={"number": 0})["number"]
            shown.add_edge(*line.pair, number=number + 1)
    for _, _, data in shown.edges(data=True):
        data["weight"] = 1 / math.sqrt(data["number"])  # many parallel lines need room for their words
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
    label = picture.network.nodes[key]["label"]
    rows = min(math.ceil(len(label) / (LINE_LENGTH - 3)), LINES)
    return min(len(label), LINE_LENGTH) * _LETTER / 2 + 8, (_SYMBOL + rows * _ROW) / 2 + 6, rows * _ROW / 2


def _part(places: dict[str, Point], boxes: Mapping[str, Box], rounds: int = 120) -> dict[str, Point]:
    """Push apart nodes whose labels lie on each other, each time along the side where less is needed."""
    order = sorted(places)
    for _ in range(rounds):
        moved = False
        for place, one in enumerate(order):
            for other in order[place + 1 :]:
                push = _overlap(places[one], places[other], boxes[one], boxes[other])
                if push is not None:
                    moved = True
                    places[one] = (places[one][0] - push[0] / 2, places[one][1] - push[1] / 2)
                    places[other] = (places[other][0] + push[0] / 2, places[other][1] + push[1] / 2)
        if not moved:
            break
    return places


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
