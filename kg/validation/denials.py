"""Denials: what one claim of a document denies or imagines and another one, or the encoder, asserts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.model.finding import Finding
from kg.rdf.terms import IRI, RDF, DefaultGraph, Quad
from kg.validation.assertions import is_unasserted
from kg.validation.codes import finding
from kg.validation.evidence import Evidence


def check_denials(evidence: Evidence) -> Iterator[Finding]:
    """Report the unasserted statements that are asserted all the same.

    Two documents may well disagree. Where one disagrees with itself, kg:contradicts between the claims says so.
    """
    asserting: dict[Quad, set[IRI]] = defaultdict(set)
    for claim, quads in evidence.graphs.items():
        for quad in quads:
            asserting[Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())].add(claim)
    asserted = set(evidence.data)
    for claim in evidence.graphs:
        if is_unasserted(claim, evidence):
            for statement, triple in _statements(claim, evidence):
                claims = sorted(asserting.get(triple, ()), key=str)
                if triple in asserted and (not claims or any(_disagree(claim, other, evidence) for other in claims)):
                    yield _finding(claim, statement, claims, evidence)


def _statements(claim: IRI, evidence: Evidence) -> Iterator[tuple[IRI, Quad]]:
    for node in {quad.subject: None for quad in evidence.graphs[claim]}:
        assert isinstance(node, IRI)
        subject, predicate, value = (
            next(iter(evidence.values(node, RDF[name])), None) for name in ("subject", "predicate", "object")
        )
        if isinstance(subject, IRI) and isinstance(predicate, IRI) and value is not None:
            yield node, Quad(subject, predicate, value, DefaultGraph())


def _disagree(claim: IRI, other: IRI, evidence: Evidence) -> bool:
    contradicts = evidence.kg["contradicts"]
    recorded = other in evidence.values(claim, contradicts) or claim in evidence.values(other, contradicts)
    return not recorded and bool(_documents(claim, evidence) & _documents(other, evidence))


def _documents(claim: IRI, evidence: Evidence) -> set[IRI]:
    passages = evidence.iris(claim, evidence.kg["passage"])
    return {document for passage in passages for document in evidence.iris(passage, evidence.kg["document"])}


def _finding(claim: IRI, statement: IRI, claims: list[IRI], evidence: Evidence) -> Finding:
    where = ", ".join(map(evidence.curie, claims)) or "the graph, outside any claim,"
    return finding(
        "denied-yet-asserted",
        f"what {evidence.curie(claim)} denies or imagines is asserted by {where}",
        node=statement,
        location=evidence.corpus.locate(statement),
        remedy="Correct one of them; if the source is at odds with itself, link the claims with kg:contradicts.",
    )
