"""Opening: a build becomes a snapshot that can answer."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import anyio.to_process

from kg.config import Workspace
from kg.store.embedded import EmbeddedStore
from kg.views.search.index import NameIndex, write_index
from kg.web.engine.pool import Pool
from kg.web.settings import Settings
from kg.web.site import in_thread
from kg.web.snapshot import Snapshot

_NAMES = "names.sqlite"
_LARGE = 64 << 20  # bytes of a store's files: some hundred thousand quads


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


async def complete(snapshot: Snapshot) -> None:
    """Read from the stores, and write the index of names where there is none; raises StoreError or QueryError.

    The names of a large graph are written by a process of its own, since that keeps a processor busy for minutes.
    """
    await in_thread(_try, snapshot)
    if snapshot.names.is_ready:
        return
    whole = snapshot.whole
    write = partial(_write_names, whole.folder, dict(whole.prefixes), tuple(whole.graphs), names_path(snapshot.folder))
    if _size(whole.folder) > _LARGE:
        await anyio.to_process.run_sync(write, cancellable=True)
    else:
        await in_thread(write)


def _try(snapshot: Snapshot) -> None:
    for store in (snapshot.store, snapshot.whole):
        store.query("ASK { ?subject ?predicate ?object }")


def _write_names(folder: Path, prefixes: dict[str, str], graphs: tuple[str, ...], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_index(EmbeddedStore(folder, prefixes, graphs), path)


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir() if file.is_file())


def names_path(folder: Path) -> Path:
    """Give the file of a build's names: beside its store, or where that may not be written, in a place of its own."""
    beside = folder / _NAMES
    if beside.is_file() or os.access(folder, os.W_OK):
        return beside
    from platformdirs import user_cache_path  # not a folder in which others can put a file of that name

    return user_cache_path("diplograph") / "names" / f"{folder.name}.sqlite"
