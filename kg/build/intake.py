"""Taking datasets in: files are told apart by their columns, and those of one dataset become one release.

It stands on the libraries of the importers, which not everybody has installed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.build.imports import release_name, staged_import
from kg.config import Workspace
from kg.errors import DateError, UsageError
from kg.importers.dataset import Descriptor
from kg.importers.descriptor import find_descriptor
from kg.importers.importing import Outcome, import_files, release_of
from kg.importers.recognition import recognise
from kg.importers.writing import Progress
from kg.model.dates import parse_date

_FILES = "Name the files: kg import FILE…"


@dataclass(frozen=True, slots=True)
class Intake:
    """What is taken in, as somebody asks for it.

    `name` is the dataset, or None where the columns of each file tell. `release` is what its release is called,
    `retrieved` when the files were fetched (EDTF): by default the descriptor and the files' own dates tell. Rows have
    to pass each filter of `only` (`ccode1=365,731`). `strict` ends at the first row that does not fit.
    """

    files: tuple[Path, ...]
    name: str | None = None
    release: str | None = None
    retrieved: str | None = None
    only: tuple[str, ...] = ()
    strict: bool = False

    def datasets(self, workspace: Workspace) -> list[tuple[Descriptor, list[Path]]]:
        """Give each dataset with its files; raises UsageError where there is none of that name or with such columns."""
        for path in self.files:
            if not path.is_file():
                raise UsageError(f"{path} is a folder" if path.is_dir() else f"there is no file {path}", remedy=_FILES)
        if self.name is not None:
            return [(find_descriptor(self.name, workspace), list(self.files))]
        found: dict[str, tuple[Descriptor, list[Path]]] = {}
        for path in self.files:
            descriptor = recognise(path, workspace)
            found.setdefault(descriptor.name, (descriptor, []))[1].append(path)
        if self.release is not None and len(found) > 1:
            raise UsageError(
                f"these are files of {len(found)} datasets ({', '.join(sorted(found))}), and --release names one",
                remedy="Import them one after the other.",
            )
        return [found[name] for name in sorted(found)]

    def day(self, files: Sequence[Path]) -> str:
        """Give the date of retrieval; raises UsageError where what was given is no date."""
        if self.retrieved is None:
            latest = max(path.stat().st_mtime for path in files)
            return dt.datetime.fromtimestamp(latest, dt.UTC).date().isoformat()
        try:
            return parse_date(self.retrieved).text
        except DateError as error:
            raise UsageError(f"--retrieved is a date, and {error.message}", remedy="Write 2026-11-24.") from error


def take_in(
    workspace: Workspace, intake: Intake, begin: Callable[[str], Progress | None] = lambda _: None
) -> Iterator[Outcome]:
    """Import dataset by dataset; each release is in place when its outcome is given, and the graph is not built yet.

    `begin` is told the name of each release, and gives what is told its progress. Raises UsageError for a dataset, an
    option or a name that is none, InputError for a file that cannot be read, BuildError where nothing can be written.
    """
    for descriptor, files in intake.datasets(workspace):
        day, release = intake.day(files), intake.release or release_of(descriptor, files)
        name = release_name(descriptor.name, release)
        with staged_import(workspace, name) as folder:
            outcome = import_files(
                descriptor,
                files,
                folder,
                workspace,
                release=release,
                retrieved=day,
                only=intake.only,
                strict=intake.strict,
                progress=begin(name),
            )
        yield outcome
