"""The fingerprint of a build's inputs: what tells a fresh build from a stale one."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

from kg.config import Workspace

_READ = {".ttl", ".trig", ".rq", ".tsv", ".toml"}


def fingerprint(workspace: Workspace) -> str:
    """Give the SHA-256 over the names and bytes of every file a build reads, and this package's version."""
    digest = hashlib.sha256(version("diplograph").encode())
    for path in _inputs(workspace):
        digest.update(f"\0{path.name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _inputs(workspace: Workspace) -> list[Path]:
    settings = workspace.root / "kg.toml"
    folders = (workspace.ontology, workspace.data)
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in _READ and path.is_file()]
    return sorted([*files, *([settings] if settings.is_file() else [])])
