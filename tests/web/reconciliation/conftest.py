"""Services to ask: over the shipped graph, and over the fixture graph."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.reconciliation.service import Service
from tests.web.serving import Server


@pytest.fixture(scope="session")
def service(shipped_site: Server) -> Iterator[Service]:
    """The service of the shipped graph."""
    made = Service(shipped_site)
    yield made
    made.close()


@pytest.fixture(scope="session")
def embassy(embassy_site: Server) -> Iterator[Service]:
    """The service of the fixture graph."""
    made = Service(embassy_site)
    yield made
    made.close()
