"""Real files of datasets, imported with the shipped descriptors; each of them once for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

import pytest
from pyarrow import input_stream
from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions, RdfFormat, Store

from kg.config import find_workspace
from kg.importers.descriptor import find_descriptor
from kg.importers.importing import import_files
from kg.model.finding import Finding
from tests.conftest import ROOT

WORKSPACE = find_workspace(ROOT)
SHARED = ROOT.parent / "shared" / "datasets"
FILES = Path(__file__).parent / "files"
PREFIXES = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in WORKSPACE.namespaces.prefixes.items())


class Imported(NamedTuple):
    """What an import gave: how many rows and quads, what did not fit, and a store of it."""

    rows: int
    quads: int
    problems: tuple[Finding, ...]
    store: Store

    def ask(self, pattern: str) -> list[tuple[str, ...]]:
        """Give the rows of a query over all that was imported, IRIs as CURIEs; `SELECT DISTINCT *` may be left out."""
        text = pattern if pattern.startswith("SELECT") else f"SELECT DISTINCT * WHERE {{ {pattern} }}"
        solutions = self.store.query(PREFIXES + text, use_default_graph_as_union=True)
        assert isinstance(solutions, QuerySolutions)
        return sorted(tuple(_text(value) for value in solution) for solution in solutions)


def _text(value: object) -> str:
    if isinstance(value, NamedNode):
        return WORKSPACE.namespaces.shrink(value.value)
    return value.value if isinstance(value, Literal) else ""


def real(pattern: str) -> tuple[Path, ...]:
    """Find the real files of a pattern below the folder of datasets; the test is skipped where they are not there."""
    found = tuple(sorted(SHARED.glob(pattern)))
    if not found:
        pytest.skip("the real datasets are not there")
    return found


@cache
def imported(name: str, files: tuple[Path, ...], release: str | None = None, only: tuple[str, ...] = ()) -> Imported:
    """Import files of a dataset into a folder of its own and load what comes out."""
    folder = Path(mkdtemp(prefix=f"kg-{name}-"))
    outcome = import_files(find_descriptor(name, WORKSPACE), files, folder, WORKSPACE, release=release, only=only)
    store = Store()
    store.bulk_load(input_stream(folder / "rows.nq.zst", compression="zstd"), format=RdfFormat.N_QUADS)
    store.bulk_load(path=folder / "shared.nt", format=RdfFormat.N_TRIPLES, to_graph=DefaultGraph())
    return Imported(outcome.rows, outcome.quads, tuple(outcome.problems), store)
