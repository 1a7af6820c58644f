"""Where a command's files go: standard output, a file written in one step, or a folder of them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from kg.errors import KgError, UsageError
from kg.rdf.writing import write_file

STANDARD_OUTPUT = "-"


def put_file(content: bytes, target: str) -> None:
    """Write to a file, which is there whole or not at all, or to standard output (`-`)."""
    if target == STANDARD_OUTPUT:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    if path.is_dir():
        raise UsageError(f"{target} is a folder", remedy="Name a file in it.")
    _write(path, content)


def put_folder(files: Mapping[str, bytes], target: str) -> None:
    """Write files into a folder, which is made if need be."""
    folder = Path(target)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{target} is a file", remedy="Name a folder, or a file that ends in .zip.")
    for name, content in files.items():
        _write(folder / name, content)


def _write(path: Path, content: bytes) -> None:
    try:
        write_file(path, content)
    except OSError as error:
        raise KgError(f"{path} cannot be written: {error.strerror or error}") from error
