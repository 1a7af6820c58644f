"""The vocabulary: the ontology's terms as data, so that code never repeats their list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.config import Namespaces
from kg.rdf.terms import IRI, OWL, RDF, RDFS, SKOS, Literal, Namespace, Quad, ontology_terms


@dataclass(frozen=True)
class Vocabulary:
    """Classes, properties and concepts of an ontology, with labels and hierarchies."""

    classes: frozenset[IRI]
    properties: frozenset[IRI]
    concepts: frozenset[IRI]
    labels: Mapping[IRI, str]
    broader: Mapping[IRI, frozenset[IRI]]
    schemes: Mapping[IRI, frozenset[IRI]]
    terms: Namespace

    @cached_property
    def all_terms(self) -> frozenset[IRI]:
        """Every term that the ontology declares."""
        return self.classes | self.properties | self.concepts | frozenset(self.schemes)

    def ancestors(self, term: IRI) -> frozenset[IRI]:
        """All classes above a class (or broader concepts of a concept), without itself."""
        found: set[IRI] = set()
        waiting = list(self.broader.get(term, ()))
        while waiting:
            above = waiting.pop()
            if above not in found:
                found.add(above)
                waiting.extend(self.broader.get(above, ()))
        return frozenset(found - {term})

    def is_asserted(self, modality: IRI) -> bool:
        """Say whether what a claim of this modality holds is asserted."""
        return self.terms["Unasserted"] not in self.ancestors(modality)


def read_vocabulary(quads: Iterable[Quad], namespaces: Namespaces) -> Vocabulary:
    """Read the vocabulary out of the ontology's quads."""
    kinds: dict[IRI, set[IRI]] = defaultdict(set)
    broader: dict[IRI, set[IRI]] = defaultdict(set)
    schemes: dict[IRI, set[IRI]] = defaultdict(set)
    labels: dict[IRI, str] = {}
    for quad in quads:
        subject, predicate, value = quad.subject, quad.predicate, quad.object
        if not isinstance(subject, IRI):
            continue
        if predicate == RDF["type"] and isinstance(value, IRI):
            kinds[value].add(subject)
        elif predicate in _UPWARDS and isinstance(value, IRI):
            broader[subject].add(value)
        elif predicate == SKOS["inScheme"] and isinstance(value, IRI):
            schemes[value].add(subject)
        elif predicate == RDFS["label"] and isinstance(value, Literal) and value.language in {None, "en"}:
            labels[subject] = value.value
    return Vocabulary(
        classes=frozenset(kinds[OWL["Class"]]),
        properties=frozenset().union(*(kinds[kind] for kind in _PROPERTY_KINDS)),
        concepts=frozenset(kinds[SKOS["Concept"]]),
        labels=labels,
        broader={term: frozenset(above) for term, above in broader.items()},
        schemes={scheme: frozenset(schemes[scheme]) for scheme in kinds[SKOS["ConceptScheme"]]},
        terms=ontology_terms(namespaces),
    )


_UPWARDS = frozenset({RDFS["subClassOf"], SKOS["broader"]})
_PROPERTY_KINDS = (
    OWL["ObjectProperty"],
    OWL["DatatypeProperty"],
    OWL["AnnotationProperty"],
    RDF["Property"],
)
