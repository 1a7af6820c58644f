"""The loaded releases: a store of nothing but imported rows, from which the whole graph of each build begins.

To load millions of rows takes minutes, to copy a store that holds them takes none: the copy shares its files. So they
are loaded once, when they come, and not again when the curated data change. The builder calls it, and holds the lock.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from kg.build.imports import DamagedImportError, Import
from kg.config import Workspace
from kg.config.namespaces import CODE
from kg.rdf.formats import find_format
from kg.rdf.listing import IMPORTS, ROWS, SHARED
from kg.rdf.terms import IRI, Quad
from kg.store.whole import describe_alike, graphs_in, load_releases

SHARED_GRAPH = IRI(CODE)  # what several releases share, such as codes of states, stands in one graph and counts once

_LOADED, _STAGING = ".loaded-", ".loading"
_HOLDS, _SEEN = "releases", "seen"  # beside the engine's files: which releases are loaded, and which graphs are seen


def loaded_store(workspace: Workspace, imports: Sequence[Import], say: Callable[[str], None] = lambda _: None) -> Path:
    """Give the folder of a store that holds the rows of these releases; they are loaded if none does.

    `say` is told of each release that has to be loaded, which can take minutes. Raises DamagedImportError where a
    release is not what its record says.
    """
    home = workspace.store / IMPORTS
    wanted = {_identity(release): release for release in imports}
    place = home / (_LOADED + hashlib.sha256("\n".join(sorted(wanted)).encode()).hexdigest()[:16])
    if not place.is_dir():
        _load(home, wanted, place, say)
    for old in home.glob(f"{_LOADED}*"):
        if old != place:
            shutil.rmtree(old, ignore_errors=True)
    return place


def seen_graphs(loaded: Path) -> list[str]:
    """Give the graphs of a loaded store that a plain query sees, and the shared one."""
    return [CODE, *(loaded / _SEEN).read_text(encoding="utf-8").split()]


def shared_quads(imports: Sequence[Import], default: Sequence[Quad]) -> list[Quad]:
    """Give what the releases share, each triple once, and none that is in the default graph already."""
    shared = {
        Quad(quad.subject, quad.predicate, quad.object, SHARED_GRAPH)
        for release in imports
        for quad in _read_shared(release)
    }
    curated = {quad.triple for quad in default}
    return sorted((quad for quad in shared if quad.triple not in curated), key=str)


def natural_order(release: str) -> tuple[tuple[int, str], ...]:
    """Give what releases are put in order by: 4.10 comes after 4.9."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in re.findall(r"\d+|\D+", release))


def _load(home: Path, wanted: dict[str, Import], place: Path, say: Callable[[str], None]) -> None:
    staging = home / _STAGING
    shutil.rmtree(staging, ignore_errors=True)
    base = next((path for path in sorted(home.glob(f"{_LOADED}*")) if _held(path) <= wanted.keys()), None)
    missing = [release for name, release in wanted.items() if base is None or name not in _held(base)]
    try:
        load_releases(staging, _files(missing, say), base)
        _refuse_foreign(staging, wanted.values())
        (staging / _SEEN).write_text("\n".join(_seen(staging, wanted.values())), encoding="utf-8")
        (staging / _HOLDS).write_text("\n".join(sorted(wanted)), encoding="utf-8")
        staging.rename(place)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _files(imports: Iterable[Import], say: Callable[[str], None]) -> Iterator[Path]:
    for release in imports:
        say(f"loading {release.name}, {release.quads:,} statements")
        release.check_whole(ROWS)
        yield release.folder / ROWS


def _refuse_foreign(store: Path, imports: Iterable[Import]) -> None:
    """Raise DamagedImportError where the rows of a release stand in a graph that is not its own."""
    graphs = {release.graph for release in imports}
    foreign = graphs_in(store) - graphs
    if foreign:
        last = list(imports)[-1]
        raise DamagedImportError(last.folder, f"{ROWS} writes into another graph: {min(foreign) or 'the default one'}")


def _seen(store: Path, imports: Iterable[Import]) -> list[str]:
    """Give the graph of each release; of two that describe the same nodes only the later, lest a count count twice."""
    seen: list[str] = []
    by_dataset = sorted(imports, key=lambda release: (release.dataset, natural_order(release.release)))
    for _, group in groupby(by_dataset, key=lambda release: release.dataset):
        kept: list[str] = []
        for release in reversed(list(group)):
            if not any(describe_alike(store, release.graph, later) for later in kept):
                kept.append(release.graph)
        seen += reversed(kept)
    return seen


def _read_shared(release: Import) -> list[Quad]:
    release.check_whole(SHARED)
    try:
        return list(find_format("ntriples").read((release.folder / SHARED).read_bytes()))
    except (SyntaxError, ValueError) as error:
        raise DamagedImportError(release.folder, f"{SHARED} is no N-Triples: {error}") from error


def _identity(release: Import) -> str:
    return f"{release.name} {release.sha256[ROWS]}"


def _held(loaded: Path) -> set[str]:
    return set((loaded / _HOLDS).read_text(encoding="utf-8").splitlines())
