"""Load: wrk asks a server as fast as it answers, over so many connections at once."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.serve.servers import Server

_SCRIPT = Path(__file__).with_name("requests.lua")


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a run: answers a second, how long half of them and 99 in 100 took (seconds), and how many failed."""

    rate: float
    p50: float
    p99: float
    failed: int

    def to_json(self) -> dict[str, float]:
        """Give it with milliseconds, three digits each."""
        figures = {"per_second": self.rate, "p50_ms": 1000 * self.p50, "p99_ms": 1000 * self.p99}
        return {**{name: float(f"{value:.3g}") for name, value in figures.items()}, "failed": self.failed}


def run_load(server: Server, queries: Sequence[str], connections: int, seconds: float, *, fresh: bool = False) -> Load:
    """Ask queries in turn, over and over, or each time one that was never asked (`fresh`).

    Raises RuntimeError where wrk says nothing.
    """
    with TemporaryDirectory() as folder:
        targets = Path(folder) / "targets"
        targets.write_text("".join(f"{server.target(query)}\n" for query in queries), encoding="utf-8")
        words = ["wrk", "--threads", "1", "--connections", str(connections), "--duration", f"{seconds:g}s"]
        words += ["--timeout", "60s", "--script", str(_SCRIPT), f"http://127.0.0.1:{server.port}", str(targets)]
        words += ["fresh"] if fresh else []
        done = subprocess.run(words, check=True, capture_output=True, text=True)
    return _read(done.stdout)


def median_of(loads: Sequence[Load]) -> Load:
    """Give the medians of several runs, and all that failed in them."""
    rate, p50, p99 = (median(getattr(load, name) for load in loads) for name in ("rate", "p50", "p99"))
    return Load(rate, p50, p99, sum(load.failed for load in loads))


def _read(output: str) -> Load:
    line = next((line for line in output.splitlines() if line.startswith("{")), None)
    if line is None:
        raise RuntimeError(f"wrk gave no figures:\n{output}")
    found: dict[str, Any] = json.loads(line)
    answered = found["requests"] - found["refused"]
    return Load(answered / found["seconds"], found["p50"], found["p99"], found["failed"] + found["refused"])
