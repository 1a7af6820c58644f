"""Linksets: the links of a graph as RDF.

A mapping is one triple of SKOS; who says so, how surely and on what evidence stands at a node of its own, an axiom
about that triple as SSSOM writes it. Sets are described with VoID. What a judgement denies is not written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import quote

from kg.config import Namespaces
from kg.config.namespaces import CODE, STANDARD
from kg.linking.links import Link, Links
from kg.linking.schemes import Scheme
from kg.model.mapping import MappingSet
from kg.rdf.terms import DCTERMS, IRI, OWL, RDF, RDFS, SCHEMA, VOID, XSD, DefaultGraph, Literal, Namespace, Quad, Term

SSSOM, SEMAPV = Namespace(STANDARD["sssom"]), Namespace(STANDARD["semapv"])

Triples = Iterator[tuple[IRI, IRI, Term]]


def link_quads(links: Links, namespaces: Namespaces) -> list[Quad]:
    """Give the quads of all asserted links, of their sets and of the schemes they lead to, sorted, each once."""
    graph = IRI(namespaces.base)
    found = list(_graph(graph))
    by_set: dict[str, list[Link]] = defaultdict(list)
    for link in links.asserted:
        by_set[link.mapping_set.name].append(link)
        found += _mapping(link)
        found += _scheme(link.scheme) if link.scheme else ()
    for same in by_set.values():
        found += _mapping_set(same[0].mapping_set, same, graph)
    if not by_set:
        return []
    return sorted({Quad(*triple, DefaultGraph()) for triple in found}, key=str)


def _graph(graph: IRI) -> Triples:
    yield graph, RDF["type"], VOID["Dataset"]


def _scheme(scheme: Scheme) -> Triples:
    node = _scheme_node(scheme)
    yield node, RDF["type"], VOID["Dataset"]
    yield node, RDFS["label"], Literal(scheme.title, language="en")
    yield node, VOID["uriSpace"], Literal(scheme.iri)
    if scheme.page:
        yield node, SCHEMA["urlTemplate"], Literal(scheme.page)


def _mapping(link: Link) -> Triples:
    mapping = link.mapping
    subject, predicate, object_ = IRI(link.subject), IRI(link.predicate), IRI(link.object)
    yield subject, predicate, object_
    node = _mapping_node(link)
    yield node, RDF["type"], OWL["Axiom"]
    yield node, OWL["annotatedSource"], subject
    yield node, OWL["annotatedProperty"], predicate
    yield node, OWL["annotatedTarget"], object_
    yield node, SSSOM["mapping_justification"], SEMAPV[mapping.justification.partition(":")[2]]
    if mapping.object_label:
        yield node, SSSOM["object_label"], Literal(mapping.object_label)
    for author in mapping.author_labels:
        yield node, SSSOM["author_label"], Literal(author)
    if mapping.date:
        yield node, DCTERMS["created"], Literal(mapping.date.isoformat(), datatype=XSD["date"])
    if mapping.confidence is not None:
        yield node, SSSOM["confidence"], Literal(f"{mapping.confidence:f}", datatype=XSD["decimal"])
    for address in mapping.see_also:
        yield node, RDFS["seeAlso"], IRI(address)
    if mapping.comment:
        yield node, RDFS["comment"], Literal(mapping.comment, language="en")


def _mapping_set(mapping_set: MappingSet, links: list[Link], graph: IRI) -> Triples:
    node = IRI(mapping_set.id)
    yield node, RDF["type"], SSSOM["MappingSet"]
    yield node, RDFS["label"], Literal(mapping_set.title, language="en")
    yield node, DCTERMS["license"], IRI(mapping_set.license)
    yield node, OWL["versionInfo"], Literal(mapping_set.version)
    counts: dict[tuple[str, Scheme], int] = defaultdict(int)
    for link in links:
        yield node, SSSOM["mappings"], _mapping_node(link)
        if link.scheme:
            counts[link.predicate, link.scheme] += 1
    for (predicate, scheme), count in counts.items():
        linkset = IRI(f"{mapping_set.id}#{scheme.prefix}.{predicate.rpartition('#')[2]}")
        yield node, VOID["subset"], linkset
        yield linkset, RDF["type"], VOID["Linkset"]
        yield linkset, VOID["subjectsTarget"], graph
        yield linkset, VOID["objectsTarget"], _scheme_node(scheme)
        yield linkset, VOID["linkPredicate"], IRI(predicate)
        yield linkset, VOID["triples"], Literal(str(count), datatype=XSD["integer"])


def _scheme_node(scheme: Scheme) -> IRI:
    return IRI(CODE + scheme.prefix)


def _mapping_node(link: Link) -> IRI:
    """Name a mapping in its set after what it joins: there is one judgement on each pair."""
    subject = link.mapping.subject_id.partition(":")[2]
    prefix, identifier = (link.scheme.prefix, link.identifier) if link.scheme else ("", link.mapping.object_id)
    return IRI(f"{link.mapping_set.id}#{quote(subject, safe='')}.{prefix}.{quote(identifier, safe='')}")
