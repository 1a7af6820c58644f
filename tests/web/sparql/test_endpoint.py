"""The endpoint as clients see it: formats, tags, refusals, other sites' pages, large answers."""

from __future__ import annotations

import gzip
import json
import urllib.parse
from collections.abc import Iterator

import httpx
import pytest

from tests.web.serving import Server

QUERY = "SELECT ?entity ?label { ?entity rdfs:label ?label } ORDER BY ?entity ?label LIMIT 3"
CHROMIUM = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture
def web(embassy_site: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=embassy_site.address) as client:
        yield client


def _get(web: httpx.Client, query: str = QUERY, accept: str = "*/*", **headers: str) -> httpx.Response:
    return web.get("/sparql", params={"query": query}, headers={"accept": accept, **headers})


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_json_unless_something_else_is_asked(web: httpx.Client, path: str) -> None:
    response = web.get(path, params={"query": QUERY, "unknown": "1"}, headers={"content-type": "text/plain"})
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/sparql-results+json"
    assert len(response.json()["results"]["bindings"]) == 3


def test_formats(web: httpx.Client) -> None:
    assert _get(web, accept="text/csv").text.startswith("entity,label\r\n")
    assert _get(web, accept="text/tab-separated-values").text.startswith("?entity\t?label\n")
    assert "<sparql" in _get(web, accept="application/sparql-results+xml").text
    asked = web.get("/sparql", params={"query": QUERY, "format": "csv"}, headers={"accept": CHROMIUM})
    assert asked.headers["content-type"] == "text/csv; charset=utf-8"
    triples = "CONSTRUCT WHERE { ?s rdfs:label ?o }"
    for media_type in ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"):
        assert _get(web, triples, media_type).headers["content-type"].startswith(media_type)


def test_a_browser_is_led_to_the_page(web: httpx.Client) -> None:
    response = _get(web, accept=CHROMIUM)
    assert response.status_code == 303
    target = urllib.parse.urlsplit(response.headers["location"])
    assert target.path == "/query"
    fields = urllib.parse.parse_qs(target.query) or urllib.parse.parse_qs(target.fragment)
    assert fields["query"] == [QUERY]
    assert web.get("/sparql", headers={"accept": CHROMIUM}).headers["location"] == "/query"


def test_tags(web: httpx.Client) -> None:
    first = _get(web)
    tag = first.headers["etag"]
    again = _get(web, **{"if-none-match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert again.headers["access-control-allow-origin"] == "*"
    assert _get(web, **{"if-none-match": f'"other", {tag}'}).status_code == 304
    other = _get(web, accept="text/csv", **{"if-none-match": tag})
    assert other.status_code == 200
    assert other.headers["etag"] != tag
    assert _get(web, "ASK {}").headers["etag"] != tag
    varying = {name.strip() for name in first.headers["vary"].split(",")}
    assert varying == {"Accept", "Accept-Encoding"}


@pytest.mark.parametrize("text", ["SELECT (NOW() AS ?x) {}", "SELECT (RAND ( ) AS ?x) {}", "SELECT (UUID() AS ?x) {}"])
def test_what_changes_each_time_is_not_kept(web: httpx.Client, text: str) -> None:
    response = _get(web, text)
    assert "etag" not in response.headers
    assert response.headers["cache-control"] == "no-store"


def test_head(web: httpx.Client) -> None:
    response = web.head("/sparql", params={"query": QUERY})
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["content-type"] == "application/sparql-results+json"
    assert response.headers["etag"] == _get(web).headers["etag"]
    assert web.head("/sparql", params={"query": "SELECT"}).status_code == 400


def test_pages_of_other_sites_may_ask_and_read_what_was_wrong(web: httpx.Client) -> None:
    origin = {"origin": "https://elsewhere.example"}
    asked = web.options("/sparql", headers={**origin, "access-control-request-method": "POST"})
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == "*"
    assert "POST" in asked.headers["access-control-allow-methods"]
    assert "Content-Type" in asked.headers["access-control-allow-headers"]
    for query in (QUERY, "SELECT"):
        assert _get(web, query, **origin).headers["access-control-allow-origin"] == "*"


def test_methods(web: httpx.Client) -> None:
    response = web.put("/sparql", content=b"ASK {}")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_mistakes_are_said_with_their_place(web: httpx.Client) -> None:
    response = _get(web, "SELECT * {\n  ?s ?p }")
    assert response.status_code == 400
    assert "<query>:2:" in response.text
    assert _get(web, "").status_code == 400
    assert _get(web, "SELECT", accept="application/sparql-results+json").json()["status"] == 400


def test_what_is_not_allowed(web: httpx.Client) -> None:
    update = web.post("/sparql", data={"update": "CLEAR ALL"})
    assert update.status_code == 403
    assert "--allow-update" in update.text
    assert _get(web, "INSERT DATA { <x:a> <x:b> 1 }").status_code == 400
    service = _get(web, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    assert service.status_code == 400
    assert "SERVICE" in service.text


def test_graphs_of_the_request(web: httpx.Client) -> None:
    claim = _get(web, "SELECT ?g { GRAPH ?g { ?s ?p ?o } } LIMIT 1").json()["results"]["bindings"][0]["g"]["value"]
    count = "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?g) AS ?graphs) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"

    def ask(**graphs: str) -> tuple[int, int]:
        row = web.get("/sparql", params={"query": count, **graphs}).json()["results"]["bindings"][0]
        return int(row["n"]["value"]), int(row["graphs"]["value"])

    size = int(
        _get(web, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{claim}> {{ ?s ?p ?o }} }}").json()["results"]["bindings"][0][
            "n"
        ]["value"]
    )
    assert ask(**{"default-graph-uri": claim}) == (size, 0)
    assert ask(**{"named-graph-uri": claim}) == (size, 1)
    assert ask()[1] > 1


def test_large_answers_are_streamed_and_packed(embassy_site: Server) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"
    with (
        httpx.Client(base_url=embassy_site.address) as client,
        client.stream("GET", "/sparql", params={"query": query}, headers={"accept-encoding": "gzip"}) as response,
    ):
        assert response.headers["content-encoding"] == "gzip"
        assert "content-length" not in response.headers
        content = gzip.decompress(b"".join(response.iter_raw()))
    assert len(json.loads(content)["results"]["bindings"]) == 20000


def test_small_answers_are_sent_as_they_are(web: httpx.Client) -> None:
    response = _get(web, "ASK {}", **{"accept-encoding": "gzip"})
    assert "content-encoding" not in response.headers
    assert int(response.headers["content-length"]) == len(response.content)


def test_relative_iris_are_relative_to_the_endpoint(web: httpx.Client, embassy_site: Server) -> None:
    row = _get(web, "SELECT (<there> AS ?x) {}").json()["results"]["bindings"][0]
    assert row["x"]["value"] == f"{embassy_site.address}/there"
