"""The explorer of the shipped graph, made once, and opened anew for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.build.assembly import assemble
from kg.config import read_workspace
from kg.exports.html.page import write_explorer
from kg.store.embedded import EmbeddedStore, write_store
from kg.views.scope import Scope
from tests.browser.conftest import Opened, Opener
from tests.conftest import ROOT

_OWN = ("file:", "data:", "blob:")


@pytest.fixture(scope="session")
def explorer_page(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The page of the whole shipped graph, with its engine."""
    workspace = read_workspace(ROOT)
    folder = tmp_path_factory.mktemp("explorer")
    write_store(folder, assemble(workspace))
    return write_explorer(EmbeddedStore(folder, workspace.namespaces.prefixes), workspace, Scope())


@pytest.fixture
def explorer(explorer_page: bytes, open_page: Opener) -> Iterator[Opened]:
    """The explorer, opened offline; whatever a test does there, nothing may be asked for or complained of."""
    opened = open_page(explorer_page)
    yield opened
    assert [url for url in opened.requests if not url.startswith(_OWN)] == []
    assert len([url for url in opened.requests if url.startswith("file:")]) == 1
    assert opened.complaints == []
