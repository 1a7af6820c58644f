"""Programs: curl, rasqal's roqet and raptor's rapper."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from tests.web.serving import Server

QUERY = "SELECT ?s ?label WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label } LIMIT 3"


def _run(program: str, *arguments: str) -> str:
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"{program} is not installed: sh tests/browser/install.sh")
    return subprocess.run([path, *arguments], capture_output=True, check=True, text=True, timeout=60).stdout


def test_roqet_asks_the_endpoint(embassy_site: Server) -> None:
    answer = _run("roqet", "-q", "-p", f"{embassy_site.address}/sparql", "-r", "xml", "-e", QUERY)
    assert answer.count("<result>") == 3


def test_roqet_reads_a_document(embassy_site: Server) -> None:
    answer = _run("roqet", "-q", "-D", f"{embassy_site.address}/id/arvenia", "-r", "xml", "-e", QUERY)
    assert answer.count("<result>") == 3


def test_rapper_reads_what_the_endpoint_constructs(embassy_site: Server) -> None:
    address = f"{embassy_site.address}/sparql?query=CONSTRUCT+WHERE+%7B+%3Fs+rdfs%3Alabel+%3Fo+%7D"
    assert len(_run("rapper", "-q", "-g", address).splitlines()) > 3


@pytest.mark.parametrize("path", ["/sparql", "/graphs?default", "/id/arvenia", "/id/arvenia.rdf", "/id/arvenia.ttl"])
def test_rapper_reads_what_there_is(embassy_site: Server, path: str) -> None:
    assert len(_run("rapper", "-q", "-g", f"{embassy_site.address}{path}").splitlines()) > 3


def test_curl_as_it_is(embassy_site: Server) -> None:
    endpoint = f"{embassy_site.address}/sparql"
    for arguments in (
        ["-G", endpoint, "--data-urlencode", f"query={QUERY}"],
        [endpoint, "--data-urlencode", f"query={QUERY}"],
        [endpoint, "-H", "Content-Type: application/sparql-query", "--data-binary", QUERY],
        ["--compressed", "-L", f"{endpoint}/", "--data-urlencode", f"query={QUERY}"],
    ):
        assert len(json.loads(_run("curl", "-sSf", *arguments))["results"]["bindings"]) == 3


def test_curl_head(embassy_site: Server) -> None:
    head = _run("curl", "-sSfI", f"{embassy_site.address}/sparql?query=ASK%7B%7D").lower()
    assert head.startswith("http/1.1 200")
    assert "content-type: application/sparql-results+json" in head


def test_curl_accept_csv(embassy_site: Server) -> None:
    text = _run(
        "curl", "-sSf", "-H", "Accept: text/csv", "-G", f"{embassy_site.address}/sparql", "--data-urlencode",
        f"query={QUERY}",
    )  # fmt: skip
    assert len(text.splitlines()) == 4
