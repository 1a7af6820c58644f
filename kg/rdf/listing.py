"""Which files a graph is read from. It is asked before every query, so it loads nothing but this."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from kg.config import Workspace
from kg.errors import InputError, Location

SUFFIXES = (".ttl", ".trig")

# In the store's home: the folder of the imported releases. A release that is being replaced stands aside for a moment,
# and counts until its successor is in place. Each has its own rows, what it shares with others, and a record.
IMPORTS, REPLACED = "imports", ".replaced"
ROWS, SHARED, RECORD = "rows.nq.zst", "shared.nt", "import.json"


def list_corpus(workspace: Workspace) -> list[Path]:
    """List the files that a workspace's corpus is read from: those of the ontology, then those of the data."""
    return [*list_files(workspace.ontology), *list_data(workspace)]


def list_data(workspace: Workspace) -> list[Path]:
    """List the files of the data; raises InputError where there is none, and nothing was imported either."""
    paths = list_files(workspace.data)
    if not paths and not list_records(workspace):
        raise InputError(
            "the folder holds no Turtle or TriG file",
            location=Location(str(workspace.data)),
            remedy="Put a document, entities and claims there: kg source add FILE",
        )
    return paths


def list_records(workspace: Workspace) -> list[Path]:
    """List the records of the imported releases, sorted; a folder without one, half made, is left out."""
    home = workspace.store / IMPORTS
    folders = {path.name: path for path in (*_releases(home / REPLACED), *_releases(home))}
    records = (folders[name] / RECORD for name in sorted(folders))
    return [path for path in records if path.is_file()]


def list_files(folder: Path) -> list[Path]:
    """List the Turtle and TriG files below a folder, sorted; hidden ones, such as an editor's, are left out."""
    try:
        return [Path(path) for path in sorted(_walk(str(folder)))]
    except OSError as error:
        raise InputError(
            f"the folder cannot be read: {error.strerror}",
            location=Location(str(error.filename)),
            remedy="Start a graph of your own with: kg new DIR",
        ) from error


def _releases(home: Path) -> list[Path]:
    try:
        return [home / name for name in os.listdir(home) if not name.startswith(".")]  # noqa: PTH208 (a hot path)
    except (FileNotFoundError, NotADirectoryError):
        return []


def _walk(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.name.lower().endswith(SUFFIXES):
                yield entry.path
            elif entry.is_dir():
                yield from _walk(entry.path)
