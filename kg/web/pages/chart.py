"""Charts: figures of one measure in several years, as stems over a scale of years, with the table behind them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.rdf.terms import IRI
from kg.views.entity import Entity, Line
from kg.views.nodes import Nodes
from kg.views.sources import Source
from kg.views.when import When
from kg.views.wording import amount, format_number
from kg.web.pages.sheet import Subject

HEIGHT, FOOT = 220, 190  # pixels: the drawing, and where zero lies in it
_ROOM = 160  # from zero to the top of the scale
_LEFT, _RIGHT = 15.0, 7.0  # per cent kept free beside the first year, for the words of the scale, and the last
_ROOM_FOR_WORDS = 16.0  # per cent between figures whose values can both be written above them
_SHAPES = 3  # looks of the dots, by whom a figure is shared with


@dataclass(frozen=True, slots=True)
class Figure:
    """One observation: its value as a number and in words, when, and with whom it is shared."""

    iri: str
    label: str
    number: float
    words: str
    when: When
    year: float
    shared: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Stem:
    """A figure as it is drawn: in per cent from the left, in pixels from above; `look` tells whom it is shared with.

    `is_named`: there is room for its value above it.
    """

    figure: Figure
    x: float
    y: float
    look: int
    is_named: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures of one measure and unit in order of time; `looks` says which look stands for whom."""

    id: str
    title: str
    stems: tuple[Stem, ...]
    grid: tuple[tuple[float, str], ...]
    ticks: tuple[tuple[float, int], ...]
    looks: tuple[str, ...]


def draw_charts(subject: Subject, entity: Entity) -> list[Chart]:
    """Draw each measure of which a page has figures of two years or more."""
    series: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for section in entity.sections:
        for line in section.lines if section.heading == "Figures" else ():
            for key, figure in _figures(subject, line):
                series[key].append(figure)
    found = sorted((key, sorted(figures, key=lambda f: f.year)) for key, figures in series.items())
    charts = [(key, figures) for key, figures in found if len({figure.year for figure in figures}) > 1]
    return [_chart(f"chart-{place}", key, figures) for place, (key, figures) in enumerate(charts, 1)]


def _figures(subject: Subject, line: Line) -> Iterator[tuple[tuple[str, str], Figure]]:
    nodes, term = subject.nodes, subject.nodes.term
    node = IRI(line.iri) if line.iri else None
    if node is None or not nodes.is_a(node, "Observation") or not line.when or not line.when.is_bounded:
        return
    number, begin, end = _number(nodes, node), line.when.bounds.earliest_begin, line.when.bounds.latest_end
    if number is None or begin is None or end is None or end.year != begin.year:
        return
    others = [other for other in nodes.links(node, term["about"]) if other != subject.node]
    nodes.load(others)
    shared = ", ".join(nodes.label(other) for other in others if nodes.is_a(other, "Actor"))
    for measure in nodes.links(node, term["measure"]):
        unit = next((nodes.label(unit) for unit in nodes.links(node, term["unit"])), "")
        words = amount(nodes, node)
        figure = Figure(line.iri or "", line.text, number, words, line.when, begin.year, shared, line.sources)
        yield (nodes.label(measure), unit), figure


def _number(nodes: Nodes, node: IRI) -> float | None:
    texts = nodes.texts(node, *(nodes.term[name] for name in ("value", "valueMin", "valueMax")))
    try:
        return next(map(float, texts), None)
    except ValueError:
        return None


def _chart(id_: str, key: tuple[str, str], figures: Sequence[Figure]) -> Chart:
    looks = list(dict.fromkeys(figure.shared for figure in figures))
    top = _rounded_up(max(figure.number for figure in figures))
    first, last = figures[0].year, figures[-1].year

    def x(year: float) -> float:
        return round(_LEFT + (100 - _LEFT - _RIGHT) * (year - first) / (last - first), 2)

    def y(number: float) -> float:
        return round(FOOT - _ROOM * max(number, 0) / top, 1)

    named = _spread([x(figure.year) for figure in figures], _ROOM_FOR_WORDS)
    stems = [Stem(f, x(f.year), y(f.number), looks.index(f.shared) % _SHAPES, x(f.year) in named) for f in figures]
    grid = ((y(top * part / 2), format_number(str(top * part / 2))) for part in range(3))
    ticks = ((x(year), int(year)) for year in _spread({f.year for f in figures}, (last - first) / 10))
    title = f"{key[0]}, {key[1]}" if key[1] else key[0]
    return Chart(id_, title, tuple(stems), tuple(grid), tuple(ticks), tuple(looks))


def _spread(places: Iterable[float], apart: float) -> list[float]:
    """Leave out places whose names would touch."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] >= apart:
            kept.append(place)
    return kept


def _rounded_up(number: float) -> float:
    """Give the next round number, for the top of the scale."""
    if number <= 0:
        return 1.0
    size = 10 ** math.floor(math.log10(number))
    return float(next(size * factor for factor in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if size * factor >= number))
