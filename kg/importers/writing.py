"""Writing: the batches of files to N-Quads, some at the same time, in the order of the rows."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Condition
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from kg.importers.compilation import FIRST, PLACE, Compiled, compile_table
from kg.importers.dataset import Table
from kg.importers.problems import Places, Problems
from kg.importers.release import Release
from kg.importers.settling import Rows, Settlement, sift
from kg.importers.templates import ROW

WORKERS = 2  # batches in the making at a time
_AHEAD = WORKERS + 1  # batches that are made before the first of them is written down


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
    """What a batch became: the N-Quads of the release and the N-Triples of shared nodes.

    `rows` were read and passed the filters; `written` of them fit.
    """

    own: memoryview
    shared: memoryview
    rows: int
    written: int


class Writer:
    """Turns batches into lines; what depends on the batches before is settled in their order."""

    def __init__(self, release: Release, only: tuple[Only, ...], problems: Problems) -> None:
        self._release = release
        self._only = only
        self._settlement = Settlement(problems)
        self._turn = 0
        self._turns = Condition()

    def write(self, tasks: Iterable[Task]) -> Iterator[Lines]:
        """Yield the lines of each batch, in order."""
        waiting: deque[Future[Lines]] = deque()
        with ThreadPoolExecutor(WORKERS) as pool:
            try:
                for number, task in enumerate(tasks):
                    waiting.append(pool.submit(self._write, number, task))
                    if len(waiting) >= _AHEAD:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()

    def _write(self, number: int, task: Task) -> Lines:
        try:
            compiled = self._compile(task)
            sifted = sift(compiled, task.places)
        finally:
            self._wait_for(number)
        try:
            rows = self._settlement.settle(sifted, compiled, task.places)
        finally:
            self._pass_on()
        read = len(compiled.frame) + len(task.places.batch.ragged)  # type: ignore[arg-type]
        return Lines(_bytes(rows, compiled.own), _shared(rows, compiled), read, len(rows))

    def _compile(self, task: Task) -> Compiled:
        batch = task.places.batch
        frame = batch.frame.with_columns(
            pl.Series(ROW, np.asarray(batch.rows, dtype=np.int64)).cast(pl.String),
            pl.Series(PLACE, np.arange(batch.frame.height)),
        )
        for only in self._only:
            frame = frame.filter(pl.col(only.column).str.strip_chars().is_in(only.values))
        return compile_table(nw.from_native(frame, eager_only=True), task.table, self._release, task.iri)

    def _wait_for(self, number: int) -> None:
        with self._turns:
            self._turns.wait_for(lambda: self._turn == number)

    def _pass_on(self) -> None:
        with self._turns:
            self._turn += 1
            self._turns.notify_all()


def _shared(rows: Rows, compiled: Compiled) -> memoryview:
    """Write the shared nodes, for the few rows that are the first to describe one."""
    marks = [nw.col(f"{FIRST}{identity.number}") for identity in compiled.identities if identity.shared]
    if not marks:
        return memoryview(b"")
    return _bytes(rows.filter(nw.any_horizontal(*marks, ignore_nulls=True)), compiled.shared)


def _bytes(rows: Rows, text: nw.Expr) -> memoryview:
    """Give a text of all rows as one piece of memory."""
    if not len(rows):
        return memoryview(b"")
    series: pl.Series = rows.select(text.alias("text"))["text"].to_native()
    array: Any = series.to_arrow(compat_level=pl.CompatLevel.oldest())
    _, offsets, data = array.buffers()
    ends = np.frombuffer(offsets, dtype=np.int64)
    return memoryview(data)[int(ends[array.offset]) : int(ends[array.offset + len(array)])]


def count_lines(text: memoryview) -> int:
    """Count the lines in a piece of memory."""
    return int(np.count_nonzero(np.frombuffer(text, dtype=np.uint8) == ord("\n")))


Progress = Callable[[int, float], None]
