"""The shipped graph."""

from __future__ import annotations

import pytest

from kg.build.assembly import assemble
from kg.config import read_workspace
from kg.store.embedded import EmbeddedStore, write_store
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    """The shipped graph, put into a store as it stands: only read it."""
    workspace = read_workspace(ROOT)
    folder = tmp_path_factory.mktemp("shipped")
    write_store(folder, assemble(workspace))
    return EmbeddedStore(folder, workspace.namespaces.prefixes)
