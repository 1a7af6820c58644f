"""Writing: the batches of files to N-Quads, some at the same time, in the order of the rows."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import narwhals as nw
import numpy as np
import polars as pl

from kg.importers.buffers import pieces_of
from kg.importers.compilation import FIRST, PLACE, Compiled, compile_table
from kg.importers.coverage import Coverage
from kg.importers.dataset import Table
from kg.importers.problems import Places, Problems
from kg.importers.release import Release
from kg.importers.settling import Rows, Settlement, Sifted, sift
from kg.importers.templates import ROW

WORKERS = 2  # threads
_BATCHES_AHEAD = 1  # batches that are compiled while one is written
_SLICE = 1536  # rows that are written at a time: their text stays in reach of the processor
_SLICES_AHEAD = 4

Result = TypeVar("Result")
Progress = Callable[[int, float], None]  # is told how many rows are read, and the seconds since the begin


@dataclass(frozen=True, slots=True)
class Only:
    """A filter: the rows in which a column has one of some texts."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """One batch to be written, of a file with that IRI and table."""

    places: Places
    table: Table
    iri: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines: the N-Quads of the release and the N-Triples of shared nodes.

    `rows` more rows were read and passed the filters; `written` more fit.
    """

    own: Sequence[memoryview]
    shared: Sequence[memoryview]
    rows: int
    written: int


class Writer:
    """Turns batches into lines: compiled and written by several threads, settled in their order by the caller's."""

    def __init__(self, release: Release, only: tuple[Only, ...], problems: Problems) -> None:
        self._release = release
        self._only = only
        self._settlement = Settlement(problems)
        self.coverage = Coverage(release.descriptor.covers)

    def write(self, tasks: Iterable[Task]) -> Iterator[Lines]:
        """Yield the lines of all batches, in order."""
        with ThreadPoolExecutor(WORKERS) as pool:
            yield from _ahead((pool.submit(job) for job in self._jobs(tasks, pool)), _SLICES_AHEAD)

    def _jobs(self, tasks: Iterable[Task], pool: ThreadPoolExecutor) -> Iterator[Callable[[], Lines]]:
        """Yield what is to be done to write down the rows, some of them at a time."""
        compilations = (pool.submit(self._compile, task) for task in tasks)
        for task, compiled, sifted in _ahead(compilations, _BATCHES_AHEAD):
            rows = self._settlement.settle(sifted, compiled, task.places)
            self.coverage.add(rows, compiled.days)
            read = len(compiled.frame) + len(task.places.batch.ragged)  # type: ignore[arg-type]
            yield partial(_write_shared, rows, compiled, read, len(rows))
            texts: pl.LazyFrame = rows.lazy().select(text=compiled.own).to_native()
            for start in range(0, len(rows), _SLICE):
                yield partial(_write_own, texts.slice(start, _SLICE))

    def _compile(self, task: Task) -> tuple[Task, Compiled, Sifted]:
        batch = task.places.batch
        frame = batch.frame.with_columns(
            pl.Series(ROW, np.asarray(batch.rows, dtype=np.int64)).cast(pl.String),
            pl.Series(PLACE, np.arange(batch.frame.height)),
        )
        for only in self._only:
            frame = frame.filter(pl.col(only.column).str.strip_chars().is_in(only.values))
        rows = nw.from_native(frame, eager_only=True)
        compiled = compile_table(rows, task.table, self._release, task.iri, escaped=batch.escaped)
        return task, compiled, sift(compiled, task.places)


def _ahead(futures: Iterable[Future[Result]], count: int) -> Iterator[Result]:
    """Yield the results of tasks in order, with some more of them begun."""
    waiting: deque[Future[Result]] = deque()
    try:
        for future in futures:
            waiting.append(future)
            if len(waiting) > count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _write_own(texts: pl.LazyFrame) -> Lines:
    return Lines(pieces_of(texts.collect()["text"]), (), 0, 0)


def _write_shared(rows: Rows, compiled: Compiled, read: int, written: int) -> Lines:
    """Write the shared nodes, for the few rows that are the first to describe one."""
    marks = [nw.col(f"{FIRST}{identity.number}") for identity in compiled.identities if identity.shared]
    text: Sequence[memoryview] = ()
    if marks:
        first = rows.filter(nw.any_horizontal(*marks, ignore_nulls=True))
        text = pieces_of(first.select(text=compiled.shared)["text"].to_native())
    return Lines((), text, read, written)
