"""Runs: a command line in a process of its own, with its time, and an end to our patience."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.graph import HOUSE


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took: seconds from start to end; and what it printed as JSON.

    `worked`: the seconds that processors worked for it, which a busy machine makes hardly longer.
    `is_whole`: whether it came to its end before our patience did.
    """

    seconds: float
    worked: float
    answer: dict[str, Any]
    is_whole: bool


def run_measured(words: Sequence[str], folder: Path, limit: float) -> Run:
    """Run a command line, at most so many seconds; raises RuntimeError where it fails."""
    paths = os.pathsep.join(filter(None, (str(HOUSE), os.environ.get("PYTHONPATH"))))
    with (folder / "printed").open("w+b") as printed, (folder / "errors").open("w+b") as errors:
        start = time.perf_counter()
        process = subprocess.Popen(
            words, cwd=folder, stdout=printed, stderr=errors, env={**os.environ, "PYTHONPATH": paths}
        )
        timer = threading.Timer(limit, process.kill)
        timer.start()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        is_whole = timer.is_alive()
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if is_whole and process.returncode != 0:
            errors.seek(0)
            raise RuntimeError(f"{words[0]} failed: {errors.read().decode(errors='replace')[-2000:]}")
        printed.seek(0)
        text = printed.read().decode()
    answer = json.loads(text) if text.startswith("{") else {}
    return Run(seconds, used.ru_utime + used.ru_stime, answer, is_whole)
