"""Measuring the server beside its peers: how much it answers, how soon, and how soon it begins."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.measuring import Ratio, Result, Timing
from benchmarks.serve.load import Load, median_of, run_load
from benchmarks.serve.servers import KG, OXIGRAPH, RDFLIB, VERSIONS, Server, ours, peers, settle
from benchmarks.serve.tasks import FIRST, LOOKUP, compare, read_tasks
from kg.config import Workspace

CONNECTIONS = (1, 8, 64)
SECONDS = 2.0
STARTUPS = 5

START = "kg serve, until the first answer"
LIBRARIES = "python -c 'import starlette, uvicorn, pyoxigraph'"

Loads = Mapping[tuple[str, int, str], Load]


def measure_serve(workspace: Workspace, repetitions: int) -> Result:
    """Ask all servers the same, in turn, each as fast as it answers; their rows are compared before that."""
    timings = _measure_starts(workspace)
    tasks = read_tasks(workspace)
    with _everybody(workspace) as servers:
        rows = compare(servers, tasks)
        loads = _measure(servers, tasks, repetitions)
    begun, imported = timings[START].median, timings[LIBRARIES].median
    return Result(
        "serve",
        repetitions,
        timings,
        [
            *_ratios(loads),
            Ratio(f"{START}, in 1 s", begun, "at most", 1),
            Ratio(f"{START} / {LIBRARIES}", begun / imported, "at most", 4),
        ],
        {"peers": dict(VERSIONS), "rows": rows, "queries": {name: len(each) for name, each in tasks.items()}}
        | {"load": _nested(loads)},
    )


@contextmanager
def _everybody(workspace: Workspace) -> Iterator[list[Server]]:
    with TemporaryDirectory() as folder:
        quads = Path(folder) / "graph.nq"
        # What is stated in a claim stands in its graph alone; the union of all is the default graph of every server.
        files = (workspace.exports / "graph.nt", workspace.exports / "graph.nq")
        quads.write_bytes(b"".join(file.read_bytes() for file in files))
        with ours(workspace) as own, peers(quads) as others:
            yield [own, *others]


def _measure(servers: Sequence[Server], tasks: Mapping[str, Sequence[str]], repetitions: int) -> Loads:
    found: dict[tuple[str, int, str], list[Load]] = {}
    for _ in range(repetitions):
        for name, queries in tasks.items():
            for connections in CONNECTIONS:
                for server in servers:
                    load = run_load(server, queries, connections, SECONDS, fresh=name == FIRST)
                    found.setdefault((name, connections, server.name), []).append(load)
                    settle(server)
    return {key: median_of(loads) for key, loads in found.items()}


def _ratios(loads: Loads) -> Iterator[Ratio]:
    for peer, limit in ((OXIGRAPH, 0.5), (RDFLIB, 20)):
        for task, connections in product((FIRST, LOOKUP), CONNECTIONS):
            value = loads[task, connections, KG].rate / loads[task, connections, peer].rate
            many = "connection" if connections == 1 else "connections"
            yield Ratio(f"{task}s a second, {connections} {many}: {KG} / {peer}", value, "at least", limit)


def _nested(loads: Loads) -> dict[str, dict[str, dict[str, Any]]]:
    nested: dict[str, dict[str, dict[str, Any]]] = {}
    for (task, connections, server), load in loads.items():
        nested.setdefault(task, {}).setdefault(str(connections), {})[server] = load.to_json()
    return nested


def _measure_starts(workspace: Workspace) -> dict[str, Timing]:
    """Start the server and import what it stands on, in turn; how long a server takes to end is not counted."""
    seconds: dict[str, list[float]] = {LIBRARIES: [], START: []}
    for _ in range(STARTUPS):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import starlette, uvicorn, pyoxigraph"], check=True)
        seconds[LIBRARIES].append(time.perf_counter() - begun)
        begun = time.perf_counter()
        with ours(workspace):
            seconds[START].append(time.perf_counter() - begun)
    return {name: Timing(tuple(each)) for name, each in seconds.items()}
