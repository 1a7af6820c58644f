"""The graph with releases, made once."""

from __future__ import annotations

import pytest

from kg.config import Workspace
from tests.views.comparison.registers import Registers


@pytest.fixture(scope="session")
def registers(built: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Registers:
    """The fixture workspace with its three releases: only read it."""
    return Registers(built, tmp_path_factory.mktemp("registers") / "store")
