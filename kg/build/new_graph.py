"""A new graph: the ontology, the settings, and one example document with one claim, or all that is shipped."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from kg.config import Workspace, read_workspace, shipped_workspace
from kg.config.workspace import SETTINGS
from kg.errors import BuildError, UsageError

TEMPLATE = Path(__file__).with_name("template")
BASE = "https://example.org/graph/"  # as the template has it

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*/")


def create_graph(folder: Path, base: str = BASE) -> Workspace:
    """Fill a new or empty folder with a graph that builds; all its IRIs begin with `base`.

    Raises UsageError where the folder holds anything, or where the base is no IRI that ends in a slash. A folder that
    cannot be filled (BuildError) is left empty.
    """
    if not _IRI.fullmatch(base):
        raise UsageError(f"{base!r} is no IRI that ends in a slash", remedy=f"Write it like {BASE}")
    return _create(folder, lambda: _fill(folder, base))


def copy_shipped_graph(folder: Path) -> Workspace:
    """Fill a new or empty folder with the shipped graph, to go on from; raises as `create_graph` does."""
    return _create(folder, lambda: _copy_shipped(folder))


def _create(folder: Path, fill: Callable[[], None]) -> Workspace:
    _refuse_full(folder)
    try:
        fill()
    except OSError as error:
        _empty(folder)
        raise BuildError(
            f"the graph could not be written to {error.filename or folder}: {error.strerror or error}",
            remedy="Free some space, or choose another folder.",
        ) from error
    return read_workspace(folder)


def _refuse_full(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file", remedy="Name a new folder.")
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty", remedy="Name a new folder, or an empty one.")


def _fill(folder: Path, base: str) -> None:
    shutil.copytree(shipped_workspace().ontology, folder / "ontology")
    for path in sorted(path for path in TEMPLATE.rglob("*") if path.is_file()):
        place = folder / path.relative_to(TEMPLATE)
        if place.name == "gitignore":
            place = place.with_name(".gitignore")
        place.parent.mkdir(parents=True, exist_ok=True)
        content = path.read_bytes().replace(BASE.encode(), base.encode())
        place.write_bytes(content)


def _copy_shipped(folder: Path) -> None:
    """What every graph has from the package, wherever it lies, such as the descriptors of datasets, is not copied."""
    shipped = shipped_workspace()
    ours = shutil.ignore_patterns("datasets", "states", "schemes.toml")
    shutil.copytree(shipped.ontology, folder / "ontology")
    shutil.copytree(shipped.data, folder / "data", ignore=ours)
    shutil.copy2(shipped.root / SETTINGS, folder / SETTINGS)
    shutil.copy2(TEMPLATE / "gitignore", folder / ".gitignore")


def _empty(folder: Path) -> None:
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
