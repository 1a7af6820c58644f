"""The graph store is read by all, and written by whoever has the token."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import copy_embassy
from tests.web.serving import Server, serving

TOKEN = "a-token-for-this-test"
TURTLE = {"content-type": "text/turtle"}
GRAPH = {"graph": "http://example.org/graph"}
TRIPLE = b"<http://example.org/s> <http://example.org/p> <o> ."


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = copy_embassy(tmp_path_factory.mktemp("writable") / "embassy").root
    log = tmp_path_factory.mktemp("log") / "server.log"
    with serving(folder, log, "--allow-update", environment={"KG_TOKEN": TOKEN}) as server:
        yield server


@pytest.fixture
def web(writable: Server) -> Iterator[httpx.Client]:
    headers = {"authorization": f"Bearer {TOKEN}"}
    with httpx.Client(base_url=writable.address, headers=headers) as client:
        yield client


def test_reading(embassy_site: Server) -> None:
    with httpx.Client(base_url=embassy_site.address) as web:
        query = {"query": "SELECT ?g { GRAPH ?g { ?s ?p ?o } } LIMIT 1", "format": "csv"}
        claim = web.get("/sparql", params=query).text.split()[1]
        graph = web.get("/graphs", params={"graph": claim}, headers={"accept": "application/n-triples"})
        assert graph.status_code == 200
        assert graph.text.endswith(" .\n")
        whole = web.get("/graphs?default", headers={"accept": "application/n-triples"})
        assert set(graph.text.splitlines()) < set(whole.text.splitlines())
        assert web.head("/graphs", params={"graph": claim}).headers["content-type"] == "text/turtle; charset=utf-8"
        assert web.get("/graphs", params=GRAPH).status_code == 404
        assert web.get("/graphs").status_code == 400
        assert web.get("/graphs?default&graph=x:y").status_code == 400
        assert web.get("/graphs?graph=nowhere").status_code == 400


def test_writing_is_off_unless_it_was_allowed(embassy_site: Server) -> None:
    with httpx.Client(base_url=embassy_site.address) as web:
        for method in ("PUT", "POST", "DELETE"):
            assert web.request(method, "/graphs", params=GRAPH, content=TRIPLE, headers=TURTLE).status_code == 403
        refused = web.patch("/graphs", params=GRAPH)
        assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, PUT, POST, DELETE, OPTIONS")


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", "Bearer \xe4"])
def test_writing_needs_the_token(writable: Server, authorization: str) -> None:
    sent = {"authorization": authorization.encode("latin-1")} if authorization else {}
    with httpx.Client(base_url=writable.address) as web:
        for path, content_type in (("/graphs?default", "text/turtle"), ("/sparql", "application/sparql-update")):
            headers = {**sent, "content-type": content_type.encode()}
            response = web.post(path, content=b"CLEAR ALL", headers=headers)  # type: ignore[arg-type]
            assert response.status_code == 401
            assert response.headers["www-authenticate"].startswith("Bearer")
        assert web.post("/sparql", data={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True


def test_a_graph_is_put_added_to_and_deleted(web: httpx.Client) -> None:
    assert web.put("/graphs", params=GRAPH, content=TRIPLE, headers=TURTLE).status_code == 201
    assert web.put("/graphs", params=GRAPH, content=TRIPLE, headers=TURTLE).status_code == 204
    more = web.post("/graphs", params=GRAPH, content=TRIPLE.replace(b"<o>", b"1"), headers=TURTLE)
    assert more.status_code == 204
    text = web.get("/graphs", params=GRAPH, headers={"accept": "application/n-triples"}).text
    assert sorted(line.split()[2] for line in text.splitlines()) == [
        '"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
        "<http://example.org/o>",
    ]
    assert web.delete("/graphs", params=GRAPH).status_code == 204
    assert web.delete("/graphs", params=GRAPH).status_code == 404


def test_an_empty_graph_is_there(web: httpx.Client) -> None:
    graph = {"graph": "http://example.org/empty"}
    assert web.put("/graphs", params=graph, content=b"", headers=TURTLE).status_code == 201
    assert web.get("/graphs", params=graph).status_code == 200


def test_what_is_no_graph_is_refused(web: httpx.Client) -> None:
    bad = web.put("/graphs", params=GRAPH, content=b"<x:a> <x:b>", headers=TURTLE)
    assert bad.status_code == 400
    assert web.put("/graphs", params=GRAPH, content=b"{}", headers={"content-type": "text/css"}).status_code == 415
    form = {"content-type": "multipart/form-data; boundary=x"}
    assert web.post("/graphs", params=GRAPH, content=b"--x--", headers=form).status_code == 400
    assert web.get("/graphs", params=GRAPH).status_code == 404
    injected = {"graph": "http://example.org/> } ; DROP ALL #"}
    assert web.put("/graphs", params=injected, content=TRIPLE, headers=TURTLE).status_code == 400


def test_updates_leave_no_tags(web: httpx.Client) -> None:
    assert "etag" not in web.get("/sparql", params={"query": "ASK {}"}).headers
