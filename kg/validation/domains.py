"""Domains and ranges: whether each property stands between nodes of the classes that it is made for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.model.finding import Finding
from kg.rdf.terms import IRI, RDFS, SKOS, Quad
from kg.validation.codes import finding
from kg.validation.evidence import Evidence


def check_domains_and_ranges(evidence: Evidence) -> Iterator[Finding]:
    """Report the triples whose subject or object is not of the class that the ontology says."""
    domains, ranges = _axioms(evidence, RDFS["domain"]), _axioms(evidence, RDFS["range"])
    for quad in evidence.corpus.quads:
        for code, node, axioms in (("outside-domain", quad.subject, domains), ("outside-range", quad.object, ranges)):
            for expected in sorted(axioms[quad.predicate] - _classes(node, evidence), key=str):
                yield _finding(code, node, expected, quad, evidence)


def _axioms(evidence: Evidence, axiom: IRI) -> defaultdict[IRI, frozenset[IRI]]:
    """Give the classes that the ontology's own axioms demand of each property's subject or object."""
    classes: defaultdict[IRI, frozenset[IRI]] = defaultdict(frozenset)
    for quad in evidence.corpus.ontology_quads:
        if quad.predicate == axiom and isinstance(quad.subject, IRI) and isinstance(quad.object, IRI):
            classes[quad.subject] |= {quad.object} & evidence.vocabulary.classes
    return classes


def _classes(node: object, evidence: Evidence) -> frozenset[IRI]:
    """Give the classes of a node; every class for one that has none, since that is another finding."""
    if not isinstance(node, IRI):
        return evidence.vocabulary.classes
    if node in evidence.vocabulary.concepts:
        return frozenset({SKOS["Concept"]})
    return evidence.classes.get(node) or evidence.vocabulary.classes


def _finding(code: str, node: object, expected: IRI, quad: Quad, evidence: Evidence) -> Finding:
    assert isinstance(node, IRI)
    curie, is_domain = evidence.curie, code == "outside-domain"
    verb = "describes" if is_domain else "leads to"
    return finding(
        code,
        f"{curie(quad.predicate)} {verb} {curie(node)}, which is no {curie(expected)}",
        node=node,
        location=evidence.places.of_term(quad, quad.predicate) if is_domain else evidence.places.of_quad(quad),
        remedy=f"Use another property, or make {curie(node)} a {curie(expected)}.",
    )
