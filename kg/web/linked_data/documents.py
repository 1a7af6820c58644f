"""Documents: what is said of a node, in each format of RDF, and what the document says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from kg.exports.rdf import serialize
from kg.rdf.formats import RDF_FORMATS
from kg.rdf.terms import DCTERMS, FOAF, IRI, RDF, RDFS, VOID, DefaultGraph, Literal, Quad, Term
from kg.web.addresses import DATASET, GRAPHS, HTML, SPARQL, SUFFIXES, document_of, uri_of, vocabulary_of
from kg.web.linked_data.description import Description, describe, describe_vocabulary
from kg.web.linked_data.finding import Found
from kg.web.site import Site

# In these a claim is the graph that it is; in the others, JSON-LD too, readers expect triples, and find them all.
_KEEP_GRAPHS = frozenset(("trig", "nquads"))
_BOUNDED = "This is not everything: the rest of what is known is at the endpoint and in the graph that are linked here."


def write_document(site: Site, found: Found, format_name: str) -> bytes:
    """Write the document about a node in a format of RDF."""
    namespaces = site.workspace.namespaces
    if found.node.value == vocabulary_of(namespaces):
        description = describe_vocabulary(found.store, found.node)
    else:
        description = describe(found.store, namespaces, found.node)
    own = _describe_itself(site, found, format_name, description)
    quads = description.quads(found.node if format_name in _KEEP_GRAPHS else None)
    return serialize([*quads, *own], format_name, namespaces)


def links_of(site: Site, node: IRI, format_name: str) -> str:
    """Give the header Link of a document: its other forms, what it is about, and the dataset that it is part of."""
    namespaces = site.workspace.namespaces
    links = [
        f'<{document_of(node.value, name, namespaces)}>; rel="{_relation(name)}"; type="{_media_type(name)}"'
        for name in SUFFIXES
        if name != format_name
    ]
    page = document_of(node.value, HTML, namespaces)
    return ", ".join(
        (
            *links,
            f'<{uri_of(node.value)}>; rel="describes"',
            f'<{site.address}{page}>; rel="canonical"',
            f'<{uri_of(namespaces.base)}>; rel="{VOID["inDataset"].value}"',
            f'<{DATASET}>; rel="describedby"',
        )
    )


def _relation(format_name: str) -> str:
    return "alternate" if format_name == HTML else "alternate describedby"


def _media_type(format_name: str) -> str:
    return "text/html" if format_name == HTML else RDF_FORMATS[format_name].media_type


def _describe_itself(site: Site, found: Found, format_name: str, description: Description) -> Iterator[Quad]:
    namespaces = site.workspace.namespaces
    document = IRI(site.address + document_of(found.node.value, format_name, namespaces))
    said: list[tuple[IRI, Term]] = [
        (RDF["type"], FOAF["Document"]),
        (FOAF["primaryTopic"], found.node),
        (DCTERMS["isPartOf"], IRI(namespaces.base)),
        (VOID["inDataset"], IRI(namespaces.base)),
        (DCTERMS["format"], Literal(_media_type(format_name))),
    ]
    if site.licence and found.is_curated:  # what is imported has the licence of its release
        said.append((DCTERMS["license"], IRI(site.licence_address)))
    if not description.is_whole:
        said.append((RDFS["comment"], Literal(_BOUNDED, language="en")))
        said += [(RDFS["seeAlso"], IRI(address)) for address in _iter_more(site, found.node)]
    yield from (Quad(document, name, value, DefaultGraph()) for name, value in said)


def _iter_more(site: Site, node: IRI) -> Iterator[str]:
    yield site.address + SPARQL
    yield f"{site.address}{GRAPHS}?graph={uri_of(node.value, safe='')}"
