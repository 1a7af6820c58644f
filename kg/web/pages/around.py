"""What is around a node, as a small picture: the node in the middle, what it has most to do with around it."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.views import sections
from kg.views.entity import Entity
from kg.views.neighbours import read_neighbours
from kg.views.wording import plural
from kg.web.pages.sheet import Subject

WIDTH, HEIGHT = 360, 320
_MOST = 8
_REACH = (128.0, 112.0)  # half the width and the height of the ring
_MIDDLE = (WIDTH / 2, HEIGHT / 2)
_LETTERS, _ROWS, _ROW = 15, 2, 13
_NO_NEIGHBOURS = frozenset(
    {sections.STATEMENTS, sections.STATED, sections.ATTRIBUTED, sections.CLAIMS, sections.NAMED, sections.ELSEWHERE}
)


@dataclass(frozen=True, slots=True)
class Near:
    """Something near: what it is called and of which kind, how it is joined in words, how strongly (at least 1)."""

    iri: str
    label: str
    kind: str
    words: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Dot:
    """Something near with its place in the picture, its label, the `top` of both, and how wide its line is.

    `is_cut`: the label goes on. That is drawn beside the link, whose name is to have all that can be read in it.
    """

    near: Near
    x: float
    y: float
    rows: tuple[tuple[float, str], ...]
    top: float
    width: float
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture: its middle, the dots around it, the lines between these, and how many more there would be."""

    x: float
    y: float
    dots: tuple[Dot, ...]
    lines: tuple[tuple[float, float, float, float], ...]
    more: int = 0


def draw_around(subject: Subject, entity: Entity) -> Picture | None:
    """Draw what a node has most to do with; None where there is nothing."""
    near, pairs, more = _actors(subject) if subject.is_a("Actor") else ([], (), 0)
    if not near:
        linked = list(_linked(subject, entity))
        near, more = linked[:_MOST], max(len(linked) - _MOST, 0)
    return _draw(near, pairs, more) if near else None


def _actors(subject: Subject) -> tuple[list[Near], tuple[tuple[str, str], ...], int]:
    found = read_neighbours(subject.nodes, subject.node, _MOST)
    near = [Near(n.iri, n.label, n.kind, _shared(n.shared), n.weight) for n in found.neighbours]
    return near, found.pairs, found.more


def _shared(shared: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{number} {plural(word) if number > 1 else word}" for word, number in shared)


def _linked(subject: Subject, entity: Entity) -> Iterable[Near]:
    """Yield what the lines of a page name, each once, in their order."""
    seen = {entity.iri}
    for section in entity.sections:
        for line in section.lines if section.heading not in _NO_NEIGHBOURS else ():
            if line.iri and line.iri not in seen and line.iri.startswith(subject.nodes.namespaces.ent):
                seen.add(line.iri)
                yield Near(line.iri, line.text, section.heading, line.relation)


def _draw(near: Sequence[Near], pairs: Iterable[tuple[str, str]], more: int) -> Picture:
    strongest = max(each.weight for each in near)
    dots = tuple(_dot(each, place, len(near), strongest) for place, each in enumerate(near))
    by_iri = {dot.near.iri: dot for dot in dots}
    ends = [(by_iri[one], by_iri[other]) for one, other in pairs if one in by_iri and other in by_iri]
    lines = tuple((one.x, one.y, other.x, other.y) for one, other in ends)
    return Picture(*_MIDDLE, dots, lines, more)


def _dot(near: Near, place: int, number: int, strongest: int) -> Dot:
    angle = 2 * math.pi * place / number - math.pi / 2
    x, y = (round(_MIDDLE[axis] + _REACH[axis] * f(angle), 1) for axis, f in enumerate((math.cos, math.sin)))
    whole = textwrap.wrap(near.label, _LETTERS) or [near.label]
    words = whole[:_ROWS]
    is_above = y < _MIDDLE[1] - 1
    first = y - 13 - _ROW * (len(words) - 1) if is_above else y + 21
    rows = tuple((round(first + row * _ROW, 1), text) for row, text in enumerate(words))
    top = y - 12 - _ROW * len(words) if is_above else y - 12
    return Dot(near, x, y, rows, round(top, 1), round(1 + 4 * near.weight / strongest, 1), len(words) < len(whole))
