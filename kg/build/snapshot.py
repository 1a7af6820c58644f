"""One build, from the files to a published store and its exports."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from kg.validation.checking import check

from kg.build.assembly import Assembly, assemble_corpus
from kg.build.current import fresh_build
from kg.build.fingerprint import build_key, fingerprint
from kg.build.manifest import MANIFEST, describe, format_manifest, is_intact
from kg.build.publication import sole_builder, staged_build, write_file
from kg.config import Workspace
from kg.errors import BuildError
from kg.exports.rdf import serialize
from kg.model.finding import Report
from kg.rdf.corpus import Corpus, read_corpus
from kg.store.embedded import write_store

Progress = Callable[[str], None]

# The files in exports/ and their formats, the manifest apart.
FILES = {"graph.nq": "nquads", "graph.nt": "ntriples", "graph.trig": "trig", "graph.ttl": "turtle"}


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build read, found, made and wrote, and how many seconds each of its steps took."""

    read: Mapping[str, int]
    findings: Report
    manifest: Mapping[str, Any]
    seconds: Mapping[str, float]


class CheckFailedError(BuildError):
    """The data have errors, so nothing was built; `report` lists them."""

    def __init__(self, report: Report) -> None:
        count = len(report.errors)
        super().__init__(
            f"{count} error{'s' if count > 1 else ''} in the data, so nothing was built",
            remedy="The previous build is untouched. Mend the data, then build again.",
        )
        self.report = report


def build(
    workspace: Workspace, progress: Progress, *, force: bool = False, patience: float = 0.0
) -> BuildReport | None:
    """Read, derive, check, then publish the store and the exports; None when they are up to date already (not `force`).

    `progress` is told the name of each step as it begins. Raises InputError where a file cannot be read,
    CheckFailedError where the data have errors, BuildError where something cannot be written or where another process is
    still building after `patience` seconds; in each case the previous build stays as it was.
    """
    clock = _Clock(progress)
    with sole_builder(workspace.store, patience):
        key, inputs = build_key(workspace), fingerprint(workspace)
        if not force and fresh_build(workspace.store, key) and is_intact(workspace.exports, inputs):
            return None
        with clock.step("read"):
            corpus = read_corpus(workspace)
        with clock.step("derive"):
            assembly = assemble_corpus(corpus, workspace)
            quads = list(assembly)
        with clock.step("check"):
            findings = _check(assembly)
        with staged_build(workspace.store, workspace.exports, key) as staging:
            with clock.step("store"):
                write_store(staging.store, quads)
            with clock.step("export"):
                files = {name: serialize(quads, form, workspace.namespaces) for name, form in FILES.items()}
                manifest = describe(assembly, workspace, inputs, files)
                for name, content in {**files, MANIFEST: format_manifest(manifest)}.items():
                    write_file(staging.exports / name, content)
    return BuildReport(_count_read(corpus), findings, manifest, clock.seconds)


def _check(assembly: Assembly) -> Report:
    report = check(assembly.corpus, assembly.default)
    if report.errors:
        raise CheckFailedError(report)
    return report


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
        self._progress = progress
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        self._progress(name)
        start = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - start
