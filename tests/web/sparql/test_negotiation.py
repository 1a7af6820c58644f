"""Content negotiation: everybody gets something, and what was asked for if it is there."""

from __future__ import annotations

import pytest

from kg.web.negotiation import HTML, RESULTS, TRIPLES, is_for_people, negotiate

CHROMIUM = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "results", "triples"),
    [
        ("", "json", "turtle"),
        ("*/*", "json", "turtle"),
        ("image/png", "json", "turtle"),
        ("application/sparql-results+xml", "xml", "turtle"),
        ("text/csv", "csv", "turtle"),
        ("text/csv;q=0.5, text/tab-separated-values", "tsv", "turtle"),
        ("application/xml", "xml", "rdfxml"),
        ("application/json", "json", "jsonld"),
        ("application/ld+json, application/n-triples", "json", "ntriples"),
        ("application/ld+json, text/turtle", "json", "turtle"),
        ("application/ld+json, */*;q=0.1", "json", "jsonld"),
        ("application/n-quads,application/trig;q=0.95,text/turtle;q=0.6", "json", "nquads"),
        ("application/rdf+xml;q=0, */*;q=0.1", "json", "turtle"),
        ("text/*", "csv", "turtle"),
        ("application/*", "json", "ntriples"),
        ("TEXT/CSV ; Q=1.0", "csv", "turtle"),
        ('application/ld+json;profile="a,b;q=0"', "json", "jsonld"),
        ("text/csv;q=nonsense", "csv", "turtle"),
        (",,;;q=,", "json", "turtle"),
        (";,", "json", "turtle"),
    ],
)
def test_accept(accept: str, results: str, triples: str) -> None:
    assert negotiate(accept, RESULTS).name == results
    assert negotiate(accept, TRIPLES).name == triples


@pytest.mark.parametrize(
    ("wanted", "results", "triples"),
    [
        ("csv", "csv", "turtle"),
        ("XML", "xml", "rdfxml"),
        ("json", "json", "jsonld"),
        ("nt", "json", "ntriples"),
        ("application/sparql-results xml", "xml", "turtle"),
        ("nothing", "json", "turtle"),
    ],
)
def test_words_of_the_address_come_first(wanted: str, results: str, triples: str) -> None:
    assert negotiate("*/*", RESULTS, wanted).name == results
    assert negotiate("*/*", TRIPLES, wanted).name == triples


def test_browsers_get_html_where_there_is_some() -> None:
    assert negotiate(CHROMIUM, (*TRIPLES, HTML)) is HTML
    assert is_for_people(CHROMIUM)
    assert not is_for_people("*/*")
    assert not is_for_people("application/sparql-results+json, text/html;q=0.1")


def test_content_types_say_how_text_is_encoded() -> None:
    types = {offer.name: offer.content_type for offer in (*RESULTS, *TRIPLES)}
    assert types["turtle"] == "text/turtle; charset=utf-8"
    assert types["ntriples"] == "application/n-triples"
    assert types["csv"] == "text/csv; charset=utf-8"
