"""Publication: a finished build takes the place of the last one in a single step, or not at all.

`.kg/` holds one folder per build and the file `current`, which names the one in use.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import BuildError, StoreError

CURRENT = "current"
LOCK = "lock"


def current_build(home: Path) -> Path | None:
    """Give the folder of the build in use, or None where there is none."""
    try:
        name = (home / CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{home / CURRENT} cannot be read: {error.strerror}", remedy="Build again: kg build") from error
    folder = home / name
    return folder if name and folder.is_dir() else None


@contextmanager
def staged_build(home: Path, name: str) -> Iterator[Path]:
    """Give a fresh folder to build into; when the block ends without an error it becomes the current build.

    Raises BuildError when another process is building, or when the disk is full.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        with _locked(home):
            staging = Path(tempfile.mkdtemp(prefix="staging-", dir=home))
            try:
                yield staging
                _publish(home, staging, name)
            finally:
                shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise BuildError(
            f"the build could not be written to {home}: {error.strerror or error}",
            remedy="The previous build is untouched. Free some space or choose another folder in kg.toml.",
        ) from error


def write_file(path: Path, content: bytes) -> None:
    """Write a file beside its place, then rename it there, so that no reader ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _publish(home: Path, staging: Path, name: str) -> None:
    final = home / name
    if final.exists():
        shutil.rmtree(final)
    staging.rename(final)
    write_file(home / CURRENT, name.encode())
    for old in home.iterdir():
        if old.is_dir() and old != final:
            shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _locked(home: Path) -> Iterator[None]:
    import fcntl

    with (home / LOCK).open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BuildError(
                f"another process is building in {home}", remedy="Wait until it has finished, then try again."
            ) from error
        yield
