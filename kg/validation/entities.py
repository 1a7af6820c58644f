"""Entities: each described with its class, none only named, none without any use."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kg.model.finding import Finding
from kg.rdf.terms import OWL, DefaultGraph
from kg.validation.codes import finding
from kg.validation.evidence import Evidence
from kg.validation.nearest import did_you_mean
from kg.validation.uses import Position, times


def check_dangling_entities(evidence: Evidence) -> Iterator[Finding]:
    """Report each entity and claim that is named but nowhere described."""
    names = evidence.namespaces
    for use in evidence.uses:
        namespace = next((ns for ns in (names.ent, names.claim) if use.iri.value.startswith(ns)), None)
        if namespace and use.position is Position.NODE and use.iri not in evidence.described:
            described = [evidence.curie(node) for node in evidence.described if node.value.startswith(namespace)]
            yield finding(
                "dangling-entity",
                f"{evidence.curie(use.iri)} is nowhere described{times(use.count)}",
                node=use.iri,
                location=evidence.places.of_term(use.quad, use.iri),
                remedy=did_you_mean(evidence.curie(use.iri), described, "Describe it, with its class and its label."),
            )


def check_untyped_nodes(evidence: Evidence) -> Iterator[Finding]:
    """Report each node that is described without a class."""
    for node, classes in evidence.classes.items():
        if not classes:
            yield finding(
                "untyped-node",
                f"{evidence.curie(node)} has no class",
                node=node,
                location=evidence.corpus.locate(node),
                remedy=f"Say what it is, as in: {evidence.curie(node)} a kg:Event .",
            )


def check_disjoint_classes(evidence: Evidence) -> Iterator[Finding]:
    """Report each node of two classes that exclude each other."""
    disjoint = {
        frozenset({quad.subject, quad.object})
        for quad in evidence.corpus.ontology_quads
        if quad.predicate == OWL["disjointWith"]
    }
    for node, classes in evidence.classes.items():
        for first, second in combinations(sorted(classes, key=str), 2):
            if frozenset({first, second}) in disjoint:
                yield finding(
                    "disjoint-classes",
                    f"{evidence.curie(node)} cannot be both {evidence.curie(first)} and {evidence.curie(second)}",
                    node=node,
                    location=evidence.corpus.locate(node),
                    remedy="Keep one of its classes, or make two entities of it.",
                )


def check_orphans(evidence: Evidence) -> Iterator[Finding]:
    """Report each entity that no claim, no passage and no other node has to do with."""
    connected = set(_connected(evidence))
    for node, properties in evidence.described.items():
        is_entity = node.value.startswith(evidence.namespaces.ent)
        if is_entity and node not in connected and evidence.kg["namedIn"] not in properties:
            yield finding(
                "orphan-entity",
                f"nothing has to do with {evidence.curie(node)}",
                node=node,
                location=evidence.corpus.locate(node),
                remedy="Add kg:namedIn with the passages that name it, use it in a claim, or remove it.",
            )


def _connected(evidence: Evidence) -> Iterator[object]:
    for quad in evidence.corpus.quads:
        if quad.graph_name != DefaultGraph():
            yield quad.subject
        if quad.object != quad.subject:
            yield quad.object
