"""Opening: a build becomes a snapshot that can answer."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kg.config import Workspace
from kg.store.embedded import EmbeddedStore
from kg.views.search.index import NameIndex, write_index
from kg.web.engine.pool import Pool
from kg.web.settings import Settings
from kg.web.snapshot import Snapshot

_NAMES = "names.sqlite"


def open_snapshot(folder: Path, workspace: Workspace, settings: Settings) -> Snapshot:
    """Open the build in a folder; raises StoreError where there is none. Its names may still have to be written."""
    store = EmbeddedStore(folder, workspace.namespaces.prefixes)
    whole = store.whole()
    return Snapshot(
        name=folder.name,
        folder=folder,
        workspace=workspace,
        store=store,
        whole=whole,
        names=NameIndex(names_path(folder)),
        pool=Pool(whole, settings),
    )


def complete(snapshot: Snapshot) -> None:
    """Read from the stores, and write the index of names where there is none; raises StoreError or QueryError."""
    for store in (snapshot.store, snapshot.whole):
        store.query("ASK { ?subject ?predicate ?object }")
    if not snapshot.names.is_ready:
        write_index(snapshot.whole, names_path(snapshot.folder))


def names_path(folder: Path) -> Path:
    """Give the file of a build's names: beside its store, or where that may not be written, in a place of its own."""
    beside = folder / _NAMES
    if beside.is_file() or os.access(folder, os.W_OK):
        return beside
    return Path(tempfile.gettempdir()) / f"diplograph-{os.getuid()}-{folder.name}-{_NAMES}"
