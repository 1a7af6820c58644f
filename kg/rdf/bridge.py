"""The bridge between our terms and rdflib's: every literal crosses exactly as it was written.

rdflib rewrites the lexical form of typed literals unless told not to (`"01"^^xsd:integer` becomes `"1"`). Here it is
told so literal by literal, never through the switch `rdflib.NORMALIZE_LITERALS`, which belongs to the user.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache

import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import BNode, IdentifiedNode, URIRef

from kg.errors import InputError
from kg.rdf.terms import XSD

DEFAULT = DefaultGraph()
_REWRITTEN = frozenset({rdflib.XSD.normalizedString, rdflib.XSD.token})


def to_rdflib(quads: Iterable[Quad]) -> rdflib.Graph:
    """Give the triples of some quads, whatever graph they stand in, as one rdflib graph."""
    graph = rdflib.Graph(bind_namespaces="none")
    node = cache(to_rdflib_term)
    with _quiet_about_ill_typed_literals():
        graph.addN((node(q.subject), node(q.predicate), node(q.object), graph) for q in quads)
    return graph


def to_rdflib_dataset(quads: Iterable[Quad]) -> rdflib.Dataset:
    """Give quads as an rdflib dataset, each in its graph."""
    dataset = rdflib.Dataset()
    node = cache(to_rdflib_term)
    graph = cache(lambda name: dataset.graph(DATASET_DEFAULT_GRAPH_ID if name == DEFAULT else node(name)))
    with _quiet_about_ill_typed_literals():
        for quad in quads:
            graph(quad.graph_name).add((node(quad.subject), node(quad.predicate), node(quad.object)))
    return dataset


def from_rdflib(graph: rdflib.Graph) -> Iterator[Quad]:
    """Yield the triples of an rdflib graph, or the quads of a dataset.

    Raises InputError for what RDF 1.1 does not allow, such as a literal as subject.
    """
    term = cache(from_rdflib_term)
    rows = graph.quads() if isinstance(graph, rdflib.Dataset) else ((*triple, None) for triple in graph)
    for subject, predicate, value, name in rows:
        in_default = name is None or name == DATASET_DEFAULT_GRAPH_ID
        yield _quad(term(subject), term(predicate), term(value), DEFAULT if in_default else term(name))


def to_rdflib_term(term: object) -> IdentifiedNode | rdflib.Literal:
    """Give one term as rdflib's; raises InputError for terms of RDF 1.2, which rdflib does not know."""
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if not isinstance(term, Literal) or term.direction is not None:
        raise InputError(f"{term} is a term of RDF 1.2, which rdflib does not know")
    if term.language is not None:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype == XSD["string"]:
        return rdflib.Literal(term.value)
    return _typed_literal(term.value, URIRef(term.datatype.value))


def from_rdflib_term(node: object) -> NamedNode | BlankNode | Literal:
    """Give one of rdflib's terms as ours; raises InputError where it is no term of RDF 1.1."""
    try:
        if isinstance(node, URIRef):
            return NamedNode(node)
        if isinstance(node, BNode):
            return BlankNode(node)
        if isinstance(node, rdflib.Literal):
            datatype = NamedNode(node.datatype) if node.datatype and not node.language else None
            return Literal(str(node), datatype=datatype, language=node.language)
    except ValueError as error:
        raise InputError(f"{node!r} is no term of RDF 1.1: {error}") from error
    raise InputError(f"{node!r} is no term of RDF 1.1")


def _typed_literal(text: str, datatype: URIRef) -> rdflib.Literal:
    if datatype not in _REWRITTEN:
        return rdflib.Literal(text, datatype=datatype, normalize=False)
    literal = rdflib.Literal(
        text
    )  # these two are rewritten even so: made plain, then given their type as unpickling does
    literal.__setstate__((None, {"language": None, "datatype": datatype}))
    return literal


def _quad(subject: object, predicate: object, value: object, name: object) -> Quad:
    if not isinstance(subject, NamedNode | BlankNode) or not isinstance(predicate, NamedNode):
        raise InputError(f"{subject} {predicate} {value}: not a triple of RDF 1.1")
    assert isinstance(value, NamedNode | BlankNode | Literal)
    assert isinstance(name, NamedNode | BlankNode | DefaultGraph)
    return Quad(subject, predicate, value, name)


@contextmanager
def _quiet_about_ill_typed_literals() -> Iterator[None]:
    """Keep rdflib from logging a traceback for each literal like `"soon"^^xsd:date`: to report those is for checks."""
    logger = logging.getLogger("rdflib.term")
    logger.addFilter(_drop)
    try:
        yield
    finally:
        logger.removeFilter(_drop)


def _drop(_record: logging.LogRecord) -> bool:
    return False
