"""What the service says of itself: its languages, formats and graphs (SPARQL 1.1 Service Description)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.rdf.formats import FORMATS, RDF_FORMATS, find_format
from kg.rdf.terms import DCTERMS, IRI, RDF, VOID, XSD, BlankNode, Literal, Namespace, Quad
from kg.store.embedded import read_graphs
from kg.web.site import Site
from kg.web.snapshot import Snapshot

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace(FORMATS)

_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPH_FORMATS = ("turtle", "ntriples", "rdfxml", "jsonld")

# A description is read in one sitting: the claims of a large graph are asked for, not listed.
_MOST = 1000
_CLAIMS = f"SELECT ?claim {{ ?claim a kg:Claim }} ORDER BY ?claim LIMIT {_MOST + 1}"

Statement = tuple[IRI | BlankNode, IRI, IRI | BlankNode | Literal]


def describe_service(site: Site, snapshot: Snapshot, path: str, format_name: str) -> bytes:
    """Describe the endpoint at a path of a site, in an RDF format."""
    prefixes = {"sd": SD.iri, "formats": FORMATS, **_standard(snapshot)}
    quads = [Quad(*statement) for statement in _iter_statements(site, snapshot, IRI(site.address + path))]
    return find_format(format_name).write(quads, prefixes)


def _standard(snapshot: Snapshot) -> dict[str, str]:
    known = snapshot.workspace.namespaces.prefixes
    return {name: known[name] for name in ("claim", "dcterms", "rdf", "void", "xsd")}


def _iter_statements(site: Site, snapshot: Snapshot, endpoint: IRI) -> Iterator[Statement]:
    service, dataset = BlankNode("service"), BlankNode("dataset")
    yield service, RDF["type"], SD["Service"]
    yield service, SD["endpoint"], endpoint
    yield service, SD["supportedLanguage"], SD["SPARQL11Query"]
    for name in _RESULTS:
        yield service, SD["resultFormat"], _FORMATS[name]
    for form in RDF_FORMATS.values():
        yield service, SD["resultFormat"], IRI(form.iri)
    if site.settings.services:
        yield service, SD["feature"], SD["BasicFederatedQuery"]
    if site.settings.token:
        yield service, SD["supportedLanguage"], SD["SPARQL11Update"]
        for name in _GRAPH_FORMATS:
            yield service, SD["inputFormat"], IRI(find_format(name).iri)
    yield service, SD["defaultDataset"], dataset
    yield dataset, RDF["type"], SD["Dataset"]
    yield dataset, DCTERMS["title"], Literal(snapshot.workspace.title)
    yield from _iter_graphs(site, snapshot, dataset)


def _iter_graphs(site: Site, snapshot: Snapshot, dataset: BlankNode) -> Iterator[Statement]:
    default, imported = BlankNode("default"), read_graphs(snapshot.folder)
    yield dataset, SD["defaultGraph"], default
    yield default, RDF["type"], SD["Graph"]
    triples = None if imported or site.settings.token else _read_counts(snapshot).get("triples")
    if triples is not None:
        yield default, VOID["triples"], Literal(str(triples), datatype=XSD["integer"])
    names = [IRI(graph) for graph in imported]
    claims = [row["claim"] for row in snapshot.store.select(_CLAIMS)]
    names.extend(claim for claim in claims[:_MOST] if isinstance(claim, IRI) and len(claims) <= _MOST)
    for number, name in enumerate(names):
        graph = BlankNode(f"graph{number}")
        yield dataset, SD["namedGraph"], graph
        yield graph, RDF["type"], SD["NamedGraph"]
        yield graph, SD["name"], name


def _read_counts(snapshot: Snapshot) -> dict[str, Any]:
    """Give the counts of the manifest, as far as it is there and can be read."""
    from kg.build.manifest import MANIFEST  # whose module loads all that a build needs

    try:
        counts = json.loads((snapshot.workspace.exports / MANIFEST).read_bytes())["counts"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return counts if isinstance(counts, dict) else {}
