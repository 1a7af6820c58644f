"""The current build: which of the builds in a store's home is in use."""

from __future__ import annotations

import re
from pathlib import Path

from kg.errors import StoreError

CURRENT = "current"
BUILD = re.compile(r"(\d+)-\w+", re.ASCII)  # the name of a build's folder: its number and its key


def current_build(home: Path) -> Path | None:
    """Give the folder of the build in use, or None where there is none. Its name is `<number>-<key>`."""
    path = home / CURRENT
    try:
        name = path.read_bytes().decode(errors="replace").strip()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(
            f"{path} cannot be read: {error.strerror}", remedy="Delete that folder, then build again: kg build"
        ) from error
    folder = home / name
    return folder if BUILD.fullmatch(name) and folder.is_dir() else None


def fresh_build(home: Path, key: str) -> Path | None:
    """Give the folder of the current build if it has that key."""
    folder = current_build(home)
    return folder if folder and folder.name.endswith(f"-{key}") else None
