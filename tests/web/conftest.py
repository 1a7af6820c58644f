"""Sites to ask: the fixture graph, and the shipped one, each served by a process of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.config import Workspace
from tests.conftest import copy_shipped
from tests.web.serving import Server, serving


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A copy of the shipped graph, built: only read it."""
    return copy_shipped(tmp_path_factory.mktemp("shipped"))


@pytest.fixture(scope="session")
def shipped_site(shipped: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The shipped graph, served."""
    with serving(shipped.root, tmp_path_factory.mktemp("log") / "server.log") as server:
        yield server


@pytest.fixture(scope="session")
def embassy_site(built: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The fixture graph, served."""
    with serving(built.root, tmp_path_factory.mktemp("log") / "server.log") as server:
        yield server
