"""The pool: jobs wait their turn, run in workers, and end when their time is over."""

from __future__ import annotations

import asyncio
import math
import os
import time
from typing import NamedTuple

from kg.errors import BusyError, KgError
from kg.store.embedded import EmbeddedStore
from kg.store.faults import timeout
from kg.store.nursery import Nursery
from kg.store.request import FAULTS
from kg.web.engine.answer import Answer, Chunks
from kg.web.engine.crew import Crew
from kg.web.engine.job import KINDS, Job, Reply
from kg.web.engine.lanes import Lanes
from kg.web.engine.requests import PATIENCE, Requests
from kg.web.engine.worker import Worker
from kg.web.settings import Settings

# What takes longer than this is slow; sooner where others wait. It is looked at every so often.
_QUICK, _QUICK_IF_OTHERS_WAIT = 0.15, 0.05
_TICK = 0.02
_SPARE = 2


class Statistics(NamedTuple):
    """How much is going on: workers that are busy, of them slow ones, and idle; jobs that wait; workers replaced."""

    busy: int
    slow: int
    idle: int
    waiting: int
    restarts: int


class _DisplacedError(Exception):
    """A slow job made room and is to begin again."""


class Pool:
    """Workers over one build.

    Where updates are allowed there is one worker, which has a copy of the store and does one job after another; what
    is written is gone when the pool is closed.
    """

    def __init__(self, store: EmbeddedStore, settings: Settings) -> None:
        self.is_writable = bool(settings.token)
        self._settings = settings
        self._requests = Requests(store.prefixes, store.graphs, settings)
        self._nursery = Nursery(store.folder, settings.memory, is_writable=self.is_writable)
        fast, slow = (1, 0) if self.is_writable else _places(settings)
        self._lanes = Lanes(fast, slow, settings.queue)
        self._size = fast + (0 if self.is_writable else _SPARE)
        self._crew = Crew(self._nursery, self, lambda: self._size + len(self._lanes.slow))
        self._ticking: asyncio.TimerHandle | None = None
        self._is_closing = False

    async def start(self) -> None:
        """Fork the workers; else the first job does."""
        self._crew.replenish()

    async def run(self, job: Job) -> Reply:
        """Run a job; raises QueryError, QueryTimeoutError, BusyError or UsageError. Cancelled, it ends the work."""
        if self._is_closing:
            raise BusyError("this graph is being closed")
        job = self._requests.admit(job)
        request = self._requests.pack(job)
        worker = self._lanes.take() or await self._wait(self._lanes.line_up())
        while True:
            self._tick_later()
            answer = worker.start(request)
            try:
                return self._reply(await answer.get(), answer, job)
            except _DisplacedError:
                worker = await self._wait(self._lanes.line_up_displaced())
                worker.is_slow = True
                self._crew.renice(worker)
            except asyncio.CancelledError:
                answer.abandon()
                raise

    def statistics(self) -> Statistics:
        """Say how much is going on."""
        lanes = self._lanes
        waiting = len(lanes.waiting) + len(lanes.displaced)
        restarts = self._crew.losses + self._nursery.restarts
        return Statistics(len(lanes.fast) + len(lanes.slow), len(lanes.slow), len(lanes.idle), waiting, restarts)

    async def close(self, seconds: float = 0) -> None:
        """End all workers, once their jobs are done, or after so many seconds."""
        self._is_closing = True
        try:
            async with asyncio.timeout(seconds):
                await self._lanes.is_empty.wait()
        except TimeoutError:
            pass
        if self._ticking is not None:
            self._ticking.cancel()
        self._lanes.expire(math.inf, 0)
        await self._crew.end()

    def is_ready(self, worker: Worker) -> None:
        """Let a new worker do jobs."""
        self._lanes.add(worker)

    def is_done(self, worker: Worker) -> None:
        """Let a worker do the next job; a slow one cannot become quick again."""
        if worker.is_slow:
            self._crew.dismiss(worker)
        else:
            self._lanes.add(worker)

    def has_left(self, worker: Worker) -> None:
        """Forget a worker that is gone."""
        self._lanes.remove(worker)

    async def _wait(self, place: asyncio.Future[Worker]) -> Worker:
        self._crew.replenish()
        self._tick_later()
        try:
            return await place
        except asyncio.CancelledError:
            self._lanes.leave(place)
            raise

    def _reply(self, message: bytes, answer: Answer, job: Job) -> Reply:
        sign = message[:1]
        if sign in FAULTS:
            raise self._requests.fault(message, job)

        def fault(later: bytes) -> KgError:
            return self._requests.fault(later, job)

        content = message[1:] if sign.isupper() else None
        return Reply(KINDS[sign.upper()], Chunks(message, answer, fault), content)

    def _tick_later(self) -> None:
        if self._ticking is None:
            self._ticking = asyncio.get_running_loop().call_later(_TICK, self._tick)

    def _tick(self) -> None:
        now = time.monotonic()
        self._ticking = None
        for worker in list(self._lanes.busy):
            self._look_at(worker, now)
        self._lanes.expire(now, self._settings.seconds)
        if self._lanes.waiting or self._lanes.displaced or any(self._lanes.busy):
            self._tick_later()

    def _look_at(self, worker: Worker, now: float) -> None:
        seconds = self._settings.seconds
        if worker.answer is None:  # it has just been given away
            return
        if worker.works_for(now) > seconds or worker.busy_for(now) > seconds * PATIENCE:
            self._break_off(worker, timeout(seconds))
        elif not worker.is_slow and worker.is_slower_than(self._quick(), now):
            self._slow_down(worker)

    def _quick(self) -> float:
        if self.is_writable:
            return math.inf
        return _QUICK_IF_OTHERS_WAIT if self._lanes.waiting else _QUICK

    def _slow_down(self, worker: Worker) -> None:
        is_sending = worker.answer is not None and worker.answer.has_begun
        if self._lanes.has_room_for_slow(is_sending=is_sending):
            worker.is_slow = True
            self._crew.renice(worker)
            self._lanes.slow_down(worker)
            self._crew.replenish()
        elif is_sending:
            self._break_off(worker, BusyError("too many long answers are being sent", 5))
        else:
            self._break_off(worker, _DisplacedError())

    def _break_off(self, worker: Worker, error: Exception) -> None:
        if worker.answer is not None:
            worker.answer.fail(error)
        self._crew.dismiss(worker)


def _places(settings: Settings) -> tuple[int, int]:
    """Give how many workers may be quick at once, and how many slow."""
    processors = os.cpu_count() or 1
    return max(2, processors), settings.workers or max(4, 2 * processors)
