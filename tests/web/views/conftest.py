"""The sites whose views are read."""

from __future__ import annotations

import pytest

from tests.web.pages.test_releases import coast_site
from tests.web.search.conftest import wait_for_names
from tests.web.serving import Server

__all__ = ["coast_site"]


@pytest.fixture(autouse=True, scope="session")
def names_ready(shipped_site: Server) -> None:
    """The names of the shipped graph, prepared."""
    wait_for_names(shipped_site)
