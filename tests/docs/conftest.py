"""The shipped graph, built once for all pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import copy_shipped


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built copy of the shipped graph."""
    return copy_shipped(tmp_path_factory.mktemp("shipped") / "diplograph").root
