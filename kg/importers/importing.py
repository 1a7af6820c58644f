"""Importing: the files of a dataset's release into the N-Quads of a folder, whole or not at all."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.config import Workspace
from kg.errors import DateError, InputError, Location, UsageError
from kg.importers.dataset import Descriptor, Table
from kg.importers.descriptor import is_release
from kg.importers.files import digest
from kg.importers.outputs import Output, staged_outputs
from kg.importers.problems import Places, Problems
from kg.importers.reading import find_table, first_value, iter_batches, locate_columns
from kg.importers.release import Release, ReleaseFile
from kg.importers.terms import read_terms
from kg.importers.writing import Lines, Only, Progress, Task, Writer
from kg.model.dates import parse_date
from kg.model.finding import Finding
from kg.rdf.listing import RECORD, ROWS, SHARED


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did. `problems` are the first findings, `counts` how many there are of each code."""

    name: str
    graph: str
    files: tuple[ReleaseFile, ...]
    rows: int
    written: int
    quads: int
    problems: tuple[Finding, ...]
    counts: dict[str, int]
    seconds: float

    @property
    def left_out(self) -> int:
        """How many rows do not fit."""
        return self.rows - self.written


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    table: Table
    size: int


@dataclass(frozen=True, slots=True)
class _Source:
    path: Path
    table: Table
    file: ReleaseFile


def import_files(
    descriptor: Descriptor,
    files: Sequence[Path],
    folder: Path,
    workspace: Workspace,
    *,
    release: str | None = None,
    retrieved: str | None = None,
    only: Sequence[str] = (),
    strict: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Write the rows of files as N-Quads into `folder`: rows.nq.zst, shared.nt and import.json, or nothing.

    `release` names the release where it is not the one the descriptor is for, `retrieved` says in EDTF when the files
    were fetched. Each of `only` is a filter like `ccode1=365,731`; all have to hold. Rows that do not fit are left out
    and reported, or end the import if it is `strict`. `progress` is told the rows read so far and the seconds.
    Raises InputError for a file that cannot be read, UsageError for a wrong argument.
    """
    begin = time.perf_counter()
    found = _find_tables(descriptor, files)
    about = _release(descriptor, release or release_of(descriptor, files), retrieved, workspace)
    sources = _sources(descriptor, found, about)
    filters = _filters(only, sources)
    problems = Problems(strict)
    writer = Writer(about, filters, problems)
    release_files = tuple(source.file for source in sources)
    with staged_outputs(folder, (ROWS, SHARED, RECORD)) as (own, shared):
        rows, written = _write_rows(writer.write(_tasks(sources)), own, shared, progress)
        _check_some(rows, files, filters)
        for line in about.description(release_files, writer.coverage.text):
            shared.write([memoryview(line.encode())])
        own.finish()
        shared.finish()
        results = {"rows": rows, "written": written, **_results(problems, own, shared)}
        options = {"retrieved": about.retrieved, "only": list(only)}
        (folder / f".{RECORD}").write_bytes(_record(about, sources, options, results))
    return Outcome(
        name=about.name,
        graph=about.graph,
        files=release_files,
        rows=rows,
        written=written,
        quads=own.lines + shared.lines,
        problems=tuple(problems.kept),
        counts=dict(sorted(problems.counts.items())),
        seconds=time.perf_counter() - begin,
    )


def _write_rows(lines: Iterable[Lines], own: Output, shared: Output, progress: Progress | None) -> tuple[int, int]:
    """Write all rows; gives how many there were, and how many of them fit."""
    begin = time.perf_counter()
    rows = written = 0
    for some in lines:
        own.write(some.own)
        shared.write(some.shared)
        rows, written = rows + some.rows, written + some.written
        if progress:
            progress(rows, time.perf_counter() - begin)
    return rows, written


def _results(problems: Problems, own: Output, shared: Output) -> dict[str, Any]:
    return {
        "problems": dict(sorted(problems.counts.items())),
        "quads": own.lines,
        "triples": shared.lines,
        "sha256": {ROWS: own.sha256.hexdigest(), SHARED: shared.sha256.hexdigest()},
    }


def release_of(descriptor: Descriptor, files: Sequence[Path]) -> str:
    """Give the release that the first rows of the files name, or else the one that the descriptor is for.

    Raises InputError where two files name two releases.
    """
    stated: dict[str, Path] = {}
    for path in files:
        table = find_table(path, descriptor)
        if version := first_value(path, table, table.release) if table.release else "":
            stated.setdefault(version, path)
    if len(stated) > 1:
        (one, first), (other, second) = list(stated.items())[:2]
        raise InputError(
            f"is of release {other}, but {first} of release {one}",
            location=Location(str(second)),
            remedy="Import the files of each release by themselves, or say which it is: --release.",
        )
    return next(iter(stated), descriptor.release)


def _release(descriptor: Descriptor, version: str, retrieved: str | None, workspace: Workspace) -> Release:
    if not is_release(version):
        raise UsageError(f"{version!r} is no name of a release", remedy="Write it like 4.1 or 2016.")
    try:
        day = parse_date(retrieved).text if retrieved else ""
    except DateError as error:
        raise UsageError(f"the day of retrieval: {error.message}", remedy=error.remedy) from error
    return Release(descriptor.for_release(version), version, read_terms(workspace), day)


def _find_tables(descriptor: Descriptor, files: Sequence[Path]) -> dict[str, _Found]:
    """Find the table of each file, by its checksum."""
    found: dict[str, _Found] = {}
    for path in files:
        sha256, size = digest(path)
        if sha256 in found:
            message = f"is the same file as {found[sha256].path}"
            raise InputError(message, location=Location(str(path)), remedy="Give it once.")
        found[sha256] = _Found(path, find_table(path, descriptor), size)
    if not found:
        raise UsageError("no file is given", remedy=f"Give the files of {descriptor.name}.")
    return found


def _sources(descriptor: Descriptor, found: dict[str, _Found], release: Release) -> list[_Source]:
    """Give the files in the order of the tables, then of their names."""
    tables = list(descriptor.tables)
    ordered = sorted(found.items(), key=lambda item: (tables.index(item[1].table), item[1].path.name, item[0]))
    names = [one.table.name for _, one in ordered]
    return [
        _Source(
            one.path,
            one.table,
            ReleaseFile(_file_iri(one, release, names), one.path.name, one.table.name, sha256, one.size),
        )
        for sha256, one in ordered
    ]


def _file_iri(found: _Found, release: Release, names: list[str]) -> str:
    """Name a file after its table, and after itself where it is not the only one of it."""
    iri = f"{release.graph}.{found.table.name}"
    if names.count(found.table.name) == 1:
        return iri
    stem = re.sub(r"[^0-9A-Za-z-]+", "-", found.path.name.partition(".")[0]).strip("-")
    return f"{iri}.{stem or 'file'}"


def _filters(only: Sequence[str], sources: list[_Source]) -> tuple[Only, ...]:
    found = []
    for text in only:
        column, equals, values = text.partition("=")
        if not equals or not column:
            raise UsageError(f"{text!r} is no filter", remedy="Write it like ccode1=365,731.")
        for source in sources:
            if column not in source.table.columns:
                listed = ", ".join(source.table.columns)
                raise UsageError(f"{source.table.name} has no column {column!r}", remedy=f"There are: {listed}.")
        found.append(Only(column, tuple(value.strip() for value in values.split(","))))
    return tuple(found)


def _tasks(sources: list[_Source]) -> Iterator[Task]:
    for source in sources:
        columns = locate_columns(source.path, source.table)
        for batch in iter_batches(source.path, source.table):
            yield Task(Places(source.path, columns, batch), source.table, source.file.iri)


def _check_some(rows: int, files: Sequence[Path], filters: tuple[Only, ...]) -> None:
    if not rows:
        why = "no row passes the filters" if filters else "the file has no rows"
        raise InputError(why, location=Location(str(files[0])), remedy="Is it the right file?")


def _record(release: Release, sources: list[_Source], options: dict[str, Any], results: dict[str, Any]) -> bytes:
    """Write down what was imported; there is no time in it, so that the same files give the same bytes."""
    files = [
        {"name": f.name, "table": f.table, "sha256": f.sha256, "bytes": f.bytes}
        for f in (source.file for source in sources)
    ]
    record = {
        "dataset": release.descriptor.name,
        "release": release.version,
        "title": release.descriptor.title,
        "graph": release.graph,
        "descriptor": release.descriptor.sha256,
        "files": files,
        "options": options,
        **results,
    }
    return (json.dumps(record, indent=2, ensure_ascii=False) + "\n").encode()
