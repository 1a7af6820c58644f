"""A census: how many nodes of each class stand in one graph, such as that of an imported release."""

from __future__ import annotations

from collections import defaultdict

from kg.rdf.terms import IRI, RDFS
from kg.store.protocol import Selecting
from kg.views.nodes import Nodes

_COUNTS = "SELECT ?class (COUNT(?node) AS ?nodes) { GRAPH <%s> { ?node a ?class } } GROUP BY ?class"
_PARTS = frozenset({"Participation"})


def count_nodes(store: Selecting, graph: str) -> dict[str, int]:
    """Count the nodes of a graph by their narrowest class, in words, most first; participations are no nodes here."""
    nodes = Nodes(store)
    counts = {row["class"]: int(row["nodes"].value) for row in store.select(_COUNTS % graph)}
    classes = [kind for kind in counts if isinstance(kind, IRI) and kind in nodes.term]
    nodes.load(classes)
    below: dict[IRI, int] = defaultdict(int)
    for kind in classes:
        for above in nodes.links(kind, RDFS["subClassOf"]):
            below[above] += counts[kind]
    parts = {nodes.term[name] for name in _PARTS}
    own = {nodes.label(kind): counts[kind] - below[kind] for kind in classes if kind not in parts}
    return {label: count for label, count in sorted(own.items(), key=lambda item: (-item[1], item[0])) if count > 0}
