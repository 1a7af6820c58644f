"""The whole graph: what is curated and the imported releases, in a store of their own below that of the curated graph.

A release stands there once, in its named graph. That a plain query sees the releases is the business of its default
graph, which is put together from several graphs; the file `graphs` names those that join the stored one.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import pyoxigraph as ox

from kg.errors import InputError, Location, StoreError
from kg.store.embedded import GRAPHS, WHOLE, read_graphs

_N_QUADS = ox.RdfFormat.N_QUADS


def load_releases(folder: Path, files: Iterable[Path], base: Path | None = None) -> None:
    """Load N-Quads files, plain or packed (.zst), into a store in `folder`, a new one or a copy of `base`.

    It is put in order for reading. Raises StoreError where a file is no N-Quads or the disk is full.
    """
    with _storing("the imported rows"):
        if base is not None:
            _copy(base, folder)
        store = ox.Store(str(folder))
        for path in files:
            with _reading(path), _open(path) as file:
                store.bulk_load(cast(BinaryIO, _Attentive(file)), format=_N_QUADS)
        store.optimize()
        store.flush()


class _Attentive:
    """A file that is read through Python: while the engine reads it for minutes, an interrupt is heard."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        """Read as many bytes."""
        return self._file.read(size)


def _open(path: Path) -> BinaryIO:
    if path.suffix != ".zst":
        return path.open("rb")
    try:
        import pyarrow as pa  # of an extra, which whoever imports has
    except ImportError as error:
        raise StoreError(
            "imported rows cannot be unpacked without pyarrow", remedy="pip install 'diplograph[datasets]'"
        ) from error
    stream: BinaryIO = pa.input_stream(str(path), compression="zstd")
    return stream


def graphs_in(folder: Path) -> set[str]:
    """Give the graphs of a store that hold anything, the default one as an empty text."""
    with _storing("the imported rows"):
        store = ox.Store.read_only(str(folder))
        default = {""} if _has_any(store, ox.DefaultGraph()) else set()
        return default | {graph.value for graph in store.named_graphs()}


def describe_alike(folder: Path, one: str, other: str) -> bool:
    """Say whether two graphs give a class to the same node."""
    graphs = f"GRAPH <{one}> {{ ?node a ?class }} GRAPH <{other}> {{ ?node a ?other }}"
    with _storing("the imported rows"):
        return bool(ox.Store.read_only(str(folder)).query(f"ASK {{ {graphs} }}"))


def write_whole(folder: Path, base: Path, quads: Iterable[ox.Quad], graphs: Sequence[str]) -> None:
    """Put the whole graph below the curated one in `folder`: a copy of the store in `base`, and the curated `quads`.

    The copy shares its files with `base` where the file system can. `graphs` join the default graph of plain queries.
    """
    with _storing("the whole graph"):
        _copy(base, folder / WHOLE)
        store = ox.Store(str(folder / WHOLE))
        store.bulk_extend(quads)
        store.flush()
        (folder / WHOLE / GRAPHS).write_text("".join(f"{graph}\n" for graph in graphs), encoding="utf-8")


def is_readable(folder: Path, graphs: Iterable[str]) -> bool:
    """Say whether the whole graph below a curated one is there and has something in each of these graphs."""
    try:
        store = ox.Store.read_only(str(folder / WHOLE)) if read_graphs(folder) else ox.Store()
        return all(_has_any(store, ox.NamedNode(graph)) for graph in graphs)
    except (OSError, RuntimeError, StoreError):  # the engine raises RuntimeError for a damaged file
        return False


def _has_any(store: ox.Store, graph: ox.NamedNode | ox.DefaultGraph) -> bool:
    return next(iter(store.quads_for_pattern(None, None, None, graph)), None) is not None


def _copy(base: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    ox.Store.read_only(str(base)).backup(str(folder))


@contextmanager
def _storing(what: str) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{what} cannot be stored: {error}", remedy="Is the disk full?") from error


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except SyntaxError as error:
        message = f"no N-Quads: {error}"
        raise InputError(message, location=Location(str(path)), remedy="Import the release again: kg import") from error
