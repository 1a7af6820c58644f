"""The graph as of a date: what it says of that time, as a graph of its own."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import fields

from kg.model.bounds import Bounds
from kg.model.period import Period
from kg.rdf.terms import RDF, Literal, Namespace, Quad
from kg.views.nodes import camel_case
from kg.views.when import Held, When

Node = Hashable


def quads_as_of(quads: Iterable[Quad], period: Period, terms: Namespace, *, certain: bool = False) -> list[Quad]:
    """Keep what possibly held in a period, or only what certainly held throughout it.

    Whatever has a time and did not hold goes, with its participations and all that is said of it; what has no time
    stays. The undated may have held: it stays unless only the certain is asked for.
    """
    quads = list(quads)
    gone: set[Node] = set(_not_held(quads, period, terms, certain))
    gone |= {quad.object for quad in quads if quad.predicate == terms["participation"] and quad.subject in gone}
    gone |= {quad.subject for quad in quads if quad.predicate in _ENDS and quad.object in gone}
    return [quad for quad in quads if quad.subject not in gone and quad.object not in gone]


def _not_held(quads: list[Quad], period: Period, terms: Namespace, certain: bool) -> Iterator[Node]:
    wanted = {Held.CERTAIN} if certain else {Held.CERTAIN, Held.POSSIBLE, Held.UNKNOWN}
    times = _times(quads, terms)
    for quad in quads:
        is_temporal = quad.predicate == RDF["type"] and quad.object == terms["TemporalEntity"]
        if is_temporal and times.get(quad.subject, When()).held(period) not in wanted:
            yield quad.subject


def _times(quads: list[Quad], terms: Namespace) -> dict[Node, When]:
    names = {terms[camel_case(field.name)]: field.name for field in fields(Bounds)}
    dates: dict[Node, str] = {}
    bounds: dict[Node, dict[str, dt.date]] = defaultdict(dict)
    for quad in quads:
        if isinstance(quad.object, Literal):
            if quad.predicate == terms["date"]:
                dates[quad.subject] = min(quad.object.value, dates.get(quad.subject, quad.object.value))
            elif quad.predicate in names:
                bounds[quad.subject][names[quad.predicate]] = dt.date.fromisoformat(quad.object.value)
    return {node: When(date, Bounds(**bounds[node])) for node, date in dates.items()}


_ENDS = frozenset({RDF["subject"], RDF["object"]})
