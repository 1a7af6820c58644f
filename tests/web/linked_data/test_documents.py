"""Each IRI answers: a thing with the way to a document about it, a claim with itself, in every format alike."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from urllib.parse import urlsplit

import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.config import Workspace
from kg.rdf.terms import IRI
from kg.web.addresses import path_of
from tests.conftest import store_of
from tests.web.asking import fetch
from tests.web.serving import Server

# rdflib warns of what its own readers of JSON-LD and TriG use.
pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset:DeprecationWarning")

BASE = "https://w3id.org/diplograph/"
FORMATS = {
    ".ttl": ("text/turtle", "turtle"),
    ".nt": ("application/n-triples", "nt"),
    ".rdf": ("application/rdf+xml", "xml"),
    ".jsonld": ("application/ld+json", "json-ld"),
}


def parse(content: bytes, form: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=content, format=form)


def without_document(graph: rdflib.Graph, address: str) -> rdflib.Graph:
    """Leave out what a document says of itself, which differs from format to format."""
    kept = rdflib.Graph()
    for triple in graph:
        if not str(triple[0]).startswith(address):
            kept.add(triple)
    return kept


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", ".html"),
        ("text/turtle", ".ttl"),
        ("application/ld+json", ".jsonld"),
        ("application/n-triples", ".nt"),
        ("application/rdf+xml", ".rdf"),
        ("application/rdf+xml;q=0.5, text/turtle;q=0.9", ".ttl"),
        ("*/*", ".ttl"),
        (None, ".ttl"),
        ("image/png", ".ttl"),
    ],
)
def test_a_thing_leads_to_the_document_that_is_wanted(shipped_site: Server, accept: str | None, suffix: str) -> None:
    answer = fetch(f"{shipped_site.address}/id/vladimir-putin", accept)
    assert (answer.status, answer.location) == (303, f"/id/vladimir-putin{suffix}")
    assert "accept" in answer.headers["Vary"].lower()
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert fetch(shipped_site.address + answer.location).status == 200


@pytest.mark.parametrize(
    "path", ["/id/treaty-1961", "/source/lankov-2007", "/ontology/Treaty", "/source/lankov-2007.P19"]
)
def test_every_format_says_the_same(shipped_site: Server, path: str) -> None:
    graphs = []
    for suffix, (media_type, form) in FORMATS.items():
        answer = fetch(f"{shipped_site.address}{path}{suffix}")
        assert answer.status == 200, path + suffix
        assert answer.headers["Content-Type"].partition(";")[0] == media_type
        graphs.append(without_document(parse(answer.body, form), shipped_site.address))
    assert all(isomorphic(graphs[0], other) for other in graphs[1:])
    assert len(graphs[0]) > 5


def test_a_document_holds_all_triples_of_its_node(shipped: Workspace, shipped_site: Server) -> None:
    store = store_of(shipped)
    node = IRI(f"{BASE}id/treaty-1961")
    own = store.select("SELECT ?property ?value { ?node ?property ?value }", {"node": node})
    got = parse(fetch(f"{shipped_site.address}/id/treaty-1961.nt").body, "nt")
    said = {(str(name), str(value)) for _, name, value in got.triples((rdflib.URIRef(node.value), None, None))}
    assert {(row["property"].value, row["value"].value) for row in own} == said
    assert (None, rdflib.URIRef(f"{BASE}ontology#modality"), None) in got  # who says so comes with it, and how


def test_a_claim_is_a_graph_and_sent_as_it_is(shipped: Workspace, shipped_site: Server) -> None:
    store = store_of(shipped)
    [claim] = store.select("SELECT ?claim { ?claim a kg:Claim } ORDER BY ?claim LIMIT 1").column("claim")
    assert isinstance(claim, IRI)
    path = path_of(claim.value, shipped.namespaces)
    answer = fetch(f"{shipped_site.address}{path}", "application/trig")
    assert answer.status == 200
    assert answer.headers["Content-Location"] == f"{path}.trig"
    dataset = rdflib.Dataset().parse(data=answer.body, format="trig")
    held = store.select("SELECT ?s ?p ?o { GRAPH ?claim { ?s ?p ?o } }", {"claim": claim})
    assert len(dataset.graph(rdflib.URIRef(claim.value))) == len(held)


def test_a_document_says_what_it_is_about_and_where_else_to_look(shipped_site: Server) -> None:
    answer = fetch(f"{shipped_site.address}/id/vladimir-putin.ttl")
    graph = parse(answer.body, "turtle")
    document = rdflib.URIRef(f"{shipped_site.address}/id/vladimir-putin.ttl")
    assert graph.value(document, rdflib.FOAF.primaryTopic) == rdflib.URIRef(f"{BASE}id/vladimir-putin")
    assert str(graph.value(document, rdflib.DCTERMS.license)).startswith("https://creativecommons.org/")
    links = answer.headers["Link"]
    assert '</id/vladimir-putin.html>; rel="alternate"; type="text/html"' in links
    assert '</void>; rel="describedby"' in links
    assert f'<{BASE}id/vladimir-putin>; rel="describes"' in links


def test_the_same_document_has_the_same_bytes_and_is_not_sent_twice(shipped_site: Server) -> None:
    first, second = (fetch(f"{shipped_site.address}/id/vladimir-putin.ttl") for _ in range(2))
    assert first.body == second.body
    again = fetch(f"{shipped_site.address}/id/vladimir-putin.ttl", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    head = fetch(f"{shipped_site.address}/id/vladimir-putin.ttl", method="HEAD")
    assert (head.status, head.body, head.headers["ETag"]) == (200, b"", first.headers["ETag"])


@pytest.mark.parametrize(
    "path", ["/id/nobody", "/claim/none", "/id/vladimir-putin.xyz", "/nowhere", "/id/", "/ontology/Nothing.ttl"]
)
def test_what_the_graph_does_not_know_is_not_found(shipped_site: Server, path: str) -> None:
    assert fetch(f"{shipped_site.address}{path}", "text/turtle").status == 404


def test_names_that_are_only_a_little_alike_are_not_offered(shipped_site: Server) -> None:
    deadline = time.monotonic() + 30  # names are looked up once they have been gathered, a moment after the start
    while b"north-korea" not in (near := fetch(f"{shipped_site.address}/id/north-korex", "text/turtle").body):
        assert time.monotonic() < deadline, near
    assert b"Did you mean" not in fetch(f"{shipped_site.address}/id/nope", "text/turtle").body


def test_the_vocabulary_is_a_document_with_all_its_terms(shipped_site: Server) -> None:
    answer = fetch(f"{shipped_site.address}/ontology", "text/turtle")
    assert answer.status == 200
    graph = parse(answer.body, "turtle")
    classes = set(graph.subjects(rdflib.RDF.type, rdflib.OWL.Class))
    assert rdflib.URIRef(f"{BASE}ontology#Treaty") in classes
    assert all((term, rdflib.RDFS.label, None) in graph for term in classes if str(term).startswith(BASE))


def test_every_iri_of_a_graph_answers(built: Workspace, embassy_site: Server) -> None:
    store = store_of(built)
    rows = store.select("SELECT DISTINCT ?node { { ?node ?p ?o } UNION { ?s ?p ?node } FILTER(isIRI(?node)) }")
    ours = [
        (node.value, path_of(node.value, built.namespaces)) for node in rows.column("node") if isinstance(node, IRI)
    ]
    asked = [(iri, path) for iri, path in ours if path and path != "/"]
    wrong = []
    for iri, path in asked:
        answer = fetch(f"{embassy_site.address}{urlsplit(path).path}", "application/n-triples")
        if answer.status == 303:
            answer = fetch(embassy_site.address + answer.location)
        if answer.status != 200 or f"<{iri}>".encode() not in answer.body:
            wrong.append((iri, answer.status))
    assert len(asked) > 100
    assert wrong == []


def test_rdflib_follows_an_iri(shipped_site: Server) -> None:
    graph = rdflib.Graph().parse(f"{shipped_site.address}/id/pyongyang")
    assert (rdflib.URIRef(f"{BASE}id/pyongyang"), rdflib.RDFS.label, None) in graph


@pytest.mark.skipif(shutil.which("rapper") is None, reason="rapper is not installed (Debian: raptor2-utils)")
@pytest.mark.parametrize(("suffix", "syntax"), [(".ttl", "turtle"), (".rdf", "rdfxml"), (".nt", "ntriples")])
def test_rapper_reads_every_format(shipped_site: Server, suffix: str, syntax: str) -> None:
    address = f"{shipped_site.address}/id/treaty-2000{suffix}"
    run = subprocess.run(["rapper", "-q", "-c", "-i", syntax, address], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl_follows_to_what_it_accepts(shipped_site: Server) -> None:
    command = ["curl", "-sL", "-H", "Accept: application/ld+json", f"{shipped_site.address}/id/vladimir-putin"]
    run = subprocess.run(command, capture_output=True, check=True)
    assert "@context" in json.loads(run.stdout)
