"""Standard vocabularies: which of their terms exist, as rdflib lists them."""

from __future__ import annotations

from rdflib import namespace
from rdflib.namespace import DefinedNamespaceMeta

from kg.rdf.terms import IRI

# Part of RDF and OWL: their terms need no declaration.
BUILT_IN: tuple[DefinedNamespaceMeta, ...] = (namespace.RDF, namespace.RDFS, namespace.OWL, namespace.XSD)
LISTED = (*BUILT_IN, namespace.SKOS, namespace.DCTERMS, namespace.PROV, namespace.FOAF)


def is_built_in(iri: str) -> bool:
    """Say whether an IRI is an existing term of RDF, RDFS, OWL or XML Schema."""
    return any(iri in listed for listed in BUILT_IN)


def terms_beside(iri: IRI) -> frozenset[IRI]:
    """Give the terms of the vocabulary listed here that an IRI lies in, if it lies in one."""
    names = (name for listed in LISTED if iri.value.startswith(str(listed)) for name in dir(listed))
    return frozenset(map(IRI, names))


def is_missing(iri: str) -> bool:
    """Say whether an IRI lies in a vocabulary that is listed here, but does not exist there."""
    return any(iri.startswith(str(listed)) and iri not in listed for listed in LISTED)
