"""The registry of imported releases: each a folder of N-Quads with a record, beside the builds and outside of `data/`.

A release is made in a staging folder and takes its place by one rename, under the lock of the builds. What was killed
half-way is cleared away by the next import.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.build.publication import sole_builder
from kg.config import Workspace
from kg.errors import BuildError, Location, UsageError
from kg.rdf.listing import IMPORTS, RECORD, REPLACED, ROWS, SHARED, list_records

PATIENCE = 120.0  # seconds to wait for another process that is building or importing
STAGING = ".staging"

_NAME = re.compile(r"[a-z0-9](?:[\w.-]*\w)?", re.ASCII)
_LONGEST = 100


class DamagedImportError(BuildError):
    """The files of an imported release are not what its record says."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"the imported release {folder.name} is damaged: {reason}",
            location=Location(str(folder)),
            remedy=f"Import it again, or take it out: kg import --remove {folder.name}",
        )


@dataclass(frozen=True, slots=True)
class Import:
    """An imported release.

    `graph` is the IRI of its named graph, `files` are those it was read from, `only` the filters on their rows. Of the
    `rows` read, `written` fit. `sha256` has the checksums of what is in its folder.
    """

    folder: Path
    dataset: str
    release: str
    title: str
    graph: str
    retrieved: str
    files: tuple[Mapping[str, Any], ...]
    only: tuple[str, ...]
    rows: int
    written: int
    quads: int
    sha256: Mapping[str, str]

    @property
    def name(self) -> str:
        """What it is called: `<dataset>-<release>`."""
        return self.folder.name

    def check_whole(self, *names: str) -> None:
        """Raise DamagedImportError where one of these files of it (default: any) is missing or was changed."""
        for name in names or (ROWS, SHARED):
            try:
                with (self.folder / name).open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
            except OSError as error:
                raise DamagedImportError(self.folder, f"{name} cannot be read: {error.strerror}") from error
            if digest != self.sha256[name]:
                raise DamagedImportError(self.folder, f"{name} is not what was imported")


def release_name(dataset: str, release: str) -> str:
    """Give the name of a release, which becomes that of a folder; raises UsageError where it cannot."""
    name = f"{dataset}-{release}"
    if not _NAME.fullmatch(name) or len(name) > _LONGEST:
        raise UsageError(
            f"{release!r} is no name of a release",
            remedy="Use letters, digits, dots, hyphens and underscores: --release 4.1",
        )
    return name


def list_imports(workspace: Workspace) -> list[Import]:
    """List the imported releases, by name; raises DamagedImportError for a record that cannot be read."""
    return [read_import(path.parent) for path in list_records(workspace)]


def read_import(folder: Path) -> Import:
    """Read the record of a release."""
    try:
        record = json.loads((folder / RECORD).read_bytes())
        return _parse(folder, record)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedImportError(folder, f"{RECORD} cannot be read") from error


@contextmanager
def staged_import(workspace: Workspace, name: str, patience: float = PATIENCE) -> Iterator[Path]:
    """Give a fresh folder to import into; when the block ends without an error it takes the place of that release.

    The block writes `rows.nq.zst`, `shared.nt` and the record. Nobody else builds or imports meanwhile; raises
    BuildError where somebody still does after `patience` seconds, and where something cannot be written.
    """
    home = _home(workspace, name)
    with sole_builder(workspace.store, patience):
        _recover(home)
        staging = home / STAGING / name
        try:
            staging.mkdir(parents=True)
            yield staging
            read_import(staging).check_whole()
            _publish(staging, home)
        finally:
            shutil.rmtree(home / STAGING, ignore_errors=True)


def remove_import(workspace: Workspace, name: str, patience: float = PATIENCE) -> None:
    """Take an imported release out, whether it is whole or not; raises UsageError where there is none of that name."""
    home = _home(workspace, name)
    with sole_builder(workspace.store, patience):
        _recover(home)
        if not (home / name).is_dir():
            known = ", ".join(path.parent.name for path in list_records(workspace))
            raise UsageError(
                f"no release {name!r} is imported",
                remedy=f"There are: {known}." if known else "Nothing is imported yet: kg import FILE",
            )
        (home / STAGING).mkdir(parents=True)
        (home / name).rename(home / STAGING / name)
        shutil.rmtree(home / STAGING, ignore_errors=True)


def _home(workspace: Workspace, name: str) -> Path:
    if not _NAME.fullmatch(name) or len(name) > _LONGEST:
        raise UsageError(f"{name!r} is no name of a release", remedy="List them: kg import --list")
    return workspace.store / IMPORTS


def _recover(home: Path) -> None:
    """Clear away what a killed import left: a half-made release goes, one that was set aside goes back."""
    home.mkdir(exist_ok=True)
    shutil.rmtree(home / STAGING, ignore_errors=True)
    aside = home / REPLACED
    for old in sorted(aside.iterdir()) if aside.is_dir() else ():
        if not (home / old.name).exists():
            old.rename(home / old.name)
    shutil.rmtree(aside, ignore_errors=True)


def _publish(staging: Path, home: Path) -> None:
    place, aside = home / staging.name, home / REPLACED
    if place.exists():
        aside.mkdir()
        place.rename(aside / place.name)
    try:
        staging.rename(place)
    except OSError:
        _recover(home)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _parse(folder: Path, record: Mapping[str, Any]) -> Import:
    return Import(
        folder=folder,
        dataset=str(record["dataset"]),
        release=str(record["release"]),
        title=str(record["title"]),
        graph=str(record["graph"]),
        retrieved=str(record["options"]["retrieved"]),
        files=tuple(record["files"]),
        only=tuple(record["options"]["only"]),
        rows=int(record["rows"]),
        written=int(record["written"]),
        quads=int(record["quads"]),
        sha256={name: str(record["sha256"][name]) for name in (ROWS, SHARED)},
    )
