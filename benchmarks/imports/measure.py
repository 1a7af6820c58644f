"""The benchmark of importing: a million events to N-Quads, by us and by others, beside what the machine can do."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import polars as pl
import pyoxigraph as ox

from benchmarks.imports.events import make_events, write_events
from benchmarks.imports.peers import EVENTS_FILE, KG, Morph, Ours, Peer, Rdflib, installed_peers
from benchmarks.imports.prepared import prepare
from benchmarks.measuring import Ratio, Result, Timing
from kg.config import Workspace

ROWS = 1_000_000
SIZES = (100_000, 1_000_000, 3_000_000)  # for the memory
COMPARED = 2_000  # rows of which every quad is compared
FALLBACK = 100_000  # rows for a peer that does not come to the end of all of them
WANTED = 150_000  # rows a second
PATIENCE = 900.0  # seconds for a peer

RELEASE = "https://w3id.org/diplograph/source/icews-2018"
FINISHED = "rows a second"


def measure_imports(workspace: Workspace, repetitions: int, rows: int = ROWS, sizes: Sequence[int] = SIZES) -> Result:
    """Write the file, let everybody make N-Quads of it, and compare; then look how the memory grows."""
    with TemporaryDirectory() as name, installed_peers() as (morph, rdflib):
        folder, ours = Path(name), Ours(workspace)
        same = compare(write_inputs(folder, COMPARED), ours, [morph, rdflib])
        there = write_inputs(folder, rows)
        runs = [ours.make(there, PATIENCE) for _ in range(repetitions)]
        limits = _limits(there, ours, repetitions)
        others = {peer.name: _make(peer, folder, there, rows) for peer in (morph, rdflib)}
        memory = _memory(folder, ours, sizes)
    best = Timing(tuple(run.answer["seconds"] for run in runs))
    speeds = {KG: rows / best.median, **{name: made.speed for name, made in others.items()}}
    return Result(
        "imports",
        repetitions,
        {KG: best, "the whole process": Timing(tuple(run.seconds for run in runs)), **limits},
        [
            Ratio(f"{KG}, rows a second / {WANTED:,}", speeds[KG] / WANTED, "at least", 1),
            *(
                Ratio(f"{KG} / {name}, {FINISHED}", speeds[KG] / speeds[name], "at least", wanted)
                for name, wanted in ((morph.name, 20), (rdflib.name, 50))
            ),
            Ratio(
                f"peak of memory, {sizes[-1]:,} rows / {sizes[0]:,} rows",
                memory[sizes[-1]] / memory[sizes[0]],
                "at most",
                2,
            ),
        ],
        {
            "rows": rows,
            "quads": runs[-1].answer["quads"],
            FINISHED: {name: float(f"{speed:.3g}") for name, speed in speeds.items()},
            "rows of the peers": {name: made.rows for name, made in others.items()},
            "same quads": same,
            "peak of memory in megabytes": {f"{size:,} rows": float(f"{peak:.3g}") for size, peak in memory.items()},
            "load of the machine before": round(os.getloadavg()[0], 1),
        },
    )


@dataclass(frozen=True, slots=True)
class Made:
    """How many rows somebody came to, in how many seconds."""

    rows: int
    seconds: float

    @property
    def speed(self) -> float:
        """Rows a second."""
        return self.rows / self.seconds


def write_inputs(folder: Path, rows: int) -> Path:
    """Write the file of events, and what the peers are given, into a folder of their own."""
    there = folder / str(rows)
    if not there.exists():
        there.mkdir()
        events = make_events(rows)
        write_events(events, there / EVENTS_FILE)
        prepare(events, there)
    return there


def _make(peer: Morph | Rdflib, folder: Path, there: Path, rows: int) -> Made:
    """Let a peer make all rows; one that runs out of time makes fewer, and its speed is that of these."""
    run = peer.make(there, PATIENCE)
    if run.is_whole:
        return Made(run.answer.get("rows", rows), run.seconds)
    fewer = min(FALLBACK, rows)
    return Made(fewer, peer.make(write_inputs(folder, fewer), PATIENCE).seconds)


def compare(there: Path, ours: Peer, others: Sequence[Peer]) -> dict[str, bool]:
    """Say of each peer whether it makes the very quads that we make."""
    wanted = _quads(ours, there)
    return {peer.name: _quads(peer, there) == wanted for peer in others}


def _quads(peer: Peer, there: Path) -> set[ox.Quad]:
    """Give what a peer makes, without the description of the release, which is no row's."""
    peer.make(there, PATIENCE)
    found = (quad for path in peer.outputs(there) for quad in ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS))
    return {quad for quad in found if not str(quad.subject).strip("<>").startswith(RELEASE)}


def _limits(there: Path, ours: Peer, repetitions: int) -> dict[str, Timing]:
    """Measure what takes no less: reading the file as a data frame, and writing what we write."""
    content = [path.read_bytes() for path in ours.outputs(there)]
    return {
        "reading the file in polars": _timed(lambda: _read(there / EVENTS_FILE), repetitions),
        "writing as many bytes": _timed(lambda: _write(there / "copy", content), repetitions),
    }


def _read(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, separator="\t", quote_char=None, infer_schema=False)


def _write(path: Path, content: Sequence[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(content)


def _timed(task: Callable[[], object], repetitions: int) -> Timing:
    seconds = []
    for _ in range(repetitions):
        start = time.perf_counter()
        task()
        seconds.append(time.perf_counter() - start)
    return Timing(tuple(seconds))


def _memory(folder: Path, ours: Ours, sizes: Sequence[int]) -> dict[int, float]:
    """Give the peak of memory of our process, in megabytes, by the number of rows."""
    peaks = {}
    for size in sizes:
        there = folder / f"{size}-memory"
        there.mkdir()
        write_events(make_events(size), there / EVENTS_FILE)
        peaks[size] = median([ours.make(there, PATIENCE).megabytes])
    return peaks
