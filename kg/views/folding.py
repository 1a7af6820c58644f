"""Folding: the reader's form of a network, in which what two nodes have to do with each other is a line between them.

A relationship of two participants, and a position of one holder on one issue, are nodes of the network, since they have
a time. Drawn, each is one labelled edge; parallel ones are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.views.network import Attributes, Network

# Roles at the far end of a relationship: what the other side does happens to them, or is done for or to them.
_FAR_ROLES = frozenset(
    {
        "Affected",
        "Audience",
        "Beneficiary",
        "Controlled",
        "Customer",
        "Founded",
        "Host",
        "Importer",
        "Jurisdiction",
        "Lesser",
        "Pseudonym",
        "Recipient",
        "Represented",
        "Successor",
        "Target",
        "Whole",
        "Worker",
    }
)


@dataclass(frozen=True, slots=True)
class Fold:
    """A node that can be drawn as a line: from where to where, with which label, with an arrow or without."""

    node: str
    source: str
    target: str
    label: str
    directed: bool


def fold(network: Network) -> Network:
    """Give the reader's form: each node that can be folded is an edge under its own name, with all it knows.

    Whatever hung on a folded node alone goes with it.
    """
    folded: Network = network.copy()
    folds = list(iter_folds(network))
    folded.remove_nodes_from([found.node for found in folds])
    for found in folds:
        folded.add_edge(found.source, found.target, found.node, **_edge(found, network))
    alone = [key for key in folded if folded.degree(key) == 0 and network.degree(key) > 0]
    folded.remove_nodes_from(alone)
    return folded


def iter_folds(network: Network) -> Iterator[Fold]:
    """Yield how each relationship and position that joins just two nodes folds.

    A position on something that is itself drawn as a line stays a node: a line cannot end on a line.
    """
    every = [_fold(network, key, data) for key, data in network.nodes(data=True)]
    found = [line for line in every if line is not None]
    lines = {line.node for line in found}
    yield from (line for line in found if line.source not in lines and line.target not in lines)


def _fold(network: Network, key: str, data: Attributes) -> Fold | None:
    if "Relationship" in data["classes"]:
        return _fold_relationship(network, key, data)
    return _fold_position(network, key, data) if "Position" in data["classes"] else None


def _fold_relationship(network: Network, key: str, data: Attributes) -> Fold | None:
    roles = [(actor, role) for _, actor, role, edge in network.out_edges(key, keys=True, data=True) if edge["role"]]
    if len(roles) != 2 or roles[0][0] == roles[1][0]:
        return None
    near, far = sorted(roles, key=lambda pair: (pair[1] in _FAR_ROLES, pair))
    directed = (near[1] in _FAR_ROLES) != (far[1] in _FAR_ROLES)
    return Fold(key, near[0], far[0], data.get("office") or data.get("kind") or data["label"], directed)


def _fold_position(network: Network, key: str, data: Attributes) -> Fold | None:
    ends = {
        name: [n for _, n, k in network.out_edges(key, keys=True) if k == name]
        for name in ("holder", "issue", "regardedAs")
    }
    if len(ends["holder"]) != 1 or len(ends["issue"]) != 1 or ends["holder"] == ends["issue"]:
        return None
    stance: str = data.get("stance") or data["label"]
    as_what = " and ".join(network.nodes[node]["label"] for node in ends["regardedAs"])
    label = f"{stance.removesuffix(' as')} as {as_what}" if as_what else stance
    return Fold(key, ends["holder"][0], ends["issue"][0], label, directed=True)


def _edge(found: Fold, network: Network) -> Attributes:
    data = network.nodes[found.node]
    return {**data, "label": found.label, "predicate": data["iri"], "role": "", "directed": found.directed}
