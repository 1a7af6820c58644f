"""The benchmark of importing: the file is the same each time, and rdflib makes of it the very quads that we make."""

from __future__ import annotations

from pathlib import Path

from benchmarks.imports.events import make_events, write_events
from benchmarks.imports.measure import compare, write_inputs
from benchmarks.imports.peers import Ours, Rdflib
from benchmarks.imports.runs import run_measured
from kg.config import read_workspace
from tests.conftest import ROOT


def test_the_same_rows_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_events(make_events(300), tmp_path / name)
    content = (tmp_path / "one").read_bytes()
    assert content == (tmp_path / "other").read_bytes()
    assert content.count(b"\n") == 301
    assert {line.count(b"\t") for line in content.splitlines()} == {19}


def test_whoever_is_compared_makes_the_same_quads(tmp_path: Path) -> None:
    there = write_inputs(tmp_path, 300)
    rdflib = Rdflib()
    assert compare(there, Ours(read_workspace(ROOT)), [rdflib]) == {rdflib.name: True}


def test_patience_ends(tmp_path: Path) -> None:
    run = run_measured(["sleep", "60"], tmp_path, 0.2)
    assert not run.is_whole
    assert run.seconds < 10
