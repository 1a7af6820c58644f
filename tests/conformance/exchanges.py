"""HTTP tests: requests that are sent in their order, and what the manifests expect of each response."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from tests.conformance.client import Client, Response
from tests.conformance.expecting import expect
from tests.conformance.likeness import are_isomorphic
from tests.conformance.manifests import CNT, HT, MF, Case, Document, Node, text_of

_BOOLEANS = {"application/sparql-results+json", "application/sparql-results+xml"}
_TABLES = {*_BOOLEANS, "text/csv", "text/tab-separated-values"}
_CLASS = re.compile(r"StatusCode(\d)xx")
_STATUS = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}


@dataclass(frozen=True)
class Request:
    """A request of a test, and the node that describes its response."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    document: Document
    response: Node


def iter_requests(case: Case) -> Iterator[Request]:
    """Yield the requests of a test."""
    document = case.document
    for node in document.items(case.action, f"{HT}requests"):
        response = document.value(node, f"{HT}resp")
        assert response is not None
        path = document.text(node, f"{HT}absolutePath")
        method = document.text(node, f"{HT}methodName")
        yield Request(method, path, _headers(document, node), _body(document, node), document, response)


def follow(client: Client, case: Case, room: tuple[str, str]) -> None:
    """Send the requests of a test, to `room[1]` instead of `room[0]`, and check each response."""
    variables: dict[str, str] = {}
    for request in iter_requests(case):
        path = _fill(request.path, variables).replace(*room, 1)
        response = client.send(request.method, path, request.headers, request.body)
        check(request, response)
        location = request.document.text(request.response, f"{MF}expectedLocation")
        if location:
            expect(response.headers.get("location"), "there is no Location")
            variables[location] = response.headers["location"]


def check(request: Request, response: Response) -> None:
    """Raise DeviationError unless a response is what is expected."""
    document, node = request.document, request.response
    wanted = {text_of(value).rpartition("#")[2] for value in document.values(node, f"{MF}expectedStatus")}
    expect(any(_is_status(response.status, each) for each in wanted), f"{response} instead of {wanted}")
    form, media_type = document.text(node, f"{MF}expectedFormat"), _media_type(response)
    if form == "boolean":
        expect(media_type in _BOOLEANS, f"{media_type} for yes or no")
    elif form == "tabular":
        expect(media_type in _TABLES, f"{media_type} for rows")
    elif form == "RDF":
        expect(ox.RdfFormat.from_media_type(media_type), f"{media_type} for triples")
    boolean = document.text(node, f"{MF}expectedBoolean")
    if boolean:
        results = ox.parse_query_results(response.body, ox.QueryResultsFormat.from_media_type(media_type))
        expect(isinstance(results, ox.QueryBoolean) and bool(results) is (boolean == "true"), str(response))
    _check_content(document, node, response)


def _check_content(document: Document, node: Node, response: Response) -> None:
    headers, body = _headers(document, node), _body(document, node)
    if "content-type" in headers:
        expect(response.headers["content-type"] == headers["content-type"], response.headers["content-type"])
    if body:
        form = ox.RdfFormat.from_media_type(_media_type(response))
        assert form is not None
        expected = ox.parse(body, ox.RdfFormat.TURTLE)
        expect(are_isomorphic(ox.parse(response.body, form), expected), str(response))


def _is_status(status: int, name: str) -> bool:
    kind = _CLASS.fullmatch(name)
    return status // 100 == int(kind[1]) if kind else status == _STATUS[name]


def _media_type(response: Response) -> str:
    return response.headers.get("content-type", "").partition(";")[0]


def _headers(document: Document, node: Node) -> dict[str, str]:
    headers = document.items(node, f"{HT}headers")
    return {
        document.text(header, f"{HT}fieldName").lower(): document.text(header, f"{HT}fieldValue") for header in headers
    }


def _body(document: Document, node: Node) -> bytes:
    body = document.value(node, f"{HT}body")
    if body is None:
        return b""
    return document.text(body, f"{CNT}chars").encode(document.text(body, f"{CNT}characterEncoding"))


def _fill(text: str, variables: dict[str, str]) -> str:
    for name, value in variables.items():
        text = text.replace(name, value)
    return text
