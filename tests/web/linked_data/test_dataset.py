"""The graph as a dataset: its description, its pages listed, its documents as bibliographies have them."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import pybtex.database
import rdflib
import rispy
from lxml import etree, html

from kg.web.linked_data import sitemap
from tests.web.asking import fetch
from tests.web.serving import Server

BASE = rdflib.URIRef("https://w3id.org/diplograph/")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def describe(site: Server) -> rdflib.Graph:
    return rdflib.Graph().parse(data=fetch(f"{site.address}/void", "text/turtle").body, format="turtle")


def counted(site: Server, query: str) -> int:
    answer = fetch(f"{site.address}/sparql?format=json&query={quote(query)}")
    return int(json.loads(answer.body)["results"]["bindings"][0]["many"]["value"])


def test_well_known_leads_to_the_description(shipped_site: Server) -> None:
    answer = fetch(f"{shipped_site.address}/.well-known/void")
    assert (answer.status, answer.location) == (302, "/void")


def test_the_description_counts_what_is_there(shipped_site: Server) -> None:
    graph = describe(shipped_site)
    triples = counted(shipped_site, "SELECT (COUNT(*) AS ?many) { ?s ?p ?o }")
    assert graph.value(BASE, rdflib.VOID.triples) == rdflib.Literal(triples)
    treaties = counted(shipped_site, "SELECT (COUNT(*) AS ?many) { ?s a kg:Treaty }")
    [part] = graph.subjects(rdflib.VOID["class"], rdflib.URIRef(f"{BASE}ontology#Treaty"))
    assert graph.value(part, rdflib.VOID.entities) == rdflib.Literal(treaties)


def test_the_description_names_licence_endpoint_documents_and_links(shipped_site: Server) -> None:
    graph = describe(shipped_site)
    endpoint = rdflib.URIRef(f"{shipped_site.address}/sparql")
    assert graph.value(BASE, rdflib.VOID.sparqlEndpoint) == endpoint
    assert graph.value(endpoint, DCAT.servesDataset) == BASE
    assert str(graph.value(BASE, rdflib.DCTERMS.license)) == "https://creativecommons.org/licenses/by/4.0/"
    assert rdflib.URIRef(f"{BASE}source/lankov-2007") in set(graph.objects(BASE, rdflib.DCTERMS.source))
    linksets = set(graph.subjects(rdflib.RDF.type, rdflib.VOID.Linkset))
    assert len(linksets) > 20
    assert all(graph.value(linkset, rdflib.VOID.linkPredicate) for linkset in linksets)
    for example in graph.objects(BASE, rdflib.VOID.exampleResource):
        assert fetch(shipped_site.address + str(example).removeprefix(BASE[:-1])).status == 303


def test_the_description_is_the_same_twice(shipped_site: Server) -> None:
    first, second = (fetch(f"{shipped_site.address}/void", "application/n-triples").body for _ in range(2))
    assert first == second
    assert len(rdflib.Graph().parse(data=first, format="nt")) == len(describe(shipped_site))


def test_whoever_wants_rdf_of_the_start_page_is_led_to_the_description(shipped_site: Server) -> None:
    answer = fetch(f"{shipped_site.address}/", "text/turtle")
    assert (answer.status, answer.location) == (303, "/void")
    assert fetch(f"{shipped_site.address}/", "text/html").status == 200
    assert fetch(f"{shipped_site.address}/", "*/*").status == 200


def test_the_sitemap_lists_pages_that_are_there(embassy_site: Server) -> None:
    tree = etree.fromstring(fetch(f"{embassy_site.address}/sitemap.xml").body)
    listed = [location.text or "" for location in tree.iterfind(".//s:loc", SITEMAP)]
    assert len(listed) == len(set(listed)) > 50
    assert f"{embassy_site.address}/" in listed
    wrong = [address for address in listed if fetch(address, "text/html").status != 200]
    assert wrong == []


def test_a_long_sitemap_comes_in_parts(embassy_site: Server) -> None:
    whole = fetch(f"{embassy_site.address}/sitemap.xml").body
    assert fetch(f"{embassy_site.address}/sitemap-1.xml").body == whole
    assert fetch(f"{embassy_site.address}/sitemap-2.xml").status == 404
    assert fetch(f"{embassy_site.address}/sitemap-0.xml").status == 404
    assert sitemap.MOST == 50_000  # what the protocol allows


def test_robots_are_told_where_the_pages_are(shipped_site: Server) -> None:
    text = fetch(f"{shipped_site.address}/robots.txt").body.decode()
    assert f"Sitemap: {shipped_site.address}/sitemap.xml" in text
    assert "Disallow: /sparql\n" in text
    assert "Disallow: /query?\n" in text  # what a query gives, not the page that it is written in


def test_a_document_has_its_entry_for_a_bibliography(shipped_site: Server) -> None:
    stem = f"{shipped_site.address}/source/lankov-2007"
    [bibtex] = pybtex.database.parse_string(fetch(f"{stem}.bib").body.decode(), "bibtex").entries.values()
    [ris] = rispy.loads(fetch(f"{stem}.ris").body.decode())
    [csl] = json.loads(fetch(f"{stem}.csl.json").body)
    titles = {re.sub(r"[{}]", "", bibtex.fields["title"]), ris["title"], csl["title"]}
    assert len({re.sub(r"\W+", " ", title) for title in titles}) == 1
    assert bibtex.persons["author"][0].last_names == ["Lankov"]
    assert csl["author"] == [{"literal": "Andrei Lankov"}]


def test_what_nobody_cites_has_no_entry(shipped_site: Server) -> None:
    assert fetch(f"{shipped_site.address}/id/vladimir-putin.bib").status == 404


def described_in(site: Server, path: str) -> dict[str, Any]:
    page = html.document_fromstring(fetch(f"{site.address}{path}", "text/html").body)
    [script] = page.iterfind(".//script[@type='application/ld+json']")
    found: dict[str, Any] = json.loads(script.text or "")
    return found


def test_pages_say_in_the_words_of_schema_org_what_they_are_about(shipped_site: Server) -> None:
    start = described_in(shipped_site, "/")
    assert (start["@type"], start["@id"], start["name"]) == ("Dataset", str(BASE), "Russia and North Korea")
    assert start["license"] == "https://creativecommons.org/licenses/by/4.0/"
    treaty = described_in(shipped_site, "/id/treaty-2000.html")
    assert treaty["@type"] == "Legislation"
    person = described_in(shipped_site, "/id/vladimir-putin.html")
    assert person["@type"] == "Person"
    assert "http://www.wikidata.org/entity/Q7747" in person["sameAs"]
    visit = described_in(shipped_site, "/id/putin-visit-2000.html")
    assert (visit["@type"], visit["startDate"]) == ("Event", "2000-07")
