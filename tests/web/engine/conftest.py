"""Pools over the fixture graph, each with the settings that a test asks for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from kg.config import Workspace
from kg.store.embedded import EmbeddedStore
from kg.web.engine.pool import Pool
from kg.web.settings import Settings
from tests.conftest import store_of

MakePool = Callable[..., Pool]


@pytest.fixture(params=["asyncio", "uvloop"])
def anyio_backend(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any]]:
    return "asyncio", {"use_uvloop": request.param == "uvloop"}


@pytest.fixture(scope="session")
def embassy(built: Workspace) -> EmbeddedStore:
    """The fixture graph."""
    return store_of(built)


@pytest.fixture
async def make_pool(embassy: EmbeddedStore) -> AsyncIterator[MakePool]:
    """Make a pool; it is closed in the end."""
    pools = []

    def make(**settings: Any) -> Pool:
        pools.append(Pool(embassy, Settings(**{"seconds": 10, "memory": 1 << 30, **settings})))
        return pools[-1]

    yield make
    for pool in pools:
        await pool.close()
