"""The server under test: an empty graph with updates on, on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.conformance.client import TOKEN, Client
from tests.conftest import copy_embassy
from tests.web.serving import serving


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Whoever asks the server under test."""
    workspace = copy_embassy(tmp_path_factory.mktemp("conformance") / "embassy")
    log = tmp_path_factory.mktemp("log") / "server.log"
    with (
        serving(workspace.root, log, "--allow-update", environment={"KG_TOKEN": TOKEN}) as server,
        closing(Client(server.address)) as client,
    ):
        yield client
