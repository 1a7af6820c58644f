"""Search and views in a real Chromium, which may complain of nothing."""

from __future__ import annotations

import pytest

from tests.browser.site.conftest import Visit, coast_site, embassy_site, shipped, shipped_site, visit
from tests.web.search.conftest import wait_for_names
from tests.web.serving import Server

__all__ = ["Visit", "coast_site", "embassy_site", "shipped", "shipped_site", "visit"]


@pytest.fixture(autouse=True, scope="session")
def names_ready(shipped_site: Server) -> None:
    """The names of the shipped graph, prepared."""
    wait_for_names(shipped_site)
