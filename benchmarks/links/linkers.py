"""Who links: ours, and plain rapidfuzz as one would write it in a few lines."""

from __future__ import annotations

from collections.abc import Callable

from rapidfuzz import fuzz, process, utils

from benchmarks.links.tasks import Task
from kg.linking.candidates import Options

Answers = dict[str, tuple[str, float]]  # for each entity the best identifier, and how sure that is
Linker = Callable[[Task], Answers]


def suggested(task: Task) -> Answers:
    """Link with our suggestions: the surest for each entity."""
    found = task.suggester.among(task.pool, Options(limit=1, least=0.0))
    return {each.entity.id: (each.record.id, each.confidence) for each in found}


def plain_rapidfuzz(task: Task) -> Answers:
    """Link with rapidfuzz alone: the record whose name is most like any name of the entity (WRatio, case set aside)."""
    owners = [(name, record.id) for record in task.pool.records for name in record.names]
    names = [utils.default_process(name) for name, _ in owners]
    answers: Answers = {}
    for entity in task.suggester.entities:
        found = (process.extractOne(utils.default_process(name), names, scorer=fuzz.WRatio) for name in entity.names)
        best = max((each for each in found if each), key=lambda each: each[1], default=None)
        if best:
            answers[entity.id] = (owners[best[2]][1], best[1] / 100)
    return answers
