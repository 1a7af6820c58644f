"""Paths: the shortest connections of two nodes, through what happened between them and how they relate."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.errors import UsageError
from kg.rdf.terms import IRI
from kg.store.protocol import Selecting
from kg.views.network import Network, read_network
from kg.views.nodes import Nodes, local_name
from kg.views.sources import Source, read_sources
from kg.views.statements import ClaimSelection
from kg.views.when import When
from kg.views.wording import from_the_other_end

# A step between two things costs the same whether something with a time lies between them or a bare triple.
_HALF_STEP, _STEP = 1, 2
# How much dearer a step is, among connections of the same length, by a loose relation, or if it is not even asserted.
_LOOSE, _UNASSERTED = 3.0, 2.0
_LOOSE_RELATIONS = frozenset({"about", "participant", "place"})
# How many connections are looked at, at most, to find as many different ones as are asked for.
_LOOKED_AT = 200


Leg = tuple[str, str | None, str]


@dataclass(frozen=True, slots=True)
class Point:
    """A node on the way: its slug, its label, and its time if it has one."""

    slug: str
    label: str
    when: When | None


@dataclass(frozen=True, slots=True)
class Step:
    """From one point to the next: through something with a time in which each has its part, or by a bare relation.

    `relation` is what `start` is to `via`, or else to `end`; `end_relation` is what `end` is to `via`. `also` are other
    things that join the same two points equally well.
    """

    start: Point
    end: Point
    relation: str
    via: Point | None
    end_relation: str
    sources: tuple[Source, ...]
    is_asserted: bool
    also: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Paths:
    """The shortest connections of two points, the least roundabout first; none if nothing connects them."""

    start: Point
    end: Point
    paths: tuple[tuple[Step, ...], ...]


def find_paths(store: Selecting, start: IRI, end: IRI, *, most: int = 3, unasserted: bool = False) -> Paths:
    """Find up to `most` shortest connections; with `unasserted` also through what is denied or only imagined.

    They lead through events, treaties, relationships, positions, projects, works and places, never through classes,
    kinds or documents, and through scenarios only with `unasserted`. Of equally short ones those come first that need
    no mere topic or place, and that avoid whatever is connected with a great many things.
    Raises UsageError for a node that nothing can be connected with.
    """
    network = read_network(store, ClaimSelection(unasserted=unasserted))
    keys = {data["iri"]: key for key, data in network.nodes(data=True)}
    first, last = (_key(keys, node) for node in (start, end))
    if first == last:
        raise UsageError("both names mean the same node", remedy="Give two different ones.")
    ways = _shortest_ways(_roads(network, {first, last}, unasserted=unasserted), first, last)
    nodes = Nodes(store)
    paths = [
        tuple(_step(network, ways, nodes, leg) for leg in legs) for legs in _distinct(network, ways, first, last, most)
    ]
    return Paths(_point(network, first), _point(network, last), tuple(paths))


def _key(keys: dict[str, str], node: IRI) -> str:
    if node.value not in keys:
        raise UsageError(f"{node.value} connects nothing", remedy="Claims, passages and terms are no ends of a path.")
    return keys[node.value]


# --- finding --------------------------------------------------------------------------------------


def _roads(network: Network, keep: set[str], *, unasserted: bool) -> nx.Graph:
    """Give the network as plain roads, each with its length and how dear it is among roads of one length."""
    closed = {"Document"} if unasserted else {"Document", "Scenario"}
    shut = {key for key, classes in network.nodes(data="classes") if closed.intersection(classes)} - keep
    roads = nx.Graph()
    for source, target, data in network.edges(data=True):
        if source != target and not shut & {source, target}:
            passing = _is_passing(network, source) + _is_passing(network, target)
            length = _HALF_STEP if passing == 1 or (passing and not data["asserted"]) else _STEP
            known = roads.get_edge_data(source, target, default={"dear": math.inf})["dear"]
            roads.add_edge(source, target, length=length, dear=min(known, _dearness(data)))
    return roads


def _dearness(edge: dict[str, Any]) -> float:
    is_loose = local_name(IRI(edge["predicate"])) in _LOOSE_RELATIONS
    return _LOOSE * is_loose + _UNASSERTED * (not edge["asserted"])


def _shortest_ways(roads: nx.Graph, first: str, last: str) -> nx.DiGraph:
    """Give the roads that lie on a shortest connection; their costs prefer what is connected with few things."""
    ways = nx.DiGraph()
    if first not in roads or last not in roads:
        return ways
    before, _ = nx.dijkstra_predecessor_and_distance(roads, first, weight="length")
    waiting = [last]
    while waiting:
        key = waiting.pop()
        for previous in before.get(key, ()):
            if previous not in ways:
                waiting.append(previous)
            cost = roads.edges[previous, key]["dear"] + math.log2(1 + roads.degree(key))
            ways.add_edge(previous, key, cost=cost)
    return ways


def _distinct(network: Network, ways: nx.DiGraph, first: str, last: str, most: int) -> list[list[Leg]]:
    """Give the best ways that differ in more than what joins two of their points."""
    found: dict[tuple[str, ...], list[Leg]] = {}
    if last in ways:
        for way in itertools.islice(nx.shortest_simple_paths(ways, first, last, weight="cost"), _LOOKED_AT):
            legs = list(_iter_legs(network, way))
            found.setdefault(tuple(start for start, _, _ in legs), legs)
            if len(found) == most:
                break
    return list(found.values())


def _iter_legs(network: Network, way: list[str]) -> Iterator[Leg]:
    """Cut a way into steps: start, what lies between if it has a time, end."""
    position = 0
    while position + 1 < len(way):
        has_between = position + 2 < len(way) and _has_time(network, way[position + 1])
        after = position + 1 + has_between
        yield way[position], way[position + 1] if has_between else None, way[after]
        position = after


def _has_time(network: Network, key: str) -> bool:
    return "TemporalEntity" in network.nodes[key]["classes"]


def _is_passing(network: Network, key: str) -> bool:
    """Say whether a node happens, really or in somebody's imagination, and does not last."""
    return _has_time(network, key) or "Scenario" in network.nodes[key]["classes"]


# --- telling --------------------------------------------------------------------------------------


def _step(network: Network, ways: nx.DiGraph, nodes: Nodes, leg: Leg) -> Step:
    start, via, end = leg
    edges = [*_edges(network, start, via or end), *(_edges(network, via, end) if via else ())]
    others = [key for key in ways[start] if key != via and key in ways.pred[end] and _has_time(network, key)]
    return Step(
        start=_point(network, start),
        end=_point(network, end),
        relation=_relation(network, start, via or end),
        via=_point(network, via) if via else None,
        end_relation=_relation(network, end, via) if via else "",
        sources=read_sources(nodes, sorted({IRI(claim) for data in edges for claim in data["claims"]}, key=str)),
        is_asserted=all(data["asserted"] for data in edges),
        also=tuple(sorted((_point(network, key) for key in others), key=_in_time)) if via else (),
    )


def _edges(network: Network, one: str, other: str) -> list[dict[str, Any]]:
    """Give the edges between two nodes, whichever way they point; unasserted ones only if there are no others."""
    between = [network.get_edge_data(*ends, default={}) for ends in ((one, other), (other, one))]
    edges = [data for found in between for data in found.values()]
    return [data for data in edges if data["asserted"]] or edges


def _relation(network: Network, one: str, other: str) -> str:
    """Say what the first node is to the second: a role, or a property seen from its side."""
    chosen = _edges(network, one, other)
    ours = [d["label"] for d in network.get_edge_data(one, other, default={}).values() if d in chosen]
    theirs = [
        d["label"] if d["role"] else from_the_other_end(IRI(d["predicate"]), d["label"])
        for d in network.get_edge_data(other, one, default={}).values()
        if d in chosen
    ]
    return ", ".join(dict.fromkeys([*ours, *theirs]))


def _point(network: Network, key: str) -> Point:
    data = network.nodes[key]
    return Point(key, data["label"], data["when"])


def _in_time(point: Point) -> tuple[object, ...]:
    return *(point.when or When()).order, point.label
