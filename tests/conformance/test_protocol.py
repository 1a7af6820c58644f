"""SPARQL 1.1 Protocol and Graph Store Protocol: requests as the manifests have them, and the responses they expect."""

from __future__ import annotations

import pytest

from tests.conformance.client import Client
from tests.conformance.exchanges import follow
from tests.conformance.expecting import run
from tests.conformance.manifests import IS_THERE, RDFS, UT, WHY_NOT, Case, iter_cases, path_of

pytestmark = pytest.mark.skipif(not IS_THERE, reason=WHY_NOT)


def _cases(folder: str) -> list[Case]:
    return list(iter_cases("sparql11", folder, "manifest.ttl")) if IS_THERE else []


@pytest.mark.parametrize("case", _cases("protocol"), ids=lambda case: case.name)
def test_protocol(case: Case, client: Client) -> None:
    client.fill(_graphs(case))
    client.forget()
    run(case, lambda: follow(client, case, ("/sparql/", "/sparql/")))


@pytest.mark.parametrize("case", _cases("graph-store-protocol"), ids=lambda case: case.name)
def test_graph_store_protocol(case: Case, client: Client) -> None:
    client.fill({})
    client.forget()
    run(case, lambda: follow(client, case, ("/gsp", "/graphs")))


def _graphs(case: Case) -> dict[str, bytes]:
    """Give the graphs that a test wants to be there."""
    document = case.document
    described = document.values(case.node, f"{UT}graphData")
    files = [(document.text(node, f"{RDFS}label"), document.value(node, f"{UT}graph")) for node in described]
    return {name: path_of(file).read_bytes() for name, file in files if file is not None}
