"""RDF terms as the other rooms use them: pyoxigraph's types under the standards' names, and makers of IRIs."""

from __future__ import annotations

from pyoxigraph import BlankNode, DefaultGraph, Literal, Quad, Triple
from pyoxigraph import NamedNode as IRI  # noqa: N814 (the standards' name)

from kg.config import Namespaces
from kg.config.namespaces import STANDARD

__all__ = [
    "DCTERMS",
    "EDTF",
    "IRI",
    "OWL",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SKOS",
    "VOID",
    "XSD",
    "BlankNode",
    "DefaultGraph",
    "Literal",
    "Made",
    "Namespace",
    "Quad",
    "Term",
    "Triple",
    "ontology_terms",
]

Term = IRI | Literal
Made = BlankNode | Triple  # what a query may make, though no graph of ours holds it


class Namespace:
    """A maker of IRIs: `SKOS["broader"]`."""

    __slots__ = ("iri",)

    def __init__(self, iri: str) -> None:
        self.iri = iri

    def __getitem__(self, local: str) -> IRI:
        return IRI(self.iri + local)

    def __contains__(self, iri: IRI) -> bool:
        return iri.value.startswith(self.iri)


BIBO = Namespace(STANDARD["bibo"])
DCTERMS = Namespace(STANDARD["dcterms"])
FOAF = Namespace(STANDARD["foaf"])
OWL = Namespace(STANDARD["owl"])
PROV = Namespace(STANDARD["prov"])
RDF = Namespace(STANDARD["rdf"])
RDFS = Namespace(STANDARD["rdfs"])
SCHEMA = Namespace(STANDARD["schema"])
SKOS = Namespace(STANDARD["skos"])
VOID = Namespace(STANDARD["void"])
XSD = Namespace(STANDARD["xsd"])
EDTF = IRI(STANDARD["edtf"] + "EDTF")


def ontology_terms(namespaces: Namespaces) -> Namespace:
    """Give the maker of our ontology's IRIs: `KG = ontology_terms(ns); KG["date"]`."""
    return Namespace(namespaces.ontology)
