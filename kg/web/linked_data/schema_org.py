"""schema.org: what search engines read in a page, as far as the graph knows it; nothing is made up to please them.

Which type a class has there is said in the ontology's alignments. A date is given only where it is certain, and only as
precise as it is; an outside record is the same (`sameAs`) only where somebody judged so (`skos:exactMatch`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from kg.rdf.terms import DCTERMS, IRI, OWL, RDF, RDFS, SCHEMA, SKOS, Namespace
from kg.views.citations import read_reference
from kg.views.nodes import Nodes, local_name
from kg.web.addresses import GRAPHS, path_of, vocabulary_of
from kg.web.linked_data.dataset import read_dataset
from kg.web.linked_data.finding import find_iri
from kg.web.site import Site
from kg.web.snapshot import Snapshot

CONTEXT = "https://schema.org"

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?")
_MOST = 20  # nodes that one property names

GEO = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")


def describe(snapshot: Snapshot, node: IRI) -> dict[str, Any]:
    """Describe a node in the words of schema.org, ready for JSON; `{}` where the graph knows nothing of it."""
    found = find_iri(snapshot, node.value)
    if found is None:
        return {}
    nodes = Nodes(found.store)
    nodes.load([node])
    return {"@context": CONTEXT, **_described(nodes, node)}


def describe_dataset(site: Site, snapshot: Snapshot) -> dict[str, Any]:
    """Describe the graph as a Dataset of schema.org, ready for JSON."""
    nodes, base, address = Nodes(snapshot.store), site.workspace.namespaces.base, site.address
    documents = read_dataset(snapshot).documents
    nodes.load(documents)
    described = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": base,
        "name": site.workspace.title,
        "description": f"{site.workspace.title}: who says so, where, and when was it true? A knowledge graph in RDF.",
        "url": f"{address}/",
        "license": site.licence_address,
        "isBasedOn": _named(nodes, documents),
        "distribution": [
            {"@type": "DataDownload", "contentUrl": f"{address}{GRAPHS}?default", "encodingFormat": media_type}
            for media_type in ("text/turtle", "application/n-triples", "application/ld+json")
        ],
    }
    return {name: value for name, value in described.items() if value}


def _described(nodes: Nodes, node: IRI) -> dict[str, Any]:
    kind = _type(nodes, node)
    described = {
        "@type": kind,
        "@id": node.value,
        "name": nodes.label(node),
        "alternateName": _other_names(nodes, node),
        "description": nodes.text(node, DCTERMS["description"], SKOS["definition"]),
        "sameAs": _outside_records(nodes, node),
        **dict(_particulars(nodes, node, kind)),
    }
    return {name: value for name, value in described.items() if value}


def _particulars(nodes: Nodes, node: IRI, kind: str) -> Iterator[tuple[str, Any]]:
    term = nodes.term
    if nodes.is_a(node, "Event"):
        yield from _event(nodes, node)
    elif nodes.is_a(node, "Treaty"):
        yield from _treaty(nodes, node)
    elif nodes.is_a(node, "Claim"):
        yield from _claim(nodes, node)
    elif nodes.is_a(node, "Work"):
        yield from _work(nodes, node)
    elif nodes.is_a(node, "Place"):
        yield "geo", _position(nodes, node)
        yield "containedInPlace", _named(nodes, nodes.links(node, term["partOf"]))
    elif nodes.is_a(node, "Actor"):
        yield "memberOf", _named(nodes, nodes.links(node, term["memberOf"]))
    elif kind == "DefinedTermSet":
        yield "name", next(iter(nodes.texts(node, DCTERMS["title"])), nodes.label(node))
    elif kind == "DefinedTerm":
        yield "inDefinedTermSet", next((value.value for value in nodes.links(node, RDFS["isDefinedBy"])), "")


def _event(nodes: Nodes, node: IRI) -> Iterator[tuple[str, Any]]:
    begin, end = certain_dates(sole_date(nodes, node))
    yield "startDate", begin
    yield "endDate", end
    yield "location", _named(nodes, nodes.links(node, nodes.term["place"]))
    yield "about", _named(nodes, nodes.links(node, nodes.term["participant"]))


def _treaty(nodes: Nodes, node: IRI) -> Iterator[tuple[str, Any]]:
    signed = [certain_dates(sole_date(nodes, event))[1] for event in nodes.links(node, nodes.term["signedIn"])]
    yield "legislationDate", signed[0] if len(signed) == 1 else ""
    yield "temporalCoverage", _stretch(sole_date(nodes, node))
    yield "about", _named(nodes, nodes.links(node, nodes.term["participant"]))


def _claim(nodes: Nodes, node: IRI) -> Iterator[tuple[str, Any]]:
    term = nodes.term
    passages = nodes.links(node, term["passage"])
    nodes.load(passages)
    yield "text", nodes.label(node)
    yield "appearance", _named(nodes, {work for passage in passages for work in nodes.links(passage, term["document"])})
    yield "author", _named(nodes, nodes.links(node, term["attributedTo"]))
    yield "citation", _named(nodes, nodes.links(node, term["cites"]))


def _work(nodes: Nodes, node: IRI) -> Iterator[tuple[str, Any]]:
    reference = read_reference(nodes.store, node)
    yield "name", reference.title
    yield "author", _named(nodes, nodes.links(node, DCTERMS["creator"]))
    yield "datePublished", certain_dates(reference.date)[1]
    yield "isPartOf", _named(nodes, nodes.links(node, DCTERMS["isPartOf"]))
    yield "publisher", _named(nodes, nodes.links(node, DCTERMS["publisher"]))
    yield "inLanguage", reference.language
    yield "pagination", reference.pages
    yield "url", reference.uri
    yield "version", reference.version
    yield "creditText", reference.note
    yield "temporalCoverage", _stretch(nodes.text(node, nodes.term["covers"]))


def _type(nodes: Nodes, node: IRI) -> str:
    """Give the type that the ontology's alignments name for the narrowest class that has one."""
    if node in nodes.term or node.value == vocabulary_of(nodes.namespaces):
        is_set = {OWL["Ontology"], SKOS["ConceptScheme"]} & set(nodes.links(node, RDF["type"]))
        return "DefinedTermSet" if is_set else "DefinedTerm"
    classes = nodes.lineage(node)
    nodes.load(classes)
    aligned = (kind for own in classes for kind in nodes.links(own, RDFS["subClassOf"], SKOS["closeMatch"]))
    return next((local_name(kind) for kind in aligned if kind in SCHEMA), "Thing")


def _other_names(nodes: Nodes, node: IRI) -> list[str]:
    names = nodes.texts(node, RDFS["label"], SKOS["altLabel"])
    return [name for name in dict.fromkeys(names) if name != nodes.label(node)]


def _outside_records(nodes: Nodes, node: IRI) -> list[str]:
    same = [record.value for record in nodes.links(node, SKOS["exactMatch"], OWL["sameAs"])]
    return [iri for iri in same if path_of(iri, nodes.namespaces) is None]


def _named(nodes: Nodes, others: Iterable[IRI]) -> list[dict[str, str]]:
    first = sorted(others, key=str)[:_MOST]
    nodes.load(first)
    return [{"@type": _type(nodes, other), "@id": other.value, "name": nodes.label(other)} for other in first]


def _position(nodes: Nodes, node: IRI) -> dict[str, Any]:
    found = [nodes.text(node, GEO[name]) for name in ("lat", "long")]
    if not all(found):
        return {}
    return {"@type": "GeoCoordinates", "latitude": float(found[0]), "longitude": float(found[1])}


def sole_date(nodes: Nodes, node: IRI) -> str:
    """Give the date of a node in EDTF; nothing where sources differ."""
    dates = nodes.texts(node, nodes.term["date"])
    return dates[0] if len(dates) == 1 else ""


def certain_dates(edtf: str) -> tuple[str, str]:
    """Give when something began and ended, each as precise as EDTF has it, and empty unless it is certain."""
    begin, slash, end = edtf.partition("/")
    first, last = (date if _DATE.fullmatch(date) else "" for date in (begin, end))
    return first, last if slash else first


def _stretch(edtf: str) -> str:
    """Give a time as schema.org writes it (ISO 8601), empty unless both ends are certain."""
    begin, end = certain_dates(edtf)
    if not (begin and end):
        return ""
    return begin if begin == end else f"{begin}/{end}"
