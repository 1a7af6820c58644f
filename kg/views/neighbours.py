"""Neighbours: the actors that a node has most to do with, and what they have to do with each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.rdf.terms import IRI
from kg.views.nodes import Nodes, iter_values

# What joins things with a time to those whom they are about.
_JOINED = "(kg:participant|kg:holder|kg:issue|kg:about|kg:regardedAs)"
_SHARED = f"""
SELECT DISTINCT ?between ?other {{
    {{
        SELECT DISTINCT ?between {{
            VALUES ?node {{ UNDEF }} ?between {_JOINED} ?node . ?between a kg:TemporalEntity
        }} LIMIT 2000
    }}
    ?between {_JOINED} ?other . ?other a kg:Actor
}}"""
_AMONG = f"""
SELECT DISTINCT ?between ?other {{ VALUES ?other {{ %s }} ?between {_JOINED} ?other . ?between a kg:TemporalEntity }}"""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An actor, and how many things it shares with the node, by the plural of their class: (("events", 3), …)."""

    iri: str
    label: str
    kind: str
    shared: tuple[tuple[str, int], ...]

    @property
    def weight(self) -> int:
        """How many things it shares in all."""
        return sum(number for _, number in self.shared)


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The nearest actors, those that share most first, and the pairs of them that share something too."""

    neighbours: tuple[Neighbour, ...]
    pairs: tuple[tuple[str, str], ...]
    more: int = 0


def read_neighbours(nodes: Nodes, node: IRI, most: int = 8) -> Neighbourhood:
    """Find with whom an actor takes part in things, holds positions or is measured together."""
    shared: dict[IRI, set[IRI]] = defaultdict(set)
    for between, other in nodes.store.select(_SHARED, {"node": node}).rows:
        if isinstance(between, IRI) and isinstance(other, IRI) and other != node:
            shared[other].add(between)
    nodes.load([*shared, *(between for found in shared.values() for between in found)])
    ranked = sorted(shared, key=lambda other: (-len(shared[other]), nodes.label(other)))
    chosen = ranked[:most]
    neighbours = tuple(_neighbour(nodes, other, shared[other]) for other in chosen)
    return Neighbourhood(neighbours, _pairs(nodes, chosen), len(ranked) - len(chosen))


def _neighbour(nodes: Nodes, other: IRI, between: Iterable[IRI]) -> Neighbour:
    counts = Counter(_class(nodes, each) for each in between)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return Neighbour(other.value, nodes.label(other), _class(nodes, other), tuple(ordered))


def _class(nodes: Nodes, node: IRI) -> str:
    return next(map(nodes.label, nodes.lineage(node)), "")


def _pairs(nodes: Nodes, chosen: Sequence[IRI]) -> tuple[tuple[str, str], ...]:
    things: dict[str, set[str]] = defaultdict(set)
    for values in iter_values(chosen):
        for between, other in nodes.store.select(_AMONG % values).rows:
            if isinstance(between, IRI) and isinstance(other, IRI):
                things[other.value].add(between.value)
    every = combinations(sorted(things), 2)
    return tuple((one, other) for one, other in every if not things[one].isdisjoint(things[other]))
