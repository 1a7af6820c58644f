"""Python's clients: SPARQLWrapper, and rdflib as a store, as a federated engine and as a reader of IRIs."""

from __future__ import annotations

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from tests.web.serving import Server

SPARQLWrapper = pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed")

QUERY = "SELECT ?s ?label { ?s rdfs:label ?label } ORDER BY ?s ?label LIMIT 3"
TRIPLES = "CONSTRUCT { ?s rdfs:label ?label } WHERE { ?s rdfs:label ?label }"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_sparqlwrapper_selects(embassy_site: Server, method: str, form: str) -> None:
    client = SPARQLWrapper.SPARQLWrapper(f"{embassy_site.address}/sparql", returnFormat=form)
    client.setMethod(method)
    client.setQuery(QUERY)
    answer = client.queryAndConvert()
    if form == "json":
        rows = len(answer["results"]["bindings"])
    elif form == "xml":
        rows = len(answer.getElementsByTagName("result"))
    else:
        rows = len(answer.decode().splitlines()) - 1
    assert rows == 3


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated", "ignore:Dataset.default_context is deprecated")
@pytest.mark.parametrize("form", ["turtle", "n3", "rdf+xml", "json-ld"])
def test_sparqlwrapper_constructs(embassy_site: Server, form: str) -> None:
    client = SPARQLWrapper.SPARQLWrapper(f"{embassy_site.address}/sparql", returnFormat=form)
    client.setQuery(TRIPLES)
    answer = client.queryAndConvert()
    graph = answer if isinstance(answer, rdflib.Graph) else rdflib.Graph().parse(data=answer, format=form)
    assert len(graph) > 3


def test_sparqlwrapper_is_told_what_is_wrong(embassy_site: Server) -> None:
    client = SPARQLWrapper.SPARQLWrapper(f"{embassy_site.address}/sparql")
    client.setQuery("SELECT * { ?s }")
    with pytest.raises(SPARQLWrapper.SPARQLExceptions.QueryBadFormed, match="<query>:1:"):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_rdflib_store(embassy_site: Server, path: str, method: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{embassy_site.address}{path}", method=method))
    rows = list(graph.query(QUERY))
    assert len(rows) == 3
    assert bool(graph.query("ASK { ?s ?p ?o }"))
    subject, label = rows[0]  # type: ignore[misc]
    assert label in set(graph.objects(subject, rdflib.RDFS.label))


def test_rdflib_reads_the_endpoint_and_graphs(embassy_site: Server) -> None:
    description = rdflib.Graph().parse(f"{embassy_site.address}/sparql")
    claims = list(description.objects(None, rdflib.URIRef("http://www.w3.org/ns/sparql-service-description#name")))
    claim = rdflib.Graph().parse(f"{embassy_site.address}/graphs?graph={claims[0]}")
    assert len(claim) > 0


def test_rdflib_reads_an_entity(embassy_site: Server) -> None:
    graph = rdflib.Graph().parse(f"{embassy_site.address}/id/arvenia")
    entity = rdflib.URIRef("https://w3id.org/diplograph/id/arvenia")
    assert any(isinstance(label, rdflib.Literal) for label in graph.objects(entity, rdflib.RDFS.label))


def test_rdflib_asks_by_service(embassy_site: Server) -> None:
    service = f"SELECT * {{ SERVICE <{embassy_site.address}/sparql> {{ ?s <{rdflib.RDFS.label}> ?label }} }}"
    assert len(list(rdflib.Graph().query(service))) > 3
