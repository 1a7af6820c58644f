"""The query page as it is sent: what stands in it, and what an address puts into its editor."""

from __future__ import annotations

import html
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

import pytest

from tests.web.serving import Server


def read(site: Server, path: str, accept: str = "text/html") -> str:
    with urllib.request.urlopen(urllib.request.Request(f"{site.address}{path}", headers={"Accept": accept})) as answer:
        text: str = answer.read().decode()
    return text


def area(text: str) -> str:
    match = re.search(r"<textarea[^>]*>(.*?)</textarea>", text, re.DOTALL)
    assert match
    return html.unescape(match[1])


def data(text: str) -> dict[str, Any]:
    match = re.search(r'<script id="query-data" type="application/json">(.*?)</script>', text, re.DOTALL)
    assert match
    found: dict[str, Any] = json.loads(match[1])
    return found


def test_every_question_stands_in_the_page_with_its_text(shipped_site: Server) -> None:
    text = read(shipped_site, "/query")
    assert text.count("<li data-name=") == len(data(text)["questions"]) > 50
    assert html.escape("?treaty a kg:Treaty") in text


def test_the_editor_knows_prefixes_and_words(shipped_site: Server) -> None:
    known = data(read(shipped_site, "/query"))
    assert known["prefixes"]["ent"] == "https://w3id.org/diplograph/id/"
    assert ["kg:Treaty", "class", "treaty"] in known["words"]
    assert ["kg:replaces", "property", "replaces"] in known["words"]
    assert "rdfs:label" in {word for word, _, _ in known["words"]}
    assert ["https://w3id.org/diplograph/ontology#", "/ontology/"] in known["rooms"]


def test_an_address_may_hold_a_query_or_name_a_question(shipped_site: Server) -> None:
    query = 'SELECT ?x { ?x rdfs:label "</textarea><script>alert(1)</script>" }'
    assert area(read(shipped_site, f"/query?query={urllib.parse.quote(query)}")) == query
    assert "kg:contradicts" in area(read(shipped_site, "/query?question=contradictions"))


def test_a_question_that_there_is_not_is_not_found(shipped_site: Server) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404") as caught:
        read(shipped_site, "/query?question=contradiction", "text/plain")
    with caught.value as answer:
        assert "contradictions" in answer.read().decode()


def test_a_graph_without_questions_has_a_query_to_begin_with(embassy_site: Server) -> None:
    assert area(read(embassy_site, "/query")).startswith("SELECT")


def test_no_script_and_no_style_stands_in_the_page(shipped_site: Server) -> None:
    text = read(shipped_site, "/query")
    assert not re.search(r"<style|\sstyle=|\son\w+=", text)
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", text) == []


def test_a_browser_is_led_from_the_endpoint_to_the_page_with_its_query(shipped_site: Server) -> None:
    query = "ASK { ?s a kg:Treaty }"
    address = f"{shipped_site.address}/sparql?query={urllib.parse.quote(query)}"
    request = urllib.request.Request(address, headers={"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"})
    with urllib.request.urlopen(request) as answer:
        address = answer.url
    parts = urllib.parse.urlsplit(address)
    assert parts.path == "/query"
    assert urllib.parse.parse_qs(parts.query or parts.fragment)["query"] == [query]
