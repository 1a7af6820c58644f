"""The description for programs says what the site does: the tables of addresses and a site that runs are asked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import jsonschema
import pytest
from openapi_spec_validator import validate
from starlette.routing import BaseRoute, Route

from kg.config import Workspace
from kg.web.addresses import SUFFIXES
from kg.web.app import ROUTES
from kg.web.linked_data.bibliography import FORMS
from kg.web.serving.late import LateRoom
from tests.web.asking import ask
from tests.web.serving import Server

# What answers for any IRI of ours is described by the kinds of IRIs that there are.
ANY = "/{path}"
KINDS = ("id", "claim", "source", "code", "ontology")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

Described = dict[str, Any]


@pytest.fixture(scope="module")
def described(embassy_site: Server) -> Described:
    answer = ask(embassy_site, "/openapi.json")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    found = json.loads(answer.body)
    assert isinstance(found, dict)
    return found


def addresses(routes: Iterable[BaseRoute]) -> Iterator[str]:
    """Every address of the tables, with parameters as the description writes them and no slash at its end."""
    for route in routes:
        if isinstance(route, LateRoom):
            yield from addresses(route.router.routes)
        else:
            assert isinstance(route, Route)
            yield re.sub(r":\w+}", "}", route.path).rstrip("/") or "/"


def filled(path: str) -> str:
    """An address for a path of the description, with something for each parameter."""
    return re.sub(r"{(\w+)}", lambda match: {"form": "ttl", "number": "1"}.get(match[1], "nothing"), path)


def test_the_description_is_one(described: Described) -> None:
    validate(described)


def test_every_address_is_described_and_no_other(described: Described) -> None:
    of_nodes = {path for path in described["paths"] if re.match(rf"/(?:{'|'.join(KINDS)})\b", path)}
    assert set(described["paths"]) - of_nodes == set(addresses(ROUTES)) - {ANY}
    assert {path.split("/")[1].partition(".")[0] for path in of_nodes} == set(KINDS)
    assert ANY in set(addresses(ROUTES))


def test_every_method_is_described_and_no_other(described: Described, embassy_site: Server) -> None:
    for path, operations in described["paths"].items():
        for method in METHODS:
            status = ask(embassy_site, filled(path), method).status
            assert (status != 405) == (method.lower() in operations), (method, path, status)


def test_every_form_of_a_document_is_described(described: Described) -> None:
    forms = {suffix.removeprefix(".") for suffix in SUFFIXES.values()}
    assert set(described["components"]["parameters"]["form"]["schema"]["enum"]) == forms
    [_, form] = described["paths"]["/source/{name}.{form}"]["parameters"]
    assert set(form["schema"]["enum"]) == forms | {suffix.removeprefix(".") for suffix in FORMS}


def test_the_description_is_that_of_the_site(described: Described, embassy_site: Server, built: Workspace) -> None:
    assert described["info"]["title"] == built.title
    assert described["servers"] == [{"url": embassy_site.address}]


def test_answers_are_as_described(described: Described, embassy_site: Server) -> None:
    for path in ("/health", "/suggest?q=arvenia", "/suggest?q="):
        operation = described["paths"][path.partition("?")[0]]["get"]
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        whole = {**schema, "components": described["components"]}
        jsonschema.Draft202012Validator(whole).validate(json.loads(ask(embassy_site, path).body))
