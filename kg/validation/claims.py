"""Claims: each in one place, with metadata and a graph."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.finding import Finding
from kg.rdf.terms import IRI
from kg.validation.codes import finding
from kg.validation.evidence import Evidence

_ONCE = "Give one of the two another name, or make one claim of both."


def check_duplicate_claims(evidence: Evidence) -> Iterator[Finding]:
    """Report each claim whose graph or metadata stands in two places."""
    places = evidence.places
    for claim in _claims(evidence):
        for what, where in (("graph", places.of_graph(claim)), ("metadata", places.of_subject(claim))):
            for place in where[1:]:
                message = f"the {what} of {evidence.curie(claim)} already stands at {where[0]}"
                yield finding("duplicate-claim", message, node=claim, location=place, remedy=_ONCE)


def check_claim_parts(evidence: Evidence) -> Iterator[Finding]:
    """Report each claim without metadata, without a graph or with an empty one."""
    for claim in _claims(evidence):
        name, begins = evidence.curie(claim), evidence.places.of_graph(claim)
        if claim in evidence.graphs and claim not in evidence.described:
            yield finding(
                "claim-without-metadata",
                f"the claim {name} has a graph but no metadata",
                node=claim,
                location=begins[0] if begins else None,
                remedy=f'Add: {name} a kg:Claim ; rdfs:label "…"@en ; kg:passage … ; kg:modality … .',
            )
        elif claim not in evidence.graphs and begins:
            yield finding(
                "empty-claim",
                f"the graph of {name} is empty",
                node=claim,
                location=begins[0],
                remedy="Say in it what the passage says, or remove the claim.",
            )
        elif claim not in evidence.graphs:
            yield finding(
                "claim-without-graph",
                f"the claim {name} has metadata but no graph",
                node=claim,
                location=evidence.corpus.locate(claim),
                remedy=f"Add what it says: {name} {{ … }}",
            )


def _claims(evidence: Evidence) -> list[IRI]:
    claims = {*evidence.nodes_of(evidence.kg["Claim"]), *evidence.graphs, *evidence.places.graphs}
    return sorted(claims, key=str)
