"""The service says of itself what it can, and is right."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest
import rdflib

from kg.config import Workspace
from tests.web.serving import Server

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")


@pytest.fixture
def web(embassy_site: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=embassy_site.address) as client:
        yield client


def test_it_is_told_in_the_format_that_suits(web: httpx.Client) -> None:
    first = rdflib.Graph().parse(data=web.get("/sparql").text, format="turtle")
    for accept, name in (("application/rdf+xml", "xml"), ("application/n-triples", "nt")):
        response = web.get("/sparql", headers={"accept": accept})
        assert response.headers["content-type"] == accept
        assert rdflib.Graph().parse(data=response.text, format=name).isomorphic(first)


def test_what_it_says(web: httpx.Client, embassy_site: Server, built: Workspace) -> None:
    graph = rdflib.Graph().parse(data=web.get("/sparql").text, format="turtle")
    service = graph.value(None, SD.endpoint, rdflib.URIRef(f"{embassy_site.address}/sparql"))
    assert set(graph.objects(service, SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert not list(graph.objects(service, SD.feature))
    assert not list(graph.objects(service, SD.inputFormat))
    dataset = graph.value(service, SD.defaultDataset)
    default = graph.value(dataset, SD.defaultGraph)
    counts = json.loads((built.exports / "manifest.json").read_bytes())["counts"]
    assert int(str(graph.value(default, VOID.triples))) == counts["triples"]
    named = {str(graph.value(node, SD.name)) for node in graph.objects(dataset, SD.namedGraph)}
    query = {"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "format": "csv"}
    assert named == set(web.get("/sparql", params=query).text.split()[1:])
