"""The named questions, as they stand in their files, in our store and in rdflib's engine over the same graphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

import rdflib

from benchmarks.measuring import Ratio, Result, Timing, interleave
from kg.build.opening import open_store
from kg.config import Workspace
from kg.rdf.bridge import from_rdflib_term, to_rdflib_dataset
from kg.rdf.terms import Literal
from kg.store.embedded import EmbeddedStore
from kg.store.questions import Question, read_questions
from kg.store.results import Boolean, Solutions

Answer = bool | Counter[tuple[str, ...]]

OURS, RDFLIB = "our store", "rdflib"


def measure_questions(workspace: Workspace, repetitions: int) -> Result:
    """Ask every question with its example in both engines, in turn, and compare what they answer."""
    store = open_store(workspace, lambda _line: None)
    dataset = to_rdflib_dataset(store.quads())
    questions = read_questions(workspace.ontology / "queries")
    timings: dict[str, dict[str, Timing]] = {}
    for question in questions:
        tasks: dict[str, Callable[[], object]] = {
            OURS: partial(store.query, question.text),
            RDFLIB: partial(_ask_rdflib, dataset, question.text, store.prefixes),
        }
        timings[question.name] = interleave(tasks, repetitions)
    sums = {engine: _sum(timing[engine] for timing in timings.values()) for engine in (OURS, RDFLIB)}
    return Result(
        "questions",
        repetitions,
        sums,
        [Ratio(f"{RDFLIB} / {OURS}, all questions", sums[RDFLIB].median / sums[OURS].median, "at least", 10)],
        {"answers": _compare(questions, store, dataset), "questions": _by_question(timings)},
    )


def _sum(timings: Iterable[Timing]) -> Timing:
    """Add up the timings of all questions, round by round."""
    return Timing(tuple(map(sum, zip(*(timing.seconds for timing in timings), strict=True))))


def _by_question(timings: Mapping[str, Mapping[str, Timing]]) -> dict[str, Any]:
    return {
        name: {engine: timing.to_json()["median_ms"] for engine, timing in engines.items()}
        for name, engines in timings.items()
    }


def _compare(questions: list[Question], store: EmbeddedStore, dataset: rdflib.Dataset) -> dict[str, Any]:
    """Say how many answers are the same, row by row whatever their order, and which are not."""
    different = [question.name for question in questions if not _is_same(question, store, dataset)]
    return {"same": len(questions) - len(different), "different": different}


def _is_same(question: Question, store: EmbeddedStore, dataset: rdflib.Dataset) -> bool:
    return _our_answer(store, question.text) == _rdflib_answer(dataset, question.text, store.prefixes)


def _ask_rdflib(dataset: rdflib.Dataset, text: str, prefixes: Mapping[str, str]) -> list[Any]:
    return list(dataset.query(text, initNs=dict(prefixes)))


def _our_answer(store: EmbeddedStore, text: str) -> Answer:
    result = store.query(text)
    if isinstance(result, Boolean):
        return result.value
    rows = (
        result.rows if isinstance(result, Solutions) else [(t.subject, t.predicate, t.object) for t in result.triples]
    )
    return Counter(tuple(map(_cell, row)) for row in rows)


def _rdflib_answer(dataset: rdflib.Dataset, text: str, prefixes: Mapping[str, str]) -> Answer:
    result = dataset.query(text, initNs=dict(prefixes))
    if result.type == "ASK":
        return bool(result.askAnswer)
    return Counter(
        tuple(_cell(term and from_rdflib_term(term)) for term in row) for row in result if isinstance(row, tuple)
    )


def _cell(term: object) -> str:
    """Write a term so that equal values look alike: numbers by value, words of a list in alphabetical order."""
    if not isinstance(term, Literal):
        return "" if term is None else str(term)
    try:
        return f"{Decimal(term.value).normalize():f}"
    except InvalidOperation:
        return " ".join(sorted(term.value.split()))
