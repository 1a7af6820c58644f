"""The network: the node-and-edge view of the graph, as a networkx.MultiDiGraph.

Nodes are the things that the graph is about (actors, events, treaties, relationships, works ...), under their slugs.
An edge leads from whatever has participants to each of them, labelled with the role, and from one thing to another
that it is part of, causes, is about ... Each edge knows the claims that say so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, TypeAlias

import networkx as nx

from kg.model.bounds import Bounds
from kg.rdf.terms import IRI, RDF, RDFS, Literal
from kg.store.protocol import Selecting
from kg.views.names import namespaces_of, slug
from kg.views.nodes import camel_case
from kg.views.statements import ClaimSelection, Statements, read_statements
from kg.views.when import When

Network: TypeAlias = nx.MultiDiGraph
Attributes = dict[str, Any]
Edge = tuple[str, str, str, Attributes]

# Claims, passages and participations become what is said of edges; the derived shortcuts repeat them.
_NO_NODES = ("Claim", "Passage", "Participation")
_NO_EDGES = ("participant", "participation", "namedIn", "statedIn")


def read_network(store: Selecting, selection: ClaimSelection | None = None) -> Network:
    """Read the network out of a store; the same store gives the same order of nodes and edges.

    A node has `iri`, `label`, `labels` (by language), `class`, `classes` (with those above it), `when` (a When, or
    None), `claims`, `unasserted` (claims that deny or imagine something of it) and its other facts as text, under the
    names of their properties (`kind`, `date`, `description`, `stance`, `value` ...). An edge has `label`, `predicate`
    (IRI of the property or role), `role`, `claims`, `asserted`, and the `when` of what it is an edge of. What a source
    denies or imagines is there only if it is asked for, with `asserted` false.
    """
    selection = selection or ClaimSelection()
    statements = read_statements(store, selection)
    keys = _keys(statements, store)
    network = nx.MultiDiGraph()
    for node, key in keys.items():
        network.add_node(key, **_node(node, key, statements))
    edges = [*_participations(keys, statements), *_relations(keys, statements), *_imagined(keys, statements)]
    for source, target, key, attributes in sorted(edges, key=lambda edge: edge[:3]):
        known = network.get_edge_data(source, target, key, default={"claims": []})
        claims = sorted({*known["claims"], *attributes["claims"]})
        network.add_edge(source, target, key, **{"when": network.nodes[source]["when"], **attributes, "claims": claims})
    for key, claim in _denials(keys, statements):
        network.nodes[key]["unasserted"] = sorted({*network.nodes[key]["unasserted"], claim.value})
    if selection.is_partial:
        network.remove_nodes_from([key for key in network if not _is_stated(network, key)])
    return network


def _keys(statements: Statements, store: Selecting) -> dict[IRI, str]:
    """Name the nodes: what the graph is about by slug, a document by CURIE."""
    namespaces = namespaces_of(store)
    machinery = {statements.terms[name] for name in _NO_NODES}
    return {
        node: slug(node, namespaces) if node.value.startswith(namespaces.ent) else namespaces.shrink(node.value)
        for node in statements.subjects
        if not machinery.intersection(statements.classes(node)) and _is_born(node, statements)
    }


def _is_born(node: IRI, statements: Statements) -> bool:
    """Say whether a selection has more of a node than the classes derived for it."""
    return bool(statements.classes(node)) and bool(statements.values(node, RDFS["label"]))


def _is_stated(network: Network, key: str) -> bool:
    edges = [*network.in_edges(key, data="claims"), *network.out_edges(key, data="claims")]
    return bool(network.nodes[key]["claims"] or network.nodes[key]["unasserted"]) or any(claims for *_, claims in edges)


def _node(node: IRI, key: str, statements: Statements) -> Attributes:
    labels, facts = _labels(node, statements), _facts(node, statements)
    classes = [_local(kind) for kind in statements.classes(node)]
    return {
        **facts,
        "iri": node.value,
        "label": labels.get("en") or next(iter(labels.values()), key),
        "labels": labels,
        "class": classes[0],
        "classes": classes,
        "when": _when(facts) if "TemporalEntity" in classes or "date" in facts else None,
        "claims": sorted(
            {claim.value for fact in statements.about(node) for claim in statements.stated_in(node, *fact)}
        ),
        "unasserted": [],
    }


def _labels(node: IRI, statements: Statements) -> dict[str, str]:
    values = [value for value in statements.values(node, RDFS["label"]) if isinstance(value, Literal)]
    return {value.language or "": value.value for value in sorted(values, key=lambda v: (v.language or "", v.value))}


def _facts(node: IRI, statements: Statements) -> dict[str, str]:
    """Give what is said of a node by values, and by terms of the ontology, as text."""
    found: dict[str, set[str]] = {}
    for property_, value in statements.about(node):
        if isinstance(value, Literal):
            found.setdefault(_local(property_), set()).add(value.value)
        elif value in statements.labels and property_ != RDF["type"]:
            found.setdefault(_local(property_), set()).add(statements.labels[value])
    return {name: "; ".join(sorted(texts)) for name, texts in sorted(found.items())}


def _when(facts: dict[str, str]) -> When:
    bounds = {field.name: facts.get(camel_case(field.name)) for field in fields(Bounds)}
    return When(
        facts.get("date"),
        Bounds(**{name: dt.date.fromisoformat(text) for name, text in bounds.items() if text}),
    )


def _participations(keys: dict[IRI, str], statements: Statements) -> Iterator[Edge]:
    """Yield an edge from each thing that has participants to each of them, for each of its roles."""
    terms = statements.terms
    for node, key in keys.items():
        for part in statements.nodes(node, terms["participation"]):
            claims = statements.stated_in(node, terms["participation"], part)
            for actor in statements.nodes(part, terms["actor"]):
                for role in statements.nodes(part, terms["role"]):
                    if actor in keys:
                        source, target, name, attributes = _edge(key, keys[actor], role, claims, statements)
                        yield source, target, name, {**attributes, "role": name}


def _relations(keys: dict[IRI, str], statements: Statements) -> Iterator[Edge]:
    """Yield an edge for each triple that joins two nodes."""
    shortcuts = {statements.terms[name] for name in _NO_EDGES}
    for node, key in keys.items():
        for property_, value in statements.about(node):
            if value in keys and property_ not in shortcuts:
                assert isinstance(value, IRI)
                yield _edge(key, keys[value], property_, statements.stated_in(node, property_, value), statements)


def _denials(keys: dict[IRI, str], statements: Statements) -> Iterator[tuple[str, IRI]]:
    """Yield each node with the claims that deny or imagine something of it."""
    for statement, ends in _iter_unasserted(statements):
        for claim in statements.stated_in(statement, RDF["type"], RDF["Statement"]):
            yield from ((keys[end], claim) for end in (ends[0], ends[2]) if end in keys)


def _imagined(keys: dict[IRI, str], statements: Statements) -> Iterator[Edge]:
    """Yield an edge for each statement that joins two nodes but is only denied or imagined."""
    for statement, (subject, property_, value) in _iter_unasserted(statements):
        if subject in keys and value in keys:
            claims = statements.stated_in(statement, RDF["type"], RDF["Statement"])
            source, target, _, attributes = _edge(keys[subject], keys[value], property_, claims, statements)
            yield source, target, _local(statement), {**attributes, "asserted": False, "when": None}


def _iter_unasserted(statements: Statements) -> Iterator[tuple[IRI, tuple[IRI, IRI, IRI]]]:
    """Yield each unasserted statement about two IRIs, with its subject, predicate and object."""
    for statement in statements.subjects:
        if RDF["Statement"] in statements.nodes(statement, RDF["type"]):
            parts = [statements.nodes(statement, RDF[part]) for part in ("subject", "predicate", "object")]
            if all(parts):
                yield statement, (parts[0][0], parts[1][0], parts[2][0])


def _edge(source: str, target: str, label: IRI, claims: list[IRI], statements: Statements) -> Edge:
    words = statements.labels.get(label) or _words(_local(label))
    attributes = {
        "label": words,
        "predicate": label.value,
        "role": "",
        "claims": [claim.value for claim in claims],
        "asserted": True,
    }
    return source, target, _local(label), attributes


def _local(iri: IRI) -> str:
    return re.split(r"[#/]", iri.value)[-1] or iri.value


def _words(local: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).lower()
