"""Which files links are read from. It is asked before every query, so it loads nothing but this."""

from __future__ import annotations

import os
from pathlib import Path

from kg.config import Workspace
from kg.config.workspace import SHIPPED

FOLDER = "links"
SCHEMES = "schemes.toml"
SUFFIX = ".sssom.tsv"


def list_links(workspace: Workspace) -> list[Path]:
    """List what a workspace's links are read from: schemes, the shipped ones first, then mapping sets by name."""
    return [*list_schemes(workspace), *list_mapping_sets(workspace)]


def list_schemes(workspace: Workspace) -> list[Path]:
    """List the files of schemes: the shipped one, then the workspace's own."""
    root = SHIPPED if SHIPPED.is_dir() else SHIPPED.parents[1]
    shipped, own = root / "data" / FOLDER / SCHEMES, workspace.data / FOLDER / SCHEMES
    return [shipped, *([own] if own != shipped and own.is_file() else [])]


def list_mapping_sets(workspace: Workspace) -> list[Path]:
    """List the mapping sets; hidden ones, such as an editor's, are left out. There need not be any."""
    folder = workspace.data / FOLDER
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 (twice as quick)
    except OSError:
        return []
    return [folder / name for name in names if name.endswith(SUFFIX) and not name.startswith(".")]
