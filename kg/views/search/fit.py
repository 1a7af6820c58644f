"""Fits: how well a name fits what was asked, and in which order what fits is given."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple

from rapidfuzz import fuzz

from kg.views.search.asking import Asked, Readings
from kg.views.search.naming import Group


class Fit(IntEnum):
    """How a name fits, best first."""

    LABEL = 0
    OTHER_NAME = 1
    BEGINNING = 2
    WORDS = 3
    SIMILAR = 4
    SOME_WORDS = 5


# What a fit scores at least, and what likeness adds to it at most.
_SCORES = {
    Fit.LABEL: (100.0, 0.0),
    Fit.OTHER_NAME: (98.0, 0.0),
    Fit.BEGINNING: (75.0, 20.0),
    Fit.WORDS: (55.0, 20.0),
    Fit.SIMILAR: (35.0, 20.0),
    Fit.SOME_WORDS: (0.0, 35.0),
}


class Hit(NamedTuple):
    """A name that fits, as the index has it."""

    number: int
    text: str
    key: str
    is_label: bool
    node: int
    importance: int
    group: int


def fit_of(hit: Hit, asked: Asked, *, is_similar: bool) -> Fit:
    """Say how a name fits; `is_similar` tells that it was found by words like those asked."""
    if hit.key == asked.key:
        return Fit.LABEL if hit.is_label else Fit.OTHER_NAME
    begins = hit.key.startswith(asked.key if asked.ends_open else asked.key + " ")
    if begins and not asked.are_whole:
        return Fit.BEGINNING
    return Fit.SIMILAR if is_similar else Fit.WORDS


def score_of(hit: Hit, asked: Asked, fit: Fit) -> float:
    """Score a name from 0 to 100; a better fit never scores less than a worse one."""
    least, more = _SCORES[fit]
    return round(least + more * fuzz.ratio(asked.key, hit.key) / 100, 1)


def order_of(hit: Hit, asked: Asked, fit: Fit, readings: Readings = ()) -> tuple[float, ...]:
    """Give the place of a name among those that fit: what is not quite what was typed comes last, claims after things.

    What fits alike is in the order of importance, which counts less for a name that is no label; what is only similar,
    in the order of likeness.
    """
    is_loose = fit >= Fit.SIMILAR
    aside = hit.group != Group.THING
    distance = _distance(hit, asked, readings) if fit is Fit.SIMILAR else 0.0
    likeness = score_of(hit, asked, fit) if is_loose else 0.0
    importance = hit.importance if hit.is_label or fit < Fit.BEGINNING else hit.importance / 4
    return is_loose, aside, fit, distance, -likeness, -importance, len(hit.text), hit.number


def _distance(hit: Hit, asked: Asked, readings: Readings) -> float:
    """Sum up how far each word asked is from the nearest one of a name."""
    words = hit.key.split()
    return sum(_nearest(word, words, near) for word, near in zip(asked.words, readings, strict=True))


def _nearest(word: str, words: list[str], near: Mapping[str, float]) -> float:
    if any(other.startswith(word) for other in words):
        return 0.0
    return min((near[other] for other in words if other in near), default=1.0)
