"""Measuring suggestions against the links that were verified by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from benchmarks.links.linkers import Answers, Linker, plain_rapidfuzz, suggested
from benchmarks.links.tasks import Task, import_releases, read_held_out, read_states, read_tasks
from benchmarks.measuring import Ratio, Result, interleave
from kg.config import Workspace

OURS, PEER = "kg link suggest", "plain rapidfuzz"
LINKERS: Mapping[str, Linker] = {OURS: suggested, PEER: plain_rapidfuzz}
SURE = 0.5  # from which a suggestion of ours counts as an answer
THRESHOLDS = tuple(number / 100 for number in range(50, 101))  # those that the peer may choose its best from


class Score(NamedTuple):
    """How many answers were right, how many were wrong, and how many links there are to find."""

    right: int
    wrong: int
    wanted: int

    @property
    def precision(self) -> float:
        """The share of the answers that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of the links that is found."""
        return self.right / self.wanted

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def to_json(self) -> dict[str, Any]:
        """Give the counts and what follows from them."""
        shares = {name: round(getattr(self, name), 3) for name in ("precision", "recall", "f1")}
        return {"right": self.right, "wrong": self.wrong, "wanted": self.wanted, **shares}


def measure_links(workspace: Workspace, repetitions: int) -> Result:
    """Link the entities of a graph that has lost its links, and compare with the links it had."""
    import_releases(workspace)
    typed, untyped = (read_tasks(workspace, is_typed=is_typed) for is_typed in (True, False))
    states, held_out = [read_states(workspace)], [read_held_out(workspace)]
    timings = interleave({name: partial(_link_all, link, typed) for name, link in LINKERS.items()}, repetitions)
    settings = {
        "entities of the right class": typed,
        "all entities": untyped,
        "states of another list": states,
        "held-out states": held_out,
    }
    details, ratios = {}, []
    for words, tasks in settings.items():
        answers = {name: _link_all(link, tasks) for name, link in LINKERS.items()}
        threshold = max(THRESHOLDS, key=lambda least: _score(tasks, answers[PEER], least).f1)
        least = {OURS: SURE, PEER: threshold}
        scores = {name: _score(tasks, answers[name], least[name]) for name in LINKERS}
        ratios += _ratios(words, scores[OURS], scores[PEER])
        details[words] = {name: _details(tasks, answers[name], least[name]) for name in LINKERS}
    return Result("links", repetitions, timings, ratios, {"answers": details})


def _link_all(link: Linker, tasks: Sequence[Task]) -> list[Answers]:
    return [link(task) for task in tasks]


def _score(tasks: Sequence[Task], answers: Sequence[Answers], least: float) -> Score:
    """Count over all tasks; an answer about an entity without a verified link is wrong, though it may be true."""
    given = [
        (task, entity, identifier)
        for task, found in zip(tasks, answers, strict=True)
        for entity, (identifier, sure) in found.items()
        if sure >= least
    ]
    right = sum(identifier in task.truth.get(entity, ()) for task, entity, identifier in given)
    return Score(right, len(given) - right, sum(len(task.truth) for task in tasks))


def _ratios(words: str, ours: Score, peer: Score) -> list[Ratio]:
    return [
        Ratio(f"precision of suggestions for {words}", ours.precision, "at least", 0.9),
        Ratio(f"recall of suggestions for {words}", ours.recall, "at least", 0.9),
        Ratio(f"precision for {words} / {PEER}", _over(ours.precision, peer.precision), "at least", 0.95),
        Ratio(f"recall for {words} / {PEER}", _over(ours.recall, peer.recall), "at least", 1),
    ]


def _over(one: float, other: float) -> float:
    return one / other if other else float("inf")


def _details(tasks: Sequence[Task], answers: Sequence[Answers], least: float) -> dict[str, Any]:
    """Give all counts, each scheme's, and every answer that counts as wrong."""
    by_scheme = {
        task.name: _score([task], [found], least).to_json() for task, found in zip(tasks, answers, strict=True)
    }
    wrong = [
        f"{task.suggester.workspace.namespaces.shrink(entity)} {task.name}:{identifier} ({sure:.2f})"
        for task, found in zip(tasks, answers, strict=True)
        for entity, (identifier, sure) in sorted(found.items())
        if sure >= least and identifier not in task.truth.get(entity, ())
    ]
    return {
        "threshold": least,
        "all": _score(tasks, answers, least).to_json(),
        "schemes": by_scheme,
        "wrong": wrong[:40],
    }
