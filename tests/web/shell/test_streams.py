"""An answer that has begun comes to its end, whatever becomes of the build or the site meanwhile."""

from __future__ import annotations

import http.client
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from kg.build.current import current_build
from kg.build.snapshot import build_snapshot
from kg.config import Workspace
from tests.web.serving import Server, serving
from tests.web.shell.test_reload import descendants, rename, wait_for
from tests.web.shell.test_stopping import wait_until_gone

ROWS = 300_000  # more than fits into the buffers on the way
QUERY = f"SELECT * {{ ?a ?b ?c . ?d ?e ?f }} LIMIT {ROWS}"


@contextmanager
def streaming(site: Server) -> Iterator[http.client.HTTPResponse]:
    """Begin to read a long answer."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    connection.request("GET", f"/sparql?query={quote(QUERY)}&format=csv")
    response = connection.getresponse()
    assert response.status == 200
    yield response
    connection.close()


def assert_is_whole(begun: bytes, response: http.client.HTTPResponse) -> None:
    content = begun + response.read()  # raises IncompleteRead where the end is missing
    assert content.startswith(b"a,b,c,d,e,f\r\n")
    assert content.count(b"\r\n") == ROWS + 1
    assert b"Renamed while it streams" not in content


def test_a_stream_is_of_the_build_that_it_began_with(workspace: Workspace, tmp_path: Path) -> None:
    build_snapshot(workspace, lambda _step: None)
    with serving(workspace.root, tmp_path / "server.log") as site, streaming(site) as response:
        begun = response.read(1000)
        rename(workspace, "Renamed while it streams")
        build_snapshot(workspace, lambda _step: None)
        folder = current_build(workspace.store)
        assert folder is not None
        wait_for(site, folder.name)
        assert_is_whole(begun, response)
        assert site.process.poll() is None


def test_a_site_that_is_told_to_end_ends_its_streams_first(built: Workspace, tmp_path: Path) -> None:
    with serving(built.root, tmp_path / "server.log") as site, streaming(site) as response:
        begun = response.read(1000)
        workers = descendants(site.process.pid)
        assert workers
        site.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        assert site.process.poll() is None
        assert_is_whole(begun, response)
        assert site.process.wait(20) == 0
        wait_until_gone(workers)
