"""Stores to ask: the built fixture graph, in this process and in a child process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.build.current import current_build
from kg.config import Workspace
from kg.store.embedded import EmbeddedStore
from kg.store.limited import LimitedStore


@pytest.fixture(scope="session")
def embassy(built: Workspace) -> EmbeddedStore:
    """The fixture graph."""
    folder = current_build(built.store)
    assert folder is not None
    return EmbeddedStore(folder, built.namespaces.prefixes)


@pytest.fixture
def limited(embassy: EmbeddedStore) -> Iterator[LimitedStore]:
    """The fixture graph, each query within ten seconds."""
    with embassy.limited(10) as store:
        yield store
