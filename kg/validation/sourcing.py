"""Sourcing: nothing that has a time, and no cause, is stated outside a claim."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.finding import Finding
from kg.rdf.terms import IRI, OWL, RDF, RDFS, DefaultGraph, Quad
from kg.validation.codes import finding
from kg.validation.evidence import Evidence


def check_sourcing(evidence: Evidence) -> Iterator[Finding]:
    """Report each node, once, of which something is stated outside any claim that needs a source.

    The bare identity of a treaty may stand among the entities: its class, labels, description, and remarks.
    """
    causes, remarks, reported = _causes(evidence), _remarks(evidence), set()
    for quad in evidence.corpus.quads:
        if quad.graph_name != DefaultGraph() or quad.subject in reported:
            continue
        if quad.predicate in causes or (quad.predicate not in remarks and _is_about_time(quad, evidence)):
            assert isinstance(quad.subject, IRI)
            reported.add(quad.subject)
            yield finding(
                "unsourced-statement",
                f"{evidence.curie(quad.predicate)} of {evidence.curie(quad.subject)} stands outside any claim",
                node=quad.subject,
                location=evidence.places.of_quad(quad),
                remedy="Move it into the graph of the claim that says so: claim:… { … }",
            )


def _is_about_time(quad: Quad, evidence: Evidence) -> bool:
    """Say whether a triple makes or describes a node that has a time, or a participation in one."""
    assert isinstance(quad.subject, IRI)
    kg, classes = evidence.kg, evidence.classes[quad.subject]
    if not classes & {kg["TemporalEntity"], kg["Participation"]}:
        return False
    return quad.predicate in kg or (quad.predicate == RDF["type"] and kg["Treaty"] not in classes)


def _causes(evidence: Evidence) -> frozenset[IRI]:
    """Give the properties that say that something bears on something else."""
    bears_on = evidence.kg["bearsOn"]
    below = (quad for quad in evidence.corpus.ontology_quads if quad.predicate == RDFS["subPropertyOf"])
    return frozenset({bears_on, *(q.subject for q in below if q.object == bears_on and isinstance(q.subject, IRI))})


def _remarks(evidence: Evidence) -> frozenset[IRI]:
    """Give the properties that say nothing about the world: annotations, and where a node is named."""
    annotations = (quad for quad in evidence.corpus.ontology_quads if quad.object == OWL["AnnotationProperty"])
    named_in = evidence.kg["namedIn"]
    return frozenset({named_in, *(quad.subject for quad in annotations if isinstance(quad.subject, IRI))})
