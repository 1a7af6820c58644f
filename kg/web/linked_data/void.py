"""The description of the graph as a dataset, for whoever finds datasets (VoID, W3C Interest Group Note; DCAT 3)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from kg.config import Namespaces
from kg.exports.rdf import serialize
from kg.rdf.formats import find_format
from kg.rdf.terms import DCTERMS, FOAF, IRI, RDF, RDFS, VOID, XSD, DefaultGraph, Literal, Namespace, Quad, Term
from kg.web.addresses import DATASET, GRAPHS, SPARQL
from kg.web.linked_data.dataset import Dataset, Linkset, Release, read_dataset, vocabularies
from kg.web.site import Site
from kg.web.snapshot import Snapshot

DCAT = Namespace("http://www.w3.org/ns/dcat#")
_FORMATS = ("turtle", "ntriples", "rdfxml", "jsonld")

Triples = Iterator[tuple[IRI, IRI, Term]]


def write_void(site: Site, snapshot: Snapshot, format_name: str) -> bytes:
    """Describe the graph of a snapshot in a format of RDF."""
    dataset = read_dataset(snapshot)
    quads = [Quad(*triple, DefaultGraph()) for triple in _iter_triples(site, dataset)]
    return serialize(quads, format_name, site.workspace.namespaces)


def _iter_triples(site: Site, dataset: Dataset) -> Triples:
    base, address = IRI(site.workspace.namespaces.base), site.address
    document = IRI(address + DATASET)
    yield document, RDF["type"], VOID["DatasetDescription"]
    yield document, FOAF["primaryTopic"], base
    yield from _iter_main(base, dataset)
    yield base, FOAF["homepage"], IRI(f"{address}/")
    yield base, VOID["sparqlEndpoint"], IRI(address + SPARQL)
    yield base, VOID["dataDump"], IRI(f"{address}{GRAPHS}?default")
    yield base, VOID["uriSpace"], Literal(base.value)
    if site.licence:
        yield base, DCTERMS["license"], IRI(site.licence_address)
    yield from _iter_access(base, address)
    yield from _iter_parts(base, document, site.workspace.namespaces, dataset)
    for linkset in dataset.linksets:
        yield from _iter_linkset(base, linkset)
    for release in dataset.releases:
        yield from _iter_release(base, release)


def _iter_main(base: IRI, dataset: Dataset) -> Triples:
    yield base, RDF["type"], VOID["Dataset"]
    yield base, RDF["type"], DCAT["Dataset"]
    yield base, DCTERMS["title"], Literal(dataset.title)
    counts = {
        "triples": dataset.triples,
        "entities": dataset.entities,
        "distinctSubjects": dataset.subjects,
        "distinctObjects": dataset.objects,
        "classes": len(dataset.classes),
        "properties": len(dataset.properties),
    }
    for name, many in counts.items():
        yield base, VOID[name], _number(many)
    for document in dataset.documents:
        yield base, DCTERMS["source"], document
    for example in dataset.examples:
        yield base, VOID["exampleResource"], example
    for form in _FORMATS:
        yield base, VOID["feature"], IRI(find_format(form).iri)
    for vocabulary in vocabularies([term for term, _ in (*dataset.classes, *dataset.properties)]):
        yield base, VOID["vocabulary"], IRI(vocabulary)


def _iter_access(base: IRI, address: str) -> Triples:
    """The endpoint as DCAT has it: a service that serves the dataset."""
    service = IRI(address + SPARQL)
    yield service, RDF["type"], DCAT["DataService"]
    yield service, DCAT["endpointURL"], service
    yield service, DCAT["endpointDescription"], service
    yield service, DCAT["servesDataset"], base
    dump = IRI(f"{address}{GRAPHS}?default")
    yield base, DCAT["distribution"], dump
    yield dump, RDF["type"], DCAT["Distribution"]
    yield dump, DCAT["accessURL"], dump
    yield dump, DCAT["accessService"], service


def _iter_parts(base: IRI, document: IRI, namespaces: Namespaces, dataset: Dataset) -> Triples:
    def part(sort: str, term: IRI) -> IRI:
        return IRI(f"{document.value}#{sort}.{quote(namespaces.shrink(term.value), safe='')}")

    for term, many in dataset.classes:
        of_class = part("class", term)
        yield base, VOID["classPartition"], of_class
        yield of_class, VOID["class"], term
        yield of_class, VOID["entities"], _number(many)
    for term, many in dataset.properties:
        of_property = part("property", term)
        yield base, VOID["propertyPartition"], of_property
        yield of_property, VOID["property"], term
        yield of_property, VOID["triples"], _number(many)


def _iter_linkset(base: IRI, linkset: Linkset) -> Triples:
    yield base, VOID["subset"], linkset.node
    yield linkset.node, RDF["type"], VOID["Linkset"]
    yield linkset.node, VOID["subjectsTarget"], base
    yield linkset.node, VOID["objectsTarget"], linkset.scheme
    yield linkset.node, VOID["linkPredicate"], linkset.predicate
    yield linkset.node, VOID["triples"], _number(linkset.triples)
    yield linkset.scheme, RDF["type"], VOID["Dataset"]
    yield linkset.scheme, RDFS["label"], Literal(linkset.title)


def _iter_release(base: IRI, release: Release) -> Triples:
    node = release.node
    yield base, VOID["subset"], node
    yield node, RDF["type"], VOID["Dataset"]
    yield node, DCTERMS["title"], Literal(release.title)
    yield node, VOID["triples"], _number(release.triples)
    if release.version:
        yield node, DCAT["version"], Literal(release.version)
    if release.citation:
        yield node, DCTERMS["bibliographicCitation"], Literal(release.citation)
    if release.rights:
        yield node, DCTERMS["rights"], Literal(release.rights)
    if release.homepage:
        yield node, DCAT["landingPage"], IRI(release.homepage)


def _number(many: int) -> Literal:
    return Literal(str(many), datatype=XSD["integer"])
