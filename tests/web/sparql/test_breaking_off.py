"""An answer that breaks off is seen to: the connection ends before the answer does."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from kg.config import Workspace
from tests.web.serving import Server, serving

ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def hurried(built: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("log") / "server.log"
    with serving(built.root, log, "--timeout", "2", "--workers", "1") as server:
        yield server


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_what_breaks_off_has_no_end(hurried: Server, encoding: str) -> None:
    with (
        httpx.Client(base_url=hurried.address, timeout=30) as web,
        web.stream(
            "GET", "/sparql", params={"query": ENDLESS}, headers={"accept-encoding": encoding, "accept": "text/csv"}
        ) as response,
    ):
        assert response.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError):
            for _ in response.iter_raw():
                pass
    assert "broke off: the query was ended after 2 seconds" in hurried.log.read_text()
    assert "Traceback" not in hurried.log.read_text()


def test_what_is_out_of_time_before_it_began_is_said(hurried: Server) -> None:
    response = httpx.get(f"{hurried.address}/sparql", params={"query": SLOW}, timeout=30)
    assert response.status_code == 504
    assert "2 seconds" in response.text
    assert response.headers["access-control-allow-origin"] == "*"
