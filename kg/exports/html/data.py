"""The graph as the page carries it: nodes with their places, edges, and the claims behind both."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np

from kg.exports.html.claims import Evidence
from kg.exports.html.forces import lay_out_large
from kg.exports.network_page.facts import facts_of, kind_of, without_blanks
from kg.exports.network_page.layout import lay_out
from kg.exports.network_page.picture import Line, Picture
from kg.exports.network_page.style import OTHER, STYLES, Style
from kg.model.bounds import Bounds
from kg.rdf.terms import SKOS, Literal
from kg.store.protocol import Selecting
from kg.views.identifiers import Identifiers
from kg.views.network import Attributes, Network
from kg.views.when import When

WITH_CARE = 1_200  # nodes that can be placed so that no label lies on another, while one waits

_POINTS = """
PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#>
SELECT ?node ?lat ?long { ?node geo:lat ?lat ; geo:long ?long } ORDER BY ?node ?lat ?long"""
_LINKS = """
SELECT DISTINCT ?node ?same ?url {
    VALUES ?same { skos:exactMatch skos:closeMatch schema:sameAs rdfs:seeAlso } ?node ?same ?url
    FILTER NOT EXISTS { ?node a owl:Axiom }
} ORDER BY ?node ?url"""
_HOST = re.compile(r"https?://(?:www\.)?([^/?#]+)")
_PLACES = ("place", "location")

# The same colours, light enough to be seen on a dark ground.
_ON_DARK = {
    "#0072b2": "#4fa8e0",
    "#009e73": "#2fc79b",
    "#d55e00": "#ff8642",
    "#cc79a7": "#e39cc4",
    "#8c8c8c": "#b0b0b0",
}


@dataclass(frozen=True)
class Surroundings:
    """What the store knows of nodes besides the network, by IRI: where they lie, and where else they are described."""

    points: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    links: Mapping[str, list[list[str]]] = field(default_factory=dict)


def read_surroundings(store: Selecting) -> Surroundings:
    """Read the coordinates of nodes (longitude, latitude) and their pages elsewhere."""
    points = {
        row["node"].value: (float(row["long"].value), float(row["lat"].value))
        for row in store.select(_POINTS)
        if isinstance(row["lat"], Literal) and isinstance(row["long"], Literal)
    }
    return Surroundings(points, _read_links(store))


def _read_links(store: Selecting) -> dict[str, list[list[str]]]:
    """Read where else nodes are described: the record's name, or the host of a page that no scheme knows, and its page.

    A record without a page is left out.
    """
    identifiers = Identifiers(store)
    links: dict[str, list[list[str]]] = defaultdict(list)
    for row in store.select(_LINKS):
        node, iri = row["node"].value, row["url"].value
        page, host = identifiers.page(iri), _HOST.match(iri)
        name = identifiers.name(iri) or (host[1] if host else "")
        address = iri if page is None else page
        if name and _HOST.match(address) and address not in (known for _, known in links[node]):
            is_close = row["same"] == SKOS["closeMatch"] and page is not None
            links[node].append([f"{name} (close)" if is_close else name, address])
    return {node: sorted(found) for node, found in links.items() if found}


def graph_data(picture: Picture, evidence: Evidence, around: Surroundings) -> dict[str, Any]:
    """Give styles, nodes, edges and claims, each in one order, by which they name each other."""
    styles = [style for style in (*STYLES, OTHER) if style in picture.styles.values()]
    nodes = _Nodes(picture, evidence, around, {style: place for place, style in enumerate(styles)})
    return {
        "styles": [_style(style) for style in styles],
        "nodes": nodes.data(),
        "edges": [_edge(line, picture, evidence, nodes.position) for line in picture.lines],
        "passages": evidence.passages_data(),
        "claims": evidence.data(picture.network),
    }


def places_of(picture: Picture) -> Mapping[str, tuple[int, int]]:
    """Give a place to every node: with care, or in a large network quickly."""
    if len(picture.network) <= WITH_CARE:
        return lay_out(picture)
    keys = list(picture.network)
    position = {key: number for number, key in enumerate(keys)}
    ends = [(position[line.source], position[line.target]) for line in picture.lines]
    points = lay_out_large(keys, np.array(ends, dtype=np.intp).reshape(-1, 2))
    return {key: (round(x), round(y)) for key, (x, y) in zip(keys, points.tolist(), strict=True)}


class _Nodes:
    def __init__(self, picture: Picture, evidence: Evidence, around: Surroundings, styles: dict[Style, int]) -> None:
        self.picture = picture
        self.evidence = evidence
        self.around = around
        self.styles = styles
        self.places = places_of(picture)
        self.ranks = {key: rank for rank, key in enumerate([*picture.ranking, *sorted(picture.folds)])}
        self.position = {key: number for number, key in enumerate(picture.network)}

    def data(self) -> list[Attributes]:
        return [self._node(key, data) for key, data in self.picture.network.nodes(data=True)]

    def _node(self, key: str, data: Attributes) -> Attributes:
        when: When | None = data["when"]
        x, y = self.places[key]
        about = {
            "labels": data["labels"] or {"": data["label"]},
            "kind": kind_of(data),
            "when": when.text if when and when.edtf else "",
            "date": when.edtf if when else "",
            "bounds": bounds_of(when),
            "temporal": "TemporalEntity" in data["classes"],
            "names": data.get("altLabel", ""),
            "description": data.get("description", ""),
            "note": data.get("note", ""),
            "facts": facts_of(data),
            "claims": self.evidence.numbers(data["claims"]),
            "unasserted": self.evidence.numbers(data["unasserted"]),
            "point": self.around.points.get(data["iri"]),
            "place": place_of(self.picture.network, key),
            "links": self.around.links.get(data["iri"]),
        }
        looks = {"style": self.styles[self.picture.styles[key]], "size": self.picture.size(key), "x": x, "y": y}
        iri = {} if data["iri"] == self.evidence.nodes.namespaces.ent + key else {"iri": data["iri"]}
        return {"id": key, **iri, **without_blanks(about), **looks, "rank": self.ranks[key]}


def place_of(network: Network, key: str) -> str:
    """Give the node where something is or happened, or nothing; of several the first by name."""
    found = (
        place
        for _, place, name, data in network.out_edges(key, keys=True, data=True)
        if name in _PLACES and data["asserted"]
    )
    return min(found, default="")


def bounds_of(when: When | None) -> list[str | None]:
    """Give the four bounds of a time as ISO days, in the order of `Bounds`; nothing where none is known."""
    if when is None or when.bounds == Bounds():
        return []
    days = (getattr(when.bounds, bound.name) for bound in fields(Bounds))
    return [day.isoformat() if day else None for day in days]


def _style(style: Style) -> Attributes:
    return {
        "name": style.name,
        "label": style.plural,
        "color": style.color,
        "dark": _ON_DARK.get(style.color, style.color),
        "shape": style.shape,
        "atFirst": style.at_first,
    }


def _edge(line: Line, picture: Picture, evidence: Evidence, position: Mapping[str, int]) -> Attributes:
    """Give an edge; its time is that of the node it stands for or begins at, which the page knows."""
    network = picture.network
    data = network.nodes[line.fold] if line.fold else network.edges[line.source, line.target, line.key]
    fold = {"fold": position[line.fold]} if line.fold else {"key": line.key}
    about = {
        "role": not line.fold and bool(data["role"]),
        "undirected": not line.directed,
        "bend": line.bend,
        "partsOf": bool(line.parts_of),
        "unasserted": not data.get("asserted", True),
        "claims": evidence.numbers(data["claims"]),
    }
    ends = {"source": position[line.source], "target": position[line.target], "label": line.label}
    return {**ends, **fold, **without_blanks(about)}
