"""One build, from the files to a published store and its exports."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.build.assembly import Assembly, assemble_corpus
from kg.build.current import fresh_build
from kg.build.fingerprint import build_key, fingerprint
from kg.build.imports import Import, list_imports
from kg.build.links import link
from kg.build.loading import loaded_store, seen_graphs, shared_quads
from kg.build.manifest import MANIFEST, describe, format_manifest, read_manifest
from kg.build.publication import sole_builder, staged_build
from kg.config import Workspace
from kg.errors import BuildError, StoreError
from kg.exports.rdf import serialize
from kg.model.finding import Report
from kg.rdf.corpus import Corpus, read_corpus
from kg.rdf.writing import write_file
from kg.store.embedded import EmbeddedStore, write_store
from kg.store.whole import is_readable, write_whole
from kg.validation.checking import check

Progress = Callable[[str], None]

_SHOWN = 10  # errors named in the message

# The files in exports/ and their formats, the manifest apart.
FILES = {"graph.nq": "nquads", "graph.nt": "ntriples", "graph.trig": "trig", "graph.ttl": "turtle"}


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build read, found, made and wrote, and how many seconds each of its steps took."""

    read: Mapping[str, int]
    imports: tuple[Import, ...]
    findings: Report
    manifest: Mapping[str, Any]
    seconds: Mapping[str, float]


class CheckFailedError(BuildError):
    """The data have errors, so nothing was built; `report` lists them."""

    def __init__(self, report: Report) -> None:
        count = len(report.errors)
        super().__init__(
            "\n".join([f"nothing was built: {count} error{'s' * (count > 1)} in the data", *_iter_lines(report)]),
            remedy="The previous build is untouched. Mend the data, then build again; kg check says more.",
        )
        self.report = report


def build_snapshot(
    workspace: Workspace, progress: Progress, *, force: bool = False, patience: float = 0.0
) -> BuildReport | None:
    """Read, derive and check, then publish store and exports; None where they are up to date already (not `force`).

    `progress` is told the name of each step as it begins. Raises InputError where a file cannot be read,
    CheckFailedError where the data have errors, BuildError where something cannot be written or another process is
    still building after `patience` seconds; in each case the previous build stays as it was.
    """
    with sole_builder(workspace.store, patience):
        key, inputs, imports = build_key(workspace), fingerprint(workspace), list_imports(workspace)
        if not force and _is_whole(workspace, key, inputs, imports):
            return None
        return _build(workspace, key, inputs, imports, _Clock(progress))


def _build(workspace: Workspace, key: str, inputs: str, imports: list[Import], clock: _Clock) -> BuildReport:
    with clock.step("read"):
        corpus = read_corpus(workspace)
    with clock.step("link"):
        linked = link(corpus, workspace)
    with clock.step("derive"):
        assembly = assemble_corpus(corpus, linked, workspace)
        quads = list(assembly)
    with clock.step("check"):
        findings = check(corpus, assembly.default, margins=workspace.margins).joined(linked.findings)
    if findings.errors:
        raise CheckFailedError(findings)
    with staged_build(workspace.store, workspace.exports, key) as staging:
        with clock.step("store"):
            write_store(staging.store, quads)
        if imports:
            with clock.step("imports"):
                _add_imports(staging.store, workspace, imports, assembly, clock.say)
        with clock.step("export"):
            files = {name: serialize(quads, form, workspace.namespaces) for name, form in FILES.items()}
            manifest = describe(assembly, workspace, inputs, files)
            for name, content in {**files, MANIFEST: format_manifest(manifest)}.items():
                write_file(staging.exports / name, content)
    return BuildReport(_count_read(corpus), tuple(imports), findings, manifest, clock.seconds)


def _add_imports(store: Path, workspace: Workspace, imports: list[Import], assembly: Assembly, say: Progress) -> None:
    """Put the whole graph beside the curated one."""
    rows = loaded_store(workspace, imports, say)
    quads = (*assembly, *shared_quads(imports, assembly.default))
    write_whole(store, rows, quads, seen_graphs(rows))


def _is_whole(workspace: Workspace, key: str, inputs: str, imports: list[Import]) -> bool:
    """Say whether the current build is fresh, its exports are in place, and its store can be read to the end."""
    folder, manifest = fresh_build(workspace.store, key), read_manifest(workspace.exports, inputs)
    if folder is None or manifest is None:
        return False
    try:
        count = sum(1 for _ in EmbeddedStore(folder, {}).quads())
    except (StoreError, OSError, RuntimeError):  # the engine raises RuntimeError for a damaged file
        return False
    is_complete = count == manifest["counts"]["triples"] + manifest["counts"]["triples_in_claims"]
    return bool(is_complete and is_readable(folder, [release.graph for release in imports]))


def _iter_lines(report: Report) -> Iterator[str]:
    for finding in report.errors[:_SHOWN]:
        place = f"{finding.location}: " if finding.location else ""
        yield f"  {place}{finding.message} [{finding.code}]"
    if len(report.errors) > _SHOWN:
        yield f"  … and {len(report.errors) - _SHOWN} more"


def _count_read(corpus: Corpus) -> dict[str, int]:
    return {
        "ontology_files": len(corpus.ontology),
        "ontology_triples": len(corpus.ontology_quads),
        "data_files": len(corpus.data),
        "data_triples": len(corpus.quads),
    }


class _Clock:
    """Says when a step begins, and remembers how long it took."""

    def __init__(self, progress: Progress) -> None:
        self.say = progress
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        self.say(name)
        start = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - start
