"""Measuring: tasks run in turn, medians, and how they compare."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Literal

Task = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one task took, in seconds, each time it ran."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median, in seconds."""
        return median(self.seconds)

    def to_json(self) -> dict[str, float]:
        """Give median, fastest and slowest run in milliseconds."""
        figures = {"median": self.median, "fastest": min(self.seconds), "slowest": max(self.seconds)}
        return {f"{name}_ms": _round(1000 * value) for name, value in figures.items()}


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times longer one thing took than another, and how many times it should."""

    name: str
    value: float
    wanted: Literal["at most", "at least"]
    limit: float

    @property
    def is_met(self) -> bool:
        """Whether it is as wanted."""
        return self.value <= self.limit if self.wanted == "at most" else self.value >= self.limit

    def to_json(self) -> dict[str, Any]:
        """Give it with its target."""
        return {"value": _round(self.value), "target": f"{self.wanted} {self.limit:g}", "met": self.is_met}


@dataclass(frozen=True, slots=True)
class Result:
    """What one benchmark measured: timings by name, ratios, and whatever else is worth knowing."""

    name: str
    repetitions: int
    timings: Mapping[str, Timing]
    ratios: Sequence[Ratio] = ()
    details: Mapping[str, Any] | None = None

    def to_json(self) -> dict[str, Any]:
        """Give it ready for JSON."""
        return {
            "repetitions": self.repetitions,
            "timings": {name: timing.to_json() for name, timing in self.timings.items()},
            "ratios": {ratio.name: ratio.to_json() for ratio in self.ratios},
            **(self.details or {}),
        }


def interleave(tasks: Mapping[str, Task], repetitions: int, *, is_warm: bool = False) -> dict[str, Timing]:
    """Run all tasks in turn, so that a busy moment of the machine falls on all of them alike.

    Each runs once before, to warm up, unless it `is_warm`.
    """
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    for task in () if is_warm else tasks.values():
        task()
    for _ in range(repetitions):
        for name, task in tasks.items():
            start = time.perf_counter()
            task()
            seconds[name].append(time.perf_counter() - start)
    return {name: Timing(tuple(times)) for name, times in seconds.items()}


def _round(figure: float) -> float:
    """Keep three digits: more would be noise."""
    return float(f"{figure:.3g}")
