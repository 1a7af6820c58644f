"""Assertions: what a source denies or only imagines is never asserted, and nothing is asserted without a source."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg.model.finding import Finding
from kg.rdf.terms import IRI, RDF, RDFS, Quad
from kg.validation.codes import finding
from kg.validation.evidence import Evidence

_TERMS = (RDF["subject"], RDF["predicate"], RDF["object"])


def check_modalities(evidence: Evidence) -> Iterator[Finding]:
    """Report what an unasserted claim asserts, and what an asserted one only quotes."""
    for claim, quads in evidence.graphs.items():
        statements = {quad.subject for quad in quads if _makes_statement(quad)}
        if is_unasserted(claim, evidence):
            asserted = [quad for quad in quads if not _quotes(quad, statements, evidence)]
            yield from _first_of_each_subject("asserted-in-unasserted", asserted, claim, evidence)
        else:
            quoted = [quad for quad in quads if _makes_statement(quad)]
            yield from _first_of_each_subject("statement-in-asserted", quoted, claim, evidence)


def is_unasserted(claim: IRI, evidence: Evidence) -> bool:
    """Say whether a claim denies or only imagines what it says."""
    modalities = evidence.iris(claim, evidence.kg["modality"])
    return any(not evidence.vocabulary.is_asserted(modality) for modality in modalities)


def _makes_statement(quad: Quad) -> bool:
    return quad.predicate == RDF["type"] and quad.object == RDF["Statement"]


def _quotes(quad: Quad, statements: Collection[object], evidence: Evidence) -> bool:
    remarks = (RDFS["label"], RDFS["comment"], evidence.kg["note"])
    allowed = _makes_statement(quad) or quad.predicate in _TERMS or quad.predicate in remarks
    return allowed and quad.subject in statements


def _first_of_each_subject(code: str, quads: list[Quad], claim: IRI, evidence: Evidence) -> Iterator[Finding]:
    problems = {
        "asserted-in-unasserted": (
            "denies or imagines, but asserts something of",
            "Write it as an rdf:Statement with rdf:subject, rdf:predicate and rdf:object, or correct the modality.",
        ),
        "statement-in-asserted": (
            "asserts, but holds the unasserted statement",
            "Move it to a claim of its own with the modality kg:Denial or kg:Speculation.",
        ),
    }
    problem, remedy = problems[code]
    for subject, quad in {quad.subject: quad for quad in reversed(quads)}.items():
        assert isinstance(subject, IRI)
        yield finding(
            code,
            f"{evidence.curie(claim)} {problem} {evidence.curie(subject)}",
            node=subject,
            location=evidence.places.of_quad(quad),
            remedy=remedy,
        )
