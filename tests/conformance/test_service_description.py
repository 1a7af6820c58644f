"""SPARQL 1.1 Service Description: its three tests, whose manifest names them and leaves how to whoever runs them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from tests.conformance.client import Client, Response
from tests.conformance.expecting import expect, run
from tests.conformance.manifests import IS_THERE, WHY_NOT, Case, iter_cases

pytestmark = pytest.mark.skipif(not IS_THERE, reason=WHY_NOT)

_SD = "http://www.w3.org/ns/sparql-service-description#"
_SHAPES = Path(__file__).with_name("service-description.ttl")


def _returns_rdf(response: Response, _address: str) -> None:
    expect(len(_quads(response)) > 0, str(response))


def _has_endpoint(response: Response, address: str) -> None:
    endpoints = [quad.object for quad in _quads(response) if quad.predicate.value == f"{_SD}endpoint"]
    expect(endpoints == [ox.NamedNode(f"{address}/sparql")], str(endpoints))


def _conforms(response: Response, _address: str) -> None:
    graph = rdflib.Graph().parse(data=response.body, format="turtle")
    conforms, _, text = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(_SHAPES))
    expect(conforms, str(text))


_CHECKS: dict[str, Callable[[Response, str], None]] = {
    "returns-rdf": _returns_rdf,
    "has-endpoint-triple": _has_endpoint,
    "conforms-to-schema": _conforms,
}


def _cases() -> list[Case]:
    return list(iter_cases("sparql11", "service-description", "manifest.ttl")) if IS_THERE else []


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.name)
def test_service_description(case: Case, client: Client) -> None:
    response = client.send("GET", "/sparql")
    assert response.status == 200
    run(case, lambda: _CHECKS[case.name.partition(":")[2]](response, client.address))


def test_shapes_find_what_is_wrong() -> None:
    wrong = f"[] a <{_SD}Service> ; <{_SD}endpoint> 'here' ; <{_SD}defaultDataset> [] ."
    graph = rdflib.Graph().parse(data=wrong, format="turtle")
    conforms, _, text = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(_SHAPES))
    assert not conforms
    assert "Results (4)" in str(text)


def _quads(response: Response) -> list[ox.Quad]:
    form = ox.RdfFormat.from_media_type(response.headers["content-type"].partition(";")[0])
    assert form is not None
    return list(ox.parse(response.body, form))
