"""The fingerprint of a build: what tells a fresh build from a stale one, before every query."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.config import Workspace
from kg.linking.listing import list_links
from kg.rdf.listing import list_corpus, list_records

# The rooms whose code decides what a build is made of.
_ROOMS = ("build", "exports", "linking", "validation", "store", "rdf", "model")


def fingerprint(workspace: Workspace) -> str:
    """Give the SHA-256 over all that a build is made from: every file it reads, by name, and the settings that count.

    It is the same wherever the workspace lies.
    """
    import hashlib  # which takes longer to load than most questions to answer

    digest = hashlib.sha256(repr(settings_of(workspace)).encode())
    for name, path in _inputs(workspace):
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"\0{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def build_key(workspace: Workspace) -> str:
    """Give the key of the build that this code makes from this workspace now; it changes when either does.

    What was imported counts by its records, which hold the checksums of the rest.
    """
    import hashlib

    digest = hashlib.sha256(fingerprint(workspace).encode())
    for path in (*list_records(workspace), *iter_code()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def iter_code() -> Iterator[Path]:
    """Yield those files of this package on which a build depends."""
    package = Path(__file__).parents[1]
    for room in _ROOMS:
        yield from sorted((package / room).glob("*.py"))


def settings_of(workspace: Workspace) -> tuple[object, ...]:
    """Give the settings on which a build depends."""
    names = workspace.namespaces
    return workspace.title, names.base, names.ontology, tuple(workspace.margins)


def _inputs(workspace: Workspace) -> Iterator[tuple[str, Path]]:
    for path in list_corpus(workspace):
        folder = workspace.data if path.is_relative_to(workspace.data) else workspace.ontology
        room = "data" if folder == workspace.data else "ontology"
        yield f"{room}/{path.relative_to(folder).as_posix()}", path
    for path in list_links(workspace):
        yield f"links/{path.name}", path
