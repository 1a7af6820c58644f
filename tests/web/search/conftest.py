"""Sites whose names can be searched."""

from __future__ import annotations

import time
import urllib.error
import urllib.request

import pytest

from tests.web.serving import Server


@pytest.fixture(autouse=True, scope="session")
def names_ready(shipped_site: Server) -> None:
    """The names of the shipped graph, prepared."""
    wait_for_names(shipped_site)


def wait_for_names(server: Server, seconds: float = 30) -> None:
    """Wait until a server has written its index of names: until then it is busy, and says so."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(f"{server.address}/suggest?q=a").close()
        except urllib.error.HTTPError as error:
            error.close()
            assert error.code == 503
            assert error.headers["Retry-After"]
            assert time.monotonic() < deadline, "the names are never ready"
            time.sleep(0.05)
        else:
            return
