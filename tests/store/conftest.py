"""Stores to ask: the built fixture graph, in this process and in a child process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.config import Workspace
from kg.store.embedded import EmbeddedStore
from kg.store.limited import LimitedStore
from tests.conftest import store_of


@pytest.fixture(scope="session")
def embassy(built: Workspace) -> EmbeddedStore:
    """The fixture graph."""
    return store_of(built)


@pytest.fixture
def limited(embassy: EmbeddedStore) -> Iterator[LimitedStore]:
    """The fixture graph, each query within ten seconds."""
    with embassy.limited(10) as store:
        yield store
