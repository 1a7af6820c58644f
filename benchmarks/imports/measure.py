"""The benchmark of importing: a million events to N-Quads, by us and by others, beside what the machine can do."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pyarrow as pa
import pyoxigraph as ox

from benchmarks.imports.events import make_events, write_events
from benchmarks.imports.peers import EVENTS_FILE, KG, Morph, Ours, Peer, Rdflib, installed_peers
from benchmarks.imports.prepared import prepare
from benchmarks.imports.runs import Run
from benchmarks.measuring import Ratio, Result, Timing
from kg.config import Workspace

ROWS = 1_000_000
SIZES = (100_000, 1_000_000, 3_000_000)  # for the memory
COMPARED = 2_000  # rows of which every quad is compared
FALLBACK = 100_000  # rows for a peer that does not come to the end of all of them
WANTED = 150_000  # rows a second
PATIENCE = 300.0  # seconds for a peer
_PART = 64 << 20  # bytes that are written at once

RELEASE = "https://w3id.org/diplograph/source/icews-2018"


def measure_imports(workspace: Workspace, repetitions: int, rows: int = ROWS, sizes: Sequence[int] = SIZES) -> Result:
    """Write the file, let everybody make N-Quads of it, and compare; then look how the memory grows."""
    load = round(os.getloadavg()[0], 1)
    with TemporaryDirectory() as name, installed_peers() as (morph, rdflib):
        folder, ours = Path(name), Ours(workspace)
        same = compare(write_inputs(folder, COMPARED), ours, [morph, rdflib])
        there = write_inputs(folder, rows)
        runs = [ours.make(there, PATIENCE) for _ in range(repetitions)]
        limits = _limits(there, ours, repetitions)
        made = {KG: _median(runs, rows), **{peer.name: _make(peer, folder, there, rows) for peer in (morph, rdflib)}}
        memory = _memory(folder, ours, sizes)
    engine = Timing(tuple(run.answer["seconds"] for run in runs))
    timings = {KG: engine, "its whole process": Timing(tuple(run.seconds for run in runs)), **limits}
    targets = [Ratio(f"{KG}, rows a second / {WANTED:,}", rows / engine.median / WANTED, "at least", 1)]
    details = {
        "rows": rows,
        "quads": runs[-1].answer["quads"],
        "made": {name: there.to_json() for name, there in made.items()},
        "same quads": same,
        "peak of memory in megabytes": {f"{size:,} rows": _round(peak) for size, peak in memory.items()},
        "load of the machine before": load,
    }
    return Result("imports", repetitions, timings, [*targets, *_iter_ratios(made, memory, morph, rdflib)], details)


def _iter_ratios(made: Mapping[str, Made], memory: Mapping[int, float], morph: Peer, rdflib: Peer) -> Iterator[Ratio]:
    """Compare whole processes, and the memory for the most rows with that for fewer."""
    for peer, wanted in ((morph, 20), (rdflib, 50)):
        yield Ratio(f"{KG} / {peer.name}, rows a second", made[KG].speed / made[peer.name].speed, "at least", wanted)
    fewer, most = list(memory)[-2:]
    yield Ratio(f"peak of memory, {most:,} rows / {fewer:,} rows", memory[most] / memory[fewer], "at most", 1.25)


@dataclass(frozen=True, slots=True)
class Made:
    """How many rows a process came to, in how many seconds, of which processors worked so many for it."""

    rows: int
    seconds: float
    worked: float

    @property
    def speed(self) -> float:
        """Rows a second."""
        return self.rows / self.seconds

    def to_json(self) -> dict[str, float]:
        """Give them with the speed."""
        seconds = {"seconds": _round(self.seconds), "processor_seconds": _round(self.worked)}
        return {"rows": self.rows, **seconds, "rows_a_second": _round(self.speed)}


def _median(runs: Sequence[Run], rows: int) -> Made:
    """Give the run in the middle, by its seconds."""
    run = sorted(runs, key=lambda run: run.seconds)[len(runs) // 2]
    return Made(rows, run.seconds, run.worked)


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
    _clear(peer, there)
    if run.is_whole:
        return Made(run.answer.get("rows", rows), run.seconds, run.worked)
    fewer = min(FALLBACK, rows)
    run = peer.make(write_inputs(folder, fewer), PATIENCE)
    return Made(fewer, run.seconds, run.worked)


def _clear(peer: Peer, there: Path) -> None:
    """Make room for the next: each of them writes gigabytes."""
    for path in peer.outputs(there):
        path.unlink(missing_ok=True)


def compare(there: Path, ours: Peer, others: Sequence[Peer]) -> dict[str, bool]:
    """Say of each peer whether it makes the very quads that we make."""
    wanted = _quads(ours, there)
    return {peer.name: _quads(peer, there) == wanted for peer in others}


def _quads(peer: Peer, there: Path) -> set[ox.Quad]:
    """Give what a peer makes, without the description of the release, which is no row's."""
    peer.make(there, PATIENCE)
    texts = [unpacked(path) for path in peer.outputs(there)]
    found = (quad for text in texts for quad in ox.parse(input=text, format=ox.RdfFormat.N_QUADS))
    return {quad for quad in found if not str(quad.subject).strip("<>").startswith(RELEASE)}


def unpacked(path: Path) -> bytes:
    """Give the text of a file, which we pack and others do not."""
    content = path.read_bytes()
    return content if path.suffix != ".zst" else bytes(pa.input_stream(str(path), compression="zstd").read())


def _limits(there: Path, ours: Peer, repetitions: int) -> dict[str, Timing]:
    """Measure what takes no less: reading the file as a data frame, and writing what we write."""
    size = sum(path.stat().st_size for path in ours.outputs(there))
    with ours.outputs(there)[0].open("rb") as file:
        part = file.read(_PART)
    return {
        "reading the file in polars": _timed(lambda: _read(there / EVENTS_FILE), repetitions),
        "writing as many bytes": _timed(lambda: _write(there / "copy", part, size), repetitions),
    }


def _read(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, separator="\t", quote_char=None, infer_schema=False)


def _write(path: Path, part: bytes, size: int) -> None:
    with path.open("wb") as file:
        for start in range(0, size, len(part)):
            file.write(part[: size - start])
    path.unlink()


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
        peaks[size] = ours.make(there, PATIENCE).answer["megabytes"]
        _clear(ours, there)
    return peaks


def _round(figure: float) -> float:
    """Keep three digits: more would be noise."""
    return float(f"{figure:.3g}")
