"""The build: how long it takes from nothing, and where the time goes."""

from __future__ import annotations

import json
import time
from collections import defaultdict

from benchmarks.graph import run
from benchmarks.measuring import Result, Timing
from kg.config import Workspace

WHOLE = "kg build, whole process"


def measure_build(workspace: Workspace, repetitions: int) -> Result:
    """Build a graph again and again, each time in a new process, and time each step."""
    seconds: dict[str, list[float]] = defaultdict(list)
    counts = {}
    for _ in range(repetitions):
        start = time.perf_counter()
        report = json.loads(run(["build", "--force", "--json"], workspace))
        seconds[WHOLE].append(time.perf_counter() - start)
        for step, duration in report["seconds"].items():
            seconds[step].append(duration)
        counts = report["manifest"]["counts"]
    timings = {name: Timing(tuple(durations)) for name, durations in seconds.items()}
    size = {name: counts[name] for name in ("claims", "passages", "triples", "triples_in_claims")}
    return Result("build", repetitions, timings, details={"graph": size})
