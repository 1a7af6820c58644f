"""Run the benchmarks: `python -m benchmarks`; results are printed, and written as JSON.

Exit code 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.build import measure_build
from benchmarks.graph import HOUSE, copy_of
from benchmarks.html import measure_html
from benchmarks.imports import measure_imports
from benchmarks.links import measure_links
from benchmarks.machine import describe_machine
from benchmarks.measuring import Result
from benchmarks.processes import measure_processes
from benchmarks.questions import measure_questions
from benchmarks.reconcile import measure_reconcile
from benchmarks.search import measure_search
from benchmarks.serve import measure_serve
from kg.config import Workspace, read_workspace

BENCHMARKS: dict[str, tuple[Callable[[Workspace, int], Result], int]] = {
    "processes": (measure_processes, 25),
    "questions": (measure_questions, 3),
    "build": (measure_build, 5),
}
ON_REQUEST: dict[str, tuple[Callable[[Workspace, int], Result], int]] = {  # need more than Python
    "html": (measure_html, 1),
    "imports": (measure_imports, 3),
    "links": (measure_links, 3),
    "reconcile": (measure_reconcile, 3),
    "search": (measure_search, 3),
    "serve": (measure_serve, 3),
}


def main(arguments: list[str] | None = None) -> int:
    """Run the chosen benchmarks, or all that need nothing but Python."""
    options = _read_options(arguments)
    missed = []
    with copy_of(read_workspace(options.workspace)) as workspace:
        for name in options.names or BENCHMARKS:
            measure, repetitions = (BENCHMARKS | ON_REQUEST)[name]
            result = measure(workspace, options.repetitions or repetitions)
            print("\n".join(_lines(result)), flush=True)
            _write(result, options.results)
            missed += [ratio for ratio in result.ratios if not ratio.is_met]
    return 1 if missed else 0


def _read_options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    names = f"which: {', '.join(BENCHMARKS)} (default: these), or {', '.join(ON_REQUEST)}"
    parser.add_argument("names", nargs="*", metavar="NAME", help=names)
    parser.add_argument("--repetitions", type=int, help="how often each task runs")
    parser.add_argument("--workspace", type=Path, default=HOUSE, help="whose graph (default: the shipped one)")
    parser.add_argument("--results", type=Path, default=HOUSE / "benchmarks" / "results", help="where the JSON goes")
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - set(BENCHMARKS | ON_REQUEST):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    return options


def _lines(result: Result) -> list[str]:
    width = max(map(len, result.timings))
    return [
        f"{result.name}, medians of {result.repetitions}",
        *(f"  {name:<{width}} {1000 * timing.median:9.1f} ms" for name, timing in result.timings.items()),
        *(
            f"  {ratio.name}: {ratio.value:.2f} ({ratio.wanted} {ratio.limit:g}{'' if ratio.is_met else ', MISSED'})"
            for ratio in result.ratios
        ),
    ]


def _write(result: Result, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    content = {"machine": describe_machine(), **result.to_json()}
    path = folder / f"{result.name}.json"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
