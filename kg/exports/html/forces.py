"""The layout of large networks: forces computed on a grid, so that time grows with the nodes and not with their pairs.

Joined nodes pull each other, all nodes push each other away, as in ForceAtlas2 (Jacomy et al. 2014, PLoS ONE 9(6)); the
push is a convolution of the density of nodes with 1/distance, done by fast Fourier transform on a grid, as for t-SNE by
Linderman et al. (2019, Nature Methods 16). Every node starts at a place that its own name gives, so that the same graph
has the same picture, and a graph with one node more a similar one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from kg.exports.network_page.first_sight import scattered

Points: TypeAlias = npt.NDArray[np.float64]
Ends: TypeAlias = npt.NDArray[np.intp]

_GRID = 192
_ROUNDS = 220
_ROOM = 110.0  # pixels on a side that a node has to itself, on average
_FIRST_STEP, _LAST_STEP = 0.10, 0.002  # of the width of the picture, the furthest that a node moves in a round


def lay_out_large(names: Sequence[str], ends: Ends) -> Points:
    """Give a point to each name, in pixels around 0: an array of shape (names, 2).

    `ends` of shape (edges, 2) are the places of joined names in `names`. Time is proportional to names plus edges.
    """
    points = scattered(names)
    if len(names) < 2:
        return points * 0.0
    ends = ends[ends[:, 0] != ends[:, 1]]
    degrees = np.bincount(ends.ravel(), minlength=len(names)).astype(float)
    mass = degrees + 1.0
    for step in np.geomspace(_FIRST_STEP, _LAST_STEP, _ROUNDS):
        forces = _push(points, mass) * mass[:, None] * (0.6 / mass.sum()) + _pull(points, ends) - 0.02 * points
        forces /= mass[:, None]
        lengths = np.hypot(forces[:, 0], forces[:, 1])[:, None]
        points = points + forces * (step / np.maximum(lengths, np.quantile(lengths, 0.9) + 1e-12))
    return _spaced(points)


def _pull(points: Points, ends: Ends) -> Points:
    """Draw the ends of each edge together, the more the further they are apart."""
    away = points[ends[:, 1]] - points[ends[:, 0]]
    forces = np.zeros_like(points)
    for axis in (0, 1):
        forces[:, axis] = np.bincount(ends[:, 0], away[:, axis], len(points))
        forces[:, axis] -= np.bincount(ends[:, 1], away[:, axis], len(points))
    return forces


def _push(points: Points, mass: npt.NDArray[np.float64]) -> Points:
    """Give the force by which all others push each node away: their mass by distance, summed on a grid."""
    low = points.min(axis=0)
    cell = max(float(np.ptp(points, axis=0).max()), 1e-9) / (_GRID - 2)
    place = (points - low) / cell
    corner = place.astype(np.intp)
    part = place - corner
    density = np.zeros((2 * _GRID, 2 * _GRID))
    shares = [
        (corner[:, 0] + right, corner[:, 1] + up, np.abs(1 - right - part[:, 0]) * np.abs(1 - up - part[:, 1]))
        for right in (0, 1)
        for up in (0, 1)
    ]
    for x, y, share in shares:
        np.add.at(density, (x, y), share * mass)
    spectrum = np.fft.rfft2(density)
    forces = np.zeros_like(points)
    for axis, kernel in enumerate(_KERNELS):
        field = np.fft.irfft2(spectrum * kernel, s=density.shape)
        for x, y, share in shares:
            forces[:, axis] += field[x, y] * share
    return forces / cell


def _kernels() -> tuple[npt.NDArray[np.complex128], npt.NDArray[np.complex128]]:
    """Give the transforms of the two components of a push by 1/distance, on a grid twice as wide so that none wraps."""
    offset = np.fft.fftfreq(2 * _GRID, 1 / (2 * _GRID))
    x, y = np.meshgrid(offset, offset, indexing="ij")
    squared = x**2 + y**2 + 0.25  # softened: within a cell nobody is pushed for ever
    return np.fft.rfft2(x / squared), np.fft.rfft2(y / squared)


_KERNELS = _kernels()


def _spaced(points: Points) -> Points:
    """Scale to pixels, so that a node has its room on average; the densest parts are spread by their ranks."""
    side = _ROOM * np.sqrt(len(points))
    evened = np.empty_like(points)
    for axis in (0, 1):
        order = np.argsort(points[:, axis], kind="stable")
        ranks = np.empty(len(points))
        ranks[order] = np.arange(len(points)) / max(len(points) - 1, 1) - 0.5
        reach = float(np.ptp(points[:, axis])) or 1.0
        evened[:, axis] = 0.65 * (points[:, axis] - points[:, axis].min()) / reach - 0.325 + 0.35 * ranks
    pixels: Points = evened * side * np.array([1.4, 1.0])
    return pixels
