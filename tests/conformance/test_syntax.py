"""Syntax: what is well-formed is answered, what is not is refused (4xx), and nothing is a failure of the server."""

from __future__ import annotations

import pytest

from tests.conformance.client import Client
from tests.conformance.expecting import expect, run
from tests.conformance.manifests import IS_THERE, WHY_NOT, Case, iter_cases, path_of

pytestmark = pytest.mark.skipif(not IS_THERE, reason=WHY_NOT)

_MANIFESTS = [
    ("sparql10", "manifest-syntax.ttl"),
    ("sparql11", "manifest-sparql11-query.ttl"),
    ("sparql11", "manifest-sparql11-update.ttl"),
    ("sparql11", "syntax-fed", "manifest.ttl"),
]


def _cases() -> list[Case]:
    cases = [case for path in _MANIFESTS for case in iter_cases(*path)] if IS_THERE else []
    return [case for case in cases if "Syntax" in case.kind]


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.name)
def test_syntax(case: Case, client: Client) -> None:
    run(case, lambda: _check(case, client))


def _check(case: Case, client: Client) -> None:
    path = path_of(case.action)
    text = path.read_bytes().decode()
    if "Update" in case.kind:
        graph = (path.parent / "graph").as_uri()
        client.fill({} if "CREATE" in text else {graph: b""})  # some tests make it, others clear it
        client.forget()
        response = client.update(f"BASE <{path.as_uri()}>\n{text}")
    else:
        client.fill({})
        response = client.query(f"BASE <{path.as_uri()}>\n{text}", "*/*")
    assert response.status < 500, str(response)
    if case.kind.startswith("Negative"):
        expect(response.status >= 400, f"{response.status} for what is no SPARQL")
    else:
        expect(200 <= response.status < 300, str(response))
