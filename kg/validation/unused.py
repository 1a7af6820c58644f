"""Unused terms: what the ontology offers and the data do not use."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.finding import Finding
from kg.rdf.terms import IRI, RDFS, Literal
from kg.validation.codes import finding
from kg.validation.evidence import Evidence


def check_unused_terms(evidence: Evidence) -> Iterator[Finding]:
    """Report the ontology's own terms that the data do not use: its classes, its properties, its concepts."""
    vocabulary = evidence.vocabulary
    kinds = {"classes": vocabulary.classes, "properties": vocabulary.properties, "concepts": vocabulary.concepts}
    used = _used(evidence)
    for kind, terms in kinds.items():
        ours = {term for term in terms if term in vocabulary.terms}
        if unused := sorted(evidence.curie(term) for term in ours - used):
            yield finding("unused-terms", f"{len(unused)} of {len(ours)} {kind} are not used: {', '.join(unused)}")


def _used(evidence: Evidence) -> frozenset[IRI]:
    """Give the terms that the data and the shapes use, and those above them."""
    shapes = evidence.corpus.shapes.quads if evidence.corpus.shapes else ()
    used = {quad.predicate for quad in shapes}
    for quad in evidence.data:
        used.add(quad.predicate)
        if isinstance(quad.object, IRI):
            used.add(quad.object)
        elif isinstance(quad.object, Literal):
            used.add(quad.object.datatype)
    used.update(*(evidence.vocabulary.ancestors(term) for term in used), _properties_above(used, evidence))
    return frozenset(used)


def _properties_above(used: set[IRI], evidence: Evidence) -> set[IRI]:
    axioms = (quad for quad in evidence.corpus.ontology_quads if quad.predicate == RDFS["subPropertyOf"])
    return {quad.object for quad in axioms if quad.subject in used and isinstance(quad.object, IRI)}
