"""The shipped graph, built once for all pages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.build.snapshot import build_snapshot
from kg.config import read_workspace
from kg.config.workspace import SETTINGS
from tests.conftest import ROOT


def copy_shipped(folder: Path) -> Path:
    """Copy the shipped graph into a new folder and build it."""
    for name in ("ontology", "data"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy2(ROOT / SETTINGS, folder / SETTINGS)
    build_snapshot(read_workspace(folder), lambda _step: None)
    return folder


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built copy of the shipped graph."""
    return copy_shipped(tmp_path_factory.mktemp("shipped") / "diplograph")
