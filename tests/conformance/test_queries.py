"""Query evaluation: a dataset is stored, a query is asked, and the answer is compared (SPARQL 1.0 and 1.1)."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from tests.conformance.answers import accept_for, read_answer, read_expected
from tests.conformance.client import Client
from tests.conformance.expecting import expect, run
from tests.conformance.manifests import IS_THERE, MF, QT, WHY_NOT, Case, format_of, iter_cases, path_of

pytestmark = pytest.mark.skipif(not IS_THERE, reason=WHY_NOT)

_KINDS = {"QueryEvaluationTest", "CSVResultFormatTest"}
_FROM = re.compile(r"^\s*FROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE | re.MULTILINE)


def _cases() -> list[Case]:
    if not IS_THERE:
        return []
    manifests = [
        ("sparql10", "manifest-evaluation.ttl"),
        ("sparql11", "manifest-sparql11-query.ttl"),
        ("sparql11", "manifest-sparql11-results.ttl"),
    ]
    return [case for path in manifests for case in iter_cases(*path) if case.kind in _KINDS]


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.name)
def test_query(case: Case, client: Client) -> None:
    run(case, lambda: _check(case, client))


def _check(case: Case, client: Client) -> None:
    document, action = case.document, case.action
    query = document.value(action, f"{QT}query")
    assert query is not None
    assert case.result is not None
    path, result = path_of(query), path_of(case.result)
    text = path.read_text(encoding="utf-8")
    client.fill(_dataset(case, text))
    response = client.query(f"BASE <{path.as_uri()}>\n{text}", accept_for(result))
    expect(response.status == 200, str(response))
    answer, expected = read_answer(response.headers["content-type"], response.body), read_expected(result)
    is_lax = document.value(case.node, f"{MF}resultCardinality") is not None
    expect(answer.is_like(expected, is_lax=is_lax), f"got {answer}\nexpected {expected}")


def _dataset(case: Case, text: str) -> dict[str, bytes]:
    """Give the graphs that a test wants to be there, those that the query names itself included."""
    document, action = case.document, case.action
    query = document.value(action, f"{QT}query")
    assert query is not None
    graphs = {"": b""}
    for file in document.values(action, f"{QT}data"):
        graphs[""] += _triples(file)
    for file in document.values(action, f"{QT}graphData"):
        graphs[file.value] = _triples(file)
    if not document.values(action, f"{QT}data"):
        for name in _FROM.findall(text):
            file = ox.NamedNode((path_of(query).parent / name).as_uri())
            graphs[file.value] = _triples(file)
    return graphs


def _triples(file: ox.NamedNode | ox.BlankNode | ox.Literal) -> bytes:
    path = path_of(file)
    quads = ox.parse(path=path, base_iri=path.as_uri(), format=format_of(path), rename_blank_nodes=True)
    return ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b""
