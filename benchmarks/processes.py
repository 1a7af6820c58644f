"""Cold processes: what a person waits for a command, beside what Python needs to load the libraries it stands on."""

from __future__ import annotations

import sys
from functools import partial

from benchmarks.graph import command, run_process
from benchmarks.measuring import Ratio, Result, interleave
from kg.config import Workspace

HELP = "kg --help"
QUERY = "kg query"
CLICK = "python -c 'import click'"
ENGINE = "python -c 'import pyoxigraph, click'"


def measure_processes(workspace: Workspace, repetitions: int) -> Result:
    """Measure `kg --help` and `kg query` with a named question, each in a new process on a built graph."""
    lines = {
        CLICK: [sys.executable, "-c", "import click"],
        HELP: command(["--help"]),
        ENGINE: [sys.executable, "-c", "import pyoxigraph, click"],
        QUERY: command(["query", "treaties-in-force", "--date", "1995-06-01"]),
    }
    timings = interleave(
        {name: partial(run_process, line, workspace.root) for name, line in lines.items()}, repetitions
    )
    medians = {name: timing.median for name, timing in timings.items()}
    return Result(
        "processes",
        repetitions,
        timings,
        [
            Ratio(f"{HELP} / {CLICK}", medians[HELP] / medians[CLICK], "at most", 1.5),
            Ratio(f"{QUERY} / {ENGINE}", medians[QUERY] / medians[ENGINE], "at most", 2.5),
        ],
    )
