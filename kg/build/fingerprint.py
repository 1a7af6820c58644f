"""The fingerprint of a build: what tells a fresh build from a stale one, before every query."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from kg.config import Workspace
from kg.rdf.listing import list_corpus

# The rooms whose code decides what a build is made of.
_ROOMS = ("build", "exports", "validation", "store", "rdf", "model")


def fingerprint(workspace: Workspace) -> str:
    """Give the SHA-256 over all that a build is made from: every file it reads, by name, and the settings that count.

    It is the same wherever the workspace lies.
    """
    digest = hashlib.sha256(repr(_settings(workspace)).encode())
    for name, path in _inputs(workspace):
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"\0{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def build_key(workspace: Workspace) -> str:
    """Give the key of the build that this code makes from this workspace now; it changes when either does."""
    digest = hashlib.sha256(fingerprint(workspace).encode())
    package = Path(__file__).parents[1]
    for room in _ROOMS:
        for path in sorted((package / room).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _settings(workspace: Workspace) -> tuple[object, ...]:
    names = workspace.namespaces
    return workspace.title, names.base, names.ontology, tuple(workspace.margins)


def _inputs(workspace: Workspace) -> Iterator[tuple[str, Path]]:
    for path in list_corpus(workspace):
        folder = workspace.data if path.is_relative_to(workspace.data) else workspace.ontology
        room = "data" if folder == workspace.data else "ontology"
        yield f"{room}/{path.relative_to(folder).as_posix()}", path
