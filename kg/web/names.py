"""The index of names of a build: opened, and written first where there is none."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from kg.store.embedded import EmbeddedStore
from kg.views.search.index import NameIndex, write_index

FILE = "names.sqlite"
SMALL = 64 << 20  # bytes of a store whose names are written before anybody is answered


def open_names(folder: Path, store: EmbeddedStore) -> NameIndex:
    """Open the index of the names of a store, which lies beside the build or, where nothing can be written, elsewhere.

    For a large store it is written by a process of its own; until then the index is not ready.
    """
    index = NameIndex(_home(folder) / FILE)
    if not index.is_ready:
        if _size(folder) <= SMALL:
            write_index(store, index.path)
        else:
            task = (folder, dict(store.prefixes), index.path)
            multiprocessing.get_context("spawn").Process(target=_write, args=task, daemon=True).start()
    return index


def _home(folder: Path) -> Path:
    return folder if os.access(folder, os.W_OK) else Path(tempfile.mkdtemp(prefix="kg-names-"))


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _write(folder: Path, prefixes: Mapping[str, str], path: Path) -> None:
    write_index(EmbeddedStore(folder, prefixes).whole(), path)
