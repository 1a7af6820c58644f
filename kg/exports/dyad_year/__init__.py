"""Tables of pairs and years as files: CSV, Parquet and Stata, each with its codebook."""

from __future__ import annotations

import importlib.util
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from kg.errors import KgError, UsageError
from kg.views.dyads import Table

LIBRARIES = ("polars", "pyarrow", "pyreadstat")


def write_dyad_year(table: Table, target: Path, title: str) -> tuple[Path, Path]:
    """Write a table and its codebook beside it, whole or not at all; gives both paths.

    The suffix of `target` says the format. Raises UsageError for another one, KgError where it cannot be written.
    """
    writer = _WRITERS[check_target(target)]
    codebook = target.with_suffix(".codebook.md")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        try:
            writer(table, folder / target.name, title)
            _write_codebook(table, folder / codebook.name, target.name, title)
            for path in (codebook, target):
                (folder / path.name).replace(path)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise KgError(f"{target} cannot be written: {error.strerror or error}") from error
    return target, codebook


def check_target(target: Path) -> str:
    """Give the suffix of a file; raises UsageError if we write none such, or if what writes it is not installed."""
    suffix = target.suffix.lower()
    if suffix not in _WRITERS:
        raise UsageError(
            f"{target.name or target} is no file that we write", remedy=f"End it in {', '.join(_WRITERS)}."
        )
    if target.is_dir():
        raise UsageError(f"{target} is a folder", remedy="Name a file in it.")
    missing = [name for name in LIBRARIES if importlib.util.find_spec(name) is None]
    if missing:
        raise UsageError(
            f"tables need {' and '.join(missing)}", remedy='Install them: pip install "diplograph[datasets]"'
        )
    return suffix


def _write_codebook(table: Table, path: Path, name: str, title: str) -> None:
    from kg.exports.dyad_year.codebook import write_codebook

    path.write_text(write_codebook(table, name, title), encoding="utf-8", newline="\n")


def _write_csv(table: Table, path: Path, _title: str) -> None:
    from kg.exports.cells import as_text
    from kg.exports.dyad_year.frame import to_frame

    to_frame(table, as_text).write_csv(path, line_terminator="\r\n")


def _write_parquet(table: Table, path: Path, _title: str) -> None:
    from kg.exports.dyad_year.frame import to_frame

    to_frame(table).write_parquet(path, compression="zstd")


def _write_stata(table: Table, path: Path, title: str) -> None:
    from kg.exports.dyad_year.stata import write_stata

    write_stata(table, path, title)


_WRITERS: Mapping[str, Callable[[Table, Path, str], None]] = MappingProxyType(
    {".csv": _write_csv, ".parquet": _write_parquet, ".dta": _write_stata}
)
