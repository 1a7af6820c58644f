"""Opening: a build becomes a snapshot that can answer."""

from __future__ import annotations

from pathlib import Path

from kg.config import Workspace
from kg.store.embedded import EmbeddedStore
from kg.views.search.index import NameIndex
from kg.web.engine.pool import Pool
from kg.web.settings import Settings
from kg.web.snapshot import Snapshot


def open_snapshot(folder: Path, workspace: Workspace, settings: Settings) -> Snapshot:
    """Open the build in a folder; raises StoreError where it cannot be read."""
    store = EmbeddedStore(folder, workspace.namespaces.prefixes)
    whole = store.whole()
    return Snapshot(
        name=folder.name,
        folder=folder,
        workspace=workspace,
        store=store,
        whole=whole,
        names=NameIndex(folder / "names.sqlite"),
        pool=Pool(whole, settings),
    )
