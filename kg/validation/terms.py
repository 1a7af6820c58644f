"""Terms: whether the data use terms that exist, each as what it is."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.finding import Finding
from kg.rdf.terms import IRI, RDFS
from kg.validation.codes import finding
from kg.validation.evidence import Evidence
from kg.validation.namespaces import near_namespace
from kg.validation.nearest import nearest
from kg.validation.standard import is_built_in, is_missing, terms_beside
from kg.validation.uses import Position, Use, namespace_of, times

_ADVICE = "The ontology's terms are listed in docs/model.md."


def check_terms(evidence: Evidence) -> Iterator[Finding]:
    """Report each term once that does not exist, is not declared or is used as what it is not."""
    for use in evidence.uses:
        if near_namespace(use, evidence):
            continue  # the namespace is reported as a whole
        if mistake := _mistake(use, evidence):
            code, problem = mistake
            yield finding(
                code,
                f"{evidence.curie(use.iri)} {problem}{times(use.count)}",
                node=use.iri,
                location=evidence.places.of_term(use.quad, use.iri),
                remedy=_remedy(use, evidence),
            )


def _mistake(use: Use, evidence: Evidence) -> tuple[str, str] | None:
    """Give the code and the problem of a use that is wrong."""
    iri, is_node = use.iri.value, use.position is Position.NODE
    if use.iri in evidence.declared:
        return None if is_node else _mistaken_kind(use, evidence)
    if iri.startswith(evidence.namespaces.ontology) or (not is_node and is_missing(iri)):
        return "unknown-term", "does not exist"
    if is_node or is_built_in(iri):
        return None
    return "undeclared-term", f"is no {use.position.value} of the ontology, so no question or view looks at it"


def _mistaken_kind(use: Use, evidence: Evidence) -> tuple[str, str] | None:
    vocabulary = evidence.vocabulary
    if use.position is Position.PROPERTY and use.iri not in vocabulary.properties:
        return "not-a-property", f"is a {_kind(use.iri, evidence)}, not a property"
    if use.position is Position.CLASS and use.iri not in vocabulary.classes:
        return "not-a-class", f"is a {_kind(use.iri, evidence)}, not a class"
    return None


def _kind(term: IRI, evidence: Evidence) -> str:
    vocabulary = evidence.vocabulary
    kinds = {
        "class": vocabulary.classes,
        "property": vocabulary.properties,
        "concept": vocabulary.concepts,
        "scheme of concepts": frozenset(vocabulary.schemes),
    }
    return next((kind for kind, terms in kinds.items() if term in terms), "term of another kind")


def _remedy(use: Use, evidence: Evidence) -> str:
    """Suggest the term with the nearest name, whatever its prefix."""
    names = {_local(term): evidence.curie(term) for term in sorted(_candidates(use, evidence), key=str)}
    near = nearest(_local(use.iri), names)
    return f"Did you mean {names[near]}? {_ADVICE}" if near else _ADVICE


def _local(term: IRI) -> str:
    return term.value.removeprefix(namespace_of(term.value))


def _candidates(use: Use, evidence: Evidence) -> frozenset[IRI]:
    vocabulary = evidence.vocabulary
    terms = {
        Position.PROPERTY: vocabulary.properties,
        Position.CLASS: vocabulary.classes,
        Position.DATATYPE: _datatypes(evidence),
        Position.NODE: vocabulary.all_terms,
    }[use.position]
    listed = terms_beside(use.iri) if is_missing(use.iri.value) else frozenset()
    return (terms & evidence.declared | listed) - {use.iri}


def _datatypes(evidence: Evidence) -> frozenset[IRI]:
    declared = (quad.subject for quad in evidence.corpus.ontology_quads if quad.object == RDFS["Datatype"])
    return frozenset(term for term in declared if isinstance(term, IRI))
