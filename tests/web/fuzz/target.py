"""Parsers of what strangers send, fed with what atheris makes up: `python -m tests.web.fuzz.target NAME RUNS`.

A parser may refuse with the errors that become a 4xx; anything else ends the run with the input that did it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

import atheris

with atheris.instrument_imports(include=["kg"]):
    from starlette.datastructures import QueryParams
    from starlette.exceptions import HTTPException

    from kg.config import Margins, Namespaces
    from kg.errors import DateError, QueryError, UsageError
    from kg.store.federation import check_loads, check_services
    from kg.store.guard import check_form, check_query, names_its_graphs
    from kg.store.lexer import normalize_lines
    from kg.views.when import read_bounds
    from kg.web.addresses import iris_of, page_of, read_address
    from kg.web.guards.clients import ClientCheck
    from kg.web.guards.hosts import HostCheck
    from kg.web.negotiation import RESULTS, TRIPLES, accepts_gzip, is_for_people, negotiate
    from kg.web.pages.filters import read_filters
    from kg.web.reconciliation.asking import parse_json, read_count
    from kg.web.reconciliation.dating import read_dates
    from kg.web.reconciliation.draft import parse_draft_batch
    from kg.web.reconciliation.queries import parse_batch
    from kg.web.search.asked import read_search
    from kg.web.settings import Settings
    from kg.web.sparql.operation import read_address as read_query
    from kg.web.sparql.operation import read_media_type, read_posted

PREFIXES = {"kg": "https://example.org/ontology#", "": "https://example.org/"}
REFUSALS = (DateError, HTTPException, QueryError, UsageError)
HOSTS = HostCheck(Settings())
CLIENTS = ClientCheck(["127.0.0.1"], 1_000_000)

Parser = Callable[[bytes], object]


def parse_parameters(data: bytes) -> None:
    """Read what a page, the search and the endpoint read of an address."""
    parameters = QueryParams(data.decode("latin-1"))
    filters, _ = read_filters(parameters)
    again, _ = read_filters(QueryParams(filters.address("").removeprefix("?")))
    assert again == filters
    for read in (
        lambda: read_search(parameters, 8),
        lambda: read_count(parameters, "limit", 1),
        lambda: read_query(data),
    ):
        try:
            read()
        except REFUSALS:
            continue


def parse_path(data: bytes) -> None:
    """Read which node an address is about; each has a page."""
    path = data.decode("utf-8", errors="replace")
    for iri in iris_of(read_address("/" + path).path, Namespaces()):
        assert page_of(iri, Namespaces())


def parse_posted(data: bytes) -> None:
    """Read a body with a Content-Type of its first line."""
    content_type, _, body = data.partition(b"\n")
    read_media_type(content_type.decode("latin-1"))
    read_posted(b"", content_type.decode("latin-1"), body)


def parse_accept(data: bytes) -> None:
    """Negotiate; there always is an answer."""
    accept = data.decode("latin-1")
    assert negotiate(accept, RESULTS) in RESULTS
    assert negotiate(accept, TRIPLES, accept) in TRIPLES
    is_for_people(accept)
    accepts_gzip(accept)


def parse_date(data: bytes) -> None:
    """Read a date that a person typed; its bounds are in order."""
    text = data.decode("utf-8", errors="replace")
    read_dates([text], [], [text])
    bounds = read_bounds(text, Margins())
    begin, end = bounds.earliest_begin, bounds.latest_end
    assert begin is None or end is None or begin <= end


def guard_query(data: bytes) -> None:
    """Judge a query; what calls another server never passes where none is allowed."""
    text = normalize_lines(data.decode("utf-8", errors="replace"))
    names_its_graphs(text)
    for check in (check_query, lambda text: check_form(text, is_update=True)):
        try:
            check(text)
        except REFUSALS:
            continue
    check_services(text, ("example.org",), PREFIXES)
    check_loads(text, (), PREFIXES)


def parse_headers(data: bytes) -> None:
    """Read where a request is for and on whose behalf it comes."""
    host, _, forwarded = data.partition(b"\n")
    for name in (b"forwarded", b"x-forwarded-for"):
        CLIENTS({"headers": [(name, forwarded)], "client": ("127.0.0.1", 1)})
    HOSTS({"headers": [(b"host", host)], "http_version": "1.1"})


def parse_reconciliation(data: bytes) -> None:
    """Read a batch of queries."""
    value = parse_json(data.decode("utf-8", errors="replace"), "what was sent")
    for parse in (parse_batch, parse_draft_batch):
        try:
            parse(value)
        except REFUSALS:
            continue


TARGETS: Mapping[str, Parser] = {
    "parameters": parse_parameters,
    "path": parse_path,
    "posted": parse_posted,
    "accept": parse_accept,
    "date": parse_date,
    "query": guard_query,
    "headers": parse_headers,
    "reconciliation": parse_reconciliation,
}


def main(name: str, *options: str) -> None:
    """Feed one parser, with options of libFuzzer."""

    def run(data: bytes) -> None:
        try:
            TARGETS[name](data)
        except REFUSALS:
            return

    atheris.Setup([name, *options], run)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
