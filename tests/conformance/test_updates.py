"""Update evaluation: a dataset is stored, an update is sent, and what is stored then is compared."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from tests.conformance.client import Client
from tests.conformance.expecting import expect, run
from tests.conformance.likeness import are_isomorphic
from tests.conformance.manifests import (
    IS_THERE,
    RDFS,
    UT,
    WHY_NOT,
    Case,
    Document,
    Node,
    format_of,
    iter_cases,
    path_of,
)

pytestmark = pytest.mark.skipif(not IS_THERE, reason=WHY_NOT)

_ALL = "SELECT ?s ?p ?o ?g { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


def _cases() -> list[Case]:
    cases = iter_cases("sparql11", "manifest-sparql11-update.ttl") if IS_THERE else iter(())
    return [case for case in cases if case.kind == "UpdateEvaluationTest"]


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.name)
def test_update(case: Case, client: Client) -> None:
    run(case, lambda: _check(case, client))


def _check(case: Case, client: Client) -> None:
    request = case.document.value(case.action, f"{UT}request")
    assert request is not None
    assert case.result is not None
    path = path_of(request)
    client.fill({name: _write(quads) for name, quads in _graphs(case.document, case.action).items()})
    client.forget()
    response = client.update(f"BASE <{path.as_uri()}>\n{path.read_text(encoding='utf-8')}")
    expect(response.status == 204, str(response))
    expected = [quad for quads in _graphs(case.document, case.result).values() for quad in quads]
    stored = _read_all(client)
    expect(are_isomorphic(stored, expected), f"stored {stored}\nexpected {expected}")


def _read_all(client: Client) -> list[ox.Quad]:
    response = client.query(_ALL, "application/sparql-results+json")
    assert json.loads(response.body)["head"]["vars"] == ["s", "p", "o", "g"]
    solutions = ox.parse_query_results(response.body, ox.QueryResultsFormat.JSON)
    assert isinstance(solutions, ox.QuerySolutions)
    return [ox.Quad(s, p, o, g or ox.DefaultGraph()) for s, p, o, g in solutions]


def _graphs(document: Document, node: Node) -> dict[str, list[ox.Quad]]:
    """Give the quads that a test describes, by the graph that they are in."""
    graphs: dict[str, list[ox.Quad]] = {}
    for file in document.values(node, f"{UT}data"):
        graphs.setdefault("", []).extend(_read(file, ox.DefaultGraph()))
    for described in document.values(node, f"{UT}graphData"):
        graph, name = document.value(described, f"{UT}graph"), document.text(described, f"{RDFS}label")
        assert graph is not None
        graphs.setdefault(name, []).extend(_read(graph, ox.NamedNode(name)))
    return graphs


def _read(file: Node, graph: ox.NamedNode | ox.DefaultGraph) -> list[ox.Quad]:
    path = path_of(file)
    quads = ox.parse(path=path, base_iri=path.as_uri(), format=format_of(path), rename_blank_nodes=True)
    return [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads]


def _write(quads: list[ox.Quad]) -> bytes:
    return ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b""
