from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.config import Workspace
from tests.web.serving import Server, serving


@pytest.fixture(scope="session")
def embassy_secure(built: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The fixture graph behind a proxy that speaks HTTPS, with few requests a second for each client."""
    log = tmp_path_factory.mktemp("log") / "server.log"
    options = ("--url", "https://graph.example.org", "--trusted-proxy", "127.0.0.1", "--rate", "2")
    with serving(built.root, log, *options, "--access-log", "-", "--log-clients") as server:
        yield server
