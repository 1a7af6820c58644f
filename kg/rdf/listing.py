"""Which files a graph is read from. It is asked before every query, so it loads nothing but this."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from kg.config import Workspace
from kg.errors import InputError, Location

SUFFIXES = (".ttl", ".trig")


def list_corpus(workspace: Workspace) -> list[Path]:
    """List the files that a workspace's corpus is read from: those of the ontology, then those of the data."""
    return [*list_files(workspace.ontology), *list_data(workspace)]


def list_data(workspace: Workspace) -> list[Path]:
    """List the files of the data; raises InputError where there is none."""
    paths = list_files(workspace.data)
    if not paths:
        raise InputError(
            "the folder holds no Turtle or TriG file",
            location=Location(str(workspace.data)),
            remedy="Put a document, entities and claims there: kg source add FILE",
        )
    return paths


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


def _walk(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.name.lower().endswith(SUFFIXES):
                yield entry.path
            elif entry.is_dir():
                yield from _walk(entry.path)
