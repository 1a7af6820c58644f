"""The fixture workspace: an invented graph, small enough to know by heart."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from kg.build.current import current_build
from kg.build.snapshot import build_snapshot
from kg.config import Workspace, read_workspace
from kg.config.licence import LICENCE
from kg.config.workspace import SETTINGS
from kg.store.embedded import EmbeddedStore

ROOT = Path(__file__).resolve().parents[1]
EMBASSY = ROOT / "tests" / "fixtures" / "embassy"

settings.register_profile("untimed", deadline=None)  # how long an example takes depends on the machine
settings.load_profile("untimed")


def copy_embassy(folder: Path) -> Workspace:
    """Copy the fixture workspace into `folder`, with the project's ontology beside its data."""
    shutil.copytree(EMBASSY, folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "ontology", folder / "ontology")
    return read_workspace(folder)


def copy_shipped(folder: Path) -> Workspace:
    """Copy the shipped graph into `folder` and build it."""
    for name in ("ontology", "data"):
        shutil.copytree(ROOT / name, folder / name)
    for name in (SETTINGS, LICENCE):
        shutil.copy2(ROOT / name, folder / name)
    workspace = read_workspace(folder)
    build_snapshot(workspace, lambda _step: None)
    return workspace


def store_of(workspace: Workspace) -> EmbeddedStore:
    """Open the curated store of a workspace that is built."""
    folder = current_build(workspace.store)
    assert folder is not None
    return EmbeddedStore(folder, workspace.namespaces.prefixes)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A copy of the fixture workspace of one's own, not built: change it as you like."""
    return copy_embassy(tmp_path / "embassy")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The fixture workspace, built once: only read it."""
    workspace = copy_embassy(tmp_path_factory.mktemp("built") / "embassy")
    build_snapshot(workspace, lambda _step: None)
    return workspace


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the fast tests first: what drives a browser comes last."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
