"""Locations: the map as text, that is each place with what happened there, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.config import Margins
from kg.exports.html.data import place_of, read_surroundings
from kg.exports.network_page.facts import kind_of
from kg.rdf.terms import IRI
from kg.views.network import Network
from kg.views.nodes import Nodes
from kg.views.scope import Scope, read_scope
from kg.views.sources import Source, read_sources
from kg.views.when import When
from kg.web.snapshot import Snapshot

AT_MOST = 1_000  # places


@dataclass(frozen=True, slots=True)
class Happening:
    """Something at a place."""

    iri: str
    label: str
    kind: str
    when: When | None
    sources: Sequence[Source]


@dataclass(frozen=True, slots=True)
class Location:
    """A place: its coordinates (latitude, longitude) where they are known, and what happened there."""

    iri: str
    label: str
    point: tuple[float, float] | None
    happenings: Sequence[Happening]


def read_locations(snapshot: Snapshot, scope: Scope, margins: Margins) -> list[Location]:
    """Read the places of a scope, those where most happened first; raises what `read_scope` raises."""
    network, _ = read_scope(snapshot.store, scope, margins)
    points = read_surroundings(snapshot.store).points
    there: dict[str, list[str]] = {key: [] for key, data in network.nodes(data=True) if _is_place(data, points)}
    for key in network:
        if place := place_of(network, key):
            there.setdefault(place, []).append(key)
    ranked = sorted(there, key=lambda key: (-len(there[key]), network.nodes[key]["label"], key))[:AT_MOST]
    nodes = Nodes(snapshot.store)
    nodes.load(IRI(claim) for key in ranked for other in there[key] for claim in network.nodes[other]["claims"])
    return [_location(key, there[key], network, nodes, points) for key in ranked]


def _is_place(data: Mapping[str, object], points: Mapping[str, object]) -> bool:
    return "Place" in str(data["classes"]) or data["iri"] in points


def _location(
    key: str, happened: Sequence[str], network: Network, nodes: Nodes, points: Mapping[str, tuple[float, float]]
) -> Location:
    data = network.nodes[key]
    found = [_happening(network.nodes[other], nodes) for other in happened]
    point = points.get(data["iri"])
    in_time = sorted(found, key=lambda each: ((each.when or When()).order, each.label))
    return Location(data["iri"], data["label"], (point[1], point[0]) if point else None, in_time)


def _happening(data: Mapping[str, object], nodes: Nodes) -> Happening:
    when, claims = data["when"], data["claims"]
    assert isinstance(claims, list)
    assert when is None or isinstance(when, When)
    sources = read_sources(nodes, map(IRI, claims))
    return Happening(str(data["iri"]), str(data["label"]), kind_of(dict(data)), when, sources)
