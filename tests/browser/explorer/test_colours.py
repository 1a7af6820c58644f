"""The colours of classes that share a shape stay apart for those who see fewer colours, on light and on dark ground."""

from __future__ import annotations

from itertools import combinations
from math import dist

import pytest

from kg.exports.html.data import _ON_DARK
from kg.exports.network_page.style import OTHER, STYLES

# After Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency"
# (IEEE TVCG 15, 2009), at severity 1.0; they work on linear light.
SIGHT = {
    "everything": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
_WHITE = (0.95047, 1.0, 1.08883)

Triple = tuple[float, float, float]


def _times(matrix: tuple[Triple, Triple, Triple], vector: Triple) -> Triple:
    one, two, three = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three


def _linear(color: str) -> Triple:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    one, two, three = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue))
    return one, two, three


def _lab(light: Triple) -> Triple:
    shares = (part / white for part, white in zip(_times(_TO_XYZ, light), _WHITE, strict=True))
    x, y, z = (share ** (1 / 3) if share > 216 / 24389 else (24389 / 27 * share + 16) / 116 for share in shares)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _seen(color: str, sight: str) -> Triple:
    one, two, three = (min(max(part, 0.0), 1.0) for part in _times(SIGHT[sight], _linear(color)))
    return _lab((one, two, three))


def test_the_measure_is_that_of_the_literature() -> None:
    assert _lab(_linear("#ffffff")) == pytest.approx((100, 0, 0), abs=0.02)
    assert _lab(_linear("#ff0000")) == pytest.approx((53.24, 80.09, 67.20), abs=0.02)
    for rows in SIGHT.values():
        assert [sum(row) for row in rows] == pytest.approx([1, 1, 1], abs=1e-5)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("ground", ["light", "dark"])
def test_classes_that_share_a_shape_differ_in_colour(sight: str, ground: str) -> None:
    near = []
    for one, other in combinations((*STYLES, OTHER), 2):
        if one.shape != other.shape:
            continue
        colors = [_ON_DARK.get(s.color, s.color) if ground == "dark" else s.color for s in (one, other)]
        apart = dist(_seen(colors[0], sight), _seen(colors[1], sight))
        if apart <= 10:
            near.append((one.name, other.name, round(apart, 1)))
    assert near == []


def test_no_two_classes_look_the_same() -> None:
    assert len({(style.color, style.shape) for style in (*STYLES, OTHER)}) == len(STYLES) + 1
