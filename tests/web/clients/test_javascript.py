"""JavaScript's clients: fetch-sparql-endpoint, and comunica, which finds out by itself what it is talking to."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.web.serving import Server

HERE = Path(__file__).parent
MODULES = HERE.parent / "npm" / "node_modules"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"

pytestmark = [
    pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed: sh tests/browser/install.sh"),
    pytest.mark.skipif(not MODULES.is_dir(), reason="npm packages are missing: cd tests/web/npm && npm ci"),
]


def _ask(client: str, address: str, query: str) -> list[Any]:
    command = ["node", str(HERE / "ask.mjs"), client, address, query]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    answer: list[Any] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("client", ["fetcher", "comunica"])
def test_rows_triples_and_yes(embassy_site: Server, client: str) -> None:
    address = f"{embassy_site.address}/sparql"
    rows = _ask(client, address, f"SELECT ?s ?label WHERE {{ ?s {LABEL} ?label }} ORDER BY ?s LIMIT 3")
    assert [set(row) for row in rows] == [{"s", "label"}] * 3
    triples = _ask(client, address, f"CONSTRUCT {{ ?s {LABEL} ?o }} WHERE {{ ?s {LABEL} ?o }}")
    assert len(triples) > 3
    assert _ask(client, address, "ASK { ?s ?p ?o }") == [True]


def test_comunica_reads_an_entity(embassy_site: Server) -> None:
    query = f"SELECT ?label WHERE {{ <https://w3id.org/diplograph/id/arvenia> {LABEL} ?label }}"
    rows = _ask("comunica", f"{embassy_site.address}/id/arvenia", query)
    assert {"label": "Arvenia"} in rows
