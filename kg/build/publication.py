"""Publication: a finished build takes the place of the last one, or leaves it as it was.

The store's home holds one folder per build, the file `current`, which names the one in use, and the lock. The build
before the current one is kept, for whoever is still reading it. Files for `exports/` are made in a hidden folder there
and take the places of the old ones at the very end.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.build.current import BUILD, CURRENT, current_build
from kg.build.lock import locked
from kg.errors import BuildError, StoreError
from kg.rdf.writing import write_file

LOCK = "lock"
STAGING = ".staging"
REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Staging:
    """Where a build is made before it is published: its store's folder, and its exports'."""

    store: Path
    exports: Path


@contextmanager
def sole_builder(home: Path, patience: float = 0.0) -> Iterator[None]:
    """Hold the lock of the store's home; raises BuildError when another process does, even after `patience` seconds."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        with locked(home / LOCK, patience):
            yield
    except OSError as error:
        raise _not_written(error, home) from error


@contextmanager
def staged_build(home: Path, exports: Path, key: str) -> Iterator[Staging]:
    """Give fresh folders to build into; when the block ends without an error they become the current build.

    The caller is the sole builder. What a killed build left behind is cleared away. Raises BuildError when something
    cannot be written, such as on a full disk.
    """
    staging = Staging(home / STAGING, exports / STAGING)
    try:
        _clear(staging)
        try:
            staging.store.mkdir()
            (staging.exports / REPLACED).mkdir(parents=True)
            yield staging
            _publish(staging, home, exports, key)
        finally:
            _clear(staging)
    except (OSError, StoreError) as error:
        raise _not_written(error, home) from error


def _publish(staging: Staging, home: Path, exports: Path, key: str) -> None:
    previous, builds = current_build(home), _builds(home)
    final = home / f"{max([0, *builds.values()]) + 1:04d}-{key}"
    names = sorted(path.name for path in staging.exports.iterdir() if path.is_file())
    replaced = staging.exports / REPLACED
    for name in names:
        if (exports / name).exists():
            shutil.copy2(exports / name, replaced / name)
    try:
        staging.store.rename(final)
        for name in names:
            (staging.exports / name).replace(exports / name)
        write_file(home / CURRENT, final.name.encode())
    except BaseException:
        if current_build(home) != final:
            _take_back(names, staging.exports, exports)
            shutil.rmtree(final, ignore_errors=True)
        raise
    for old in builds.keys() - {previous}:
        shutil.rmtree(old, ignore_errors=True)


def _take_back(names: list[str], staged: Path, exports: Path) -> None:
    """Put the old files back; a new one that had no predecessor goes."""
    for name in names:
        if (staged / REPLACED / name).exists():
            (staged / REPLACED / name).replace(exports / name)
        elif not (staged / name).exists():
            (exports / name).unlink(missing_ok=True)


def _builds(home: Path) -> dict[Path, int]:
    matches = ((path, BUILD.fullmatch(path.name)) for path in home.iterdir())
    return {path: int(match[1]) for path, match in matches if match}


def _clear(staging: Staging) -> None:
    for folder in (staging.store, staging.exports):
        shutil.rmtree(folder, ignore_errors=True)


def _not_written(error: OSError | StoreError, home: Path) -> BuildError:
    place = "" if isinstance(error, StoreError) else f"{error.filename or home}: "
    reason = error.message if isinstance(error, StoreError) else error.strerror or error
    return BuildError(
        f"the build could not be written: {place}{reason}",
        remedy="The previous build is untouched. Free some space, or choose other folders in kg.toml.",
    )
