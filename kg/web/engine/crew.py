"""The crew: as many workers as are wanted, each replaced when it is gone."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from typing import Protocol

from kg.store.faults import broken_off
from kg.store.nursery import Nursery
from kg.web.engine.worker import Worker

_LONGEST_PAUSE = 5.0  # seconds between attempts, where workers die before they are ready


class Employer(Protocol):
    """Who is told what becomes of workers."""

    def is_ready(self, worker: Worker) -> None:
        """It can do its first job."""

    def is_done(self, worker: Worker) -> None:
        """It can do the next job."""

    def has_left(self, worker: Worker) -> None:
        """It will do nothing any more."""


class Crew:
    """Workers out of a nursery; `size` says how many there should be."""

    def __init__(self, nursery: Nursery, employer: Employer, size: Callable[[], int]) -> None:
        self._nursery = nursery
        self._employer = employer
        self._size = size
        self._numbers = itertools.count(1)
        self._workers: dict[int, Worker] = {}
        self._hiring: set[asyncio.Task[None]] = set()
        self._failures = 0
        self._later: asyncio.TimerHandle | None = None
        self._is_over = False
        self.losses = 0

    def replenish(self) -> None:
        """Fork what is missing."""
        while not self._is_over and self._later is None and len(self._workers) < self._size():
            self._hire()

    def dismiss(self, worker: Worker) -> None:
        """End a worker and what it does."""
        if self._workers.pop(worker.number, None) is not None:
            self._nursery.kill(worker.number)
            worker.close()
            self._leave(worker)

    def renice(self, worker: Worker) -> None:
        """Let a worker have only the time that no other wants."""
        self._nursery.renice(worker.number)

    async def end(self) -> None:
        """End all workers; nothing is forked any more."""
        self._is_over = True
        if self._later is not None:
            self._later.cancel()
        for worker in list(self._workers.values()):
            self.dismiss(worker)
        await asyncio.to_thread(self._nursery.end)

    def is_ready(self, worker: Worker) -> None:
        """Employ a worker."""
        self._failures = 0
        self._employer.is_ready(worker)

    def is_done(self, worker: Worker) -> None:
        """Say that a worker can do the next job."""
        self._employer.is_done(worker)

    def is_lost(self, worker: Worker) -> None:
        """Replace a worker that died; one that was dismissed has been."""
        if self._workers.pop(worker.number, None) is None:
            return
        self.losses += 1
        if not worker.pid:
            self._wait()
        self._leave(worker)

    def _leave(self, worker: Worker) -> None:
        if worker.answer is not None:
            worker.answer.fail(broken_off())
        self._employer.has_left(worker)
        self.replenish()

    def _wait(self) -> None:
        """Fork none for a while: the last one died before it was ready."""
        self._failures += 1
        if self._later is None and not self._is_over:
            pause = min(_LONGEST_PAUSE, 0.05 * 2**self._failures)
            self._later = asyncio.get_running_loop().call_later(pause, self._go_on)

    def _go_on(self) -> None:
        self._later = None
        self.replenish()

    def _hire(self) -> None:
        worker = Worker(next(self._numbers), self)
        self._workers[worker.number] = worker
        task = asyncio.get_running_loop().create_task(self._connect(worker))
        self._hiring.add(task)
        task.add_done_callback(self._hiring.discard)

    async def _connect(self, worker: Worker) -> None:
        if worker.number not in self._workers:  # all have been dismissed meanwhile
            return
        try:
            end = self._nursery.fork(worker.number)
            end.setblocking(False)
            await asyncio.get_running_loop().create_unix_connection(lambda: worker, sock=end)
        except OSError:  # no memory, or no descriptors
            self.is_lost(worker)
        if worker.number not in self._workers:
            worker.close()
