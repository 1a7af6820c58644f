"""The named questions, as they stand in their files, in our store and in rdflib's engine over the same graphs."""

from __future__ import annotations

import re
import signal
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

import rdflib
from rdflib.query import ResultRow

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
PATIENCE = 60.0  # seconds for one question in rdflib; one that takes longer counts with these, and is not asked again
_SEPARATORS = re.compile(r"[\s;,]+")


def measure_questions(workspace: Workspace, repetitions: int) -> Result:
    """Ask every question with its example in both engines, in turn, and compare what they answer."""
    store = open_store(workspace, lambda _line: None)
    dataset = to_rdflib_dataset(store.quads())
    same: dict[str, bool | None] = {}
    timings: dict[str, dict[str, Timing]] = {}
    for question in read_questions(workspace.ontology / "queries"):
        same[question.name] = _compare(question, store, dataset)
        timings[question.name] = _measure(question, store, dataset, repetitions, is_slow=same[question.name] is None)
    sums = {engine: _sum(engines[engine] for engines in timings.values()) for engine in (OURS, RDFLIB)}
    ratio = sums[RDFLIB].median / sums[OURS].median
    return Result(
        "questions",
        repetitions,
        sums,
        [Ratio(f"{RDFLIB} / {OURS}, all {len(timings)} questions", ratio, "at least", 10)],
        {"answers": _count(same), "questions": _medians(timings)},
    )


def _compare(question: Question, store: EmbeddedStore, dataset: rdflib.Dataset) -> bool | None:
    """Say whether both engines answer alike; None if rdflib's is out of time."""
    ours = _our_answer(store, question.text)
    try:
        with _time_limit(PATIENCE):
            return ours == _rdflib_answer(dataset, question.text, store.prefixes)
    except TimeoutError:
        return None


def _measure(
    question: Question, store: EmbeddedStore, dataset: rdflib.Dataset, repetitions: int, *, is_slow: bool
) -> dict[str, Timing]:
    ours = partial(store.query, question.text)
    if is_slow:
        return {**interleave({OURS: ours}, repetitions, is_warm=True), RDFLIB: Timing((PATIENCE,) * repetitions)}
    theirs = partial(_ask_rdflib, dataset, question.text, store.prefixes)
    return interleave({OURS: ours, RDFLIB: theirs}, repetitions, is_warm=True)


def _sum(timings: Iterable[Timing]) -> Timing:
    """Add up the timings of all questions, round by round."""
    return Timing(tuple(map(sum, zip(*(timing.seconds for timing in timings), strict=True))))


def _medians(timings: Mapping[str, Mapping[str, Timing]]) -> dict[str, Any]:
    return {
        name: {engine: timing.to_json()["median_ms"] for engine, timing in engines.items()}
        for name, engines in timings.items()
    }


def _count(same: Mapping[str, bool | None]) -> dict[str, Any]:
    """Say how many answers are the same in both engines, and which are not, or were not waited for."""
    return {
        "same": sum(how is True for how in same.values()),
        "different": [name for name, how in same.items() if how is False],
        f"rdflib took longer than {PATIENCE:g} s": [name for name, how in same.items() if how is None],
    }


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
    return Counter(tuple(map(_rdflib_cell, row)) for row in result if isinstance(row, ResultRow | tuple))


def _rdflib_cell(node: object) -> str:
    return _cell(None if node is None else from_rdflib_term(node))


def _cell(term: object) -> str:
    """Write a term so that equals look alike: a number by its value, the words of a list in alphabetical order."""
    if not isinstance(term, Literal):
        return "" if term is None else str(term)
    try:
        return f"{Decimal(term.value).normalize():f}"
    except InvalidOperation:
        return " ".join(sorted(_SEPARATORS.split(term.value)))


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    def stop(_signal: int, _frame: object) -> None:
        raise TimeoutError

    previous = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
