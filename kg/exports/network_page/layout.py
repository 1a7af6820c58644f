"""The layout: where each node stands; computed here, so that the first picture is the last one and always the same."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

from kg.exports.network_page.first_sight import WIDE, Box, Point, place_first
from kg.exports.network_page.picture import Line, Picture
from kg.exports.network_page.style import Style

LINE_LENGTH, LINES = 20, 3  # how labels are broken; page.js breaks them likewise
_LETTER, _ROW = 0.52, 1.15  # width of a letter and height of a row, for letters of height 1
_IDEAS = frozenset({"Position", "Topic", "Scenario"})  # looked at together
_STEP, _AT_ONCE = 34.0, 128  # of the spiral on which a free place is sought
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def lay_out(picture: Picture) -> dict[str, tuple[int, int]]:
    """Give a place to every node: to those shown at first by their forces, to each other one near its neighbours.

    Nodes of a class that is not shown at first make room for each other and for what is, not for further classes.
    """
    boxes = {key: _box(picture, key) for key in picture.network}
    places = place_first(picture, boxes)
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


def _box(picture: Picture, key: str) -> Box:
    """Give the space that a node takes up with its label, which stands below it."""
    label, font, radius = picture.network.nodes[key]["label"], picture.font_size(key), picture.size(key)
    rows = min(math.ceil(len(label) / (LINE_LENGTH - 3)), LINES)
    height = rows * font * _ROW
    return min(len(label), LINE_LENGTH) * font * _LETTER / 2 + 8, radius + height / 2 + 5, height / 2


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
