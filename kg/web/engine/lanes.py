"""Lanes: whoever is quick goes first; whoever is slow makes room.

A worker that has been busy for longer than a moment leaves the fast lane, with what is left of the machine's time, and
another takes its place. There are only so many slow ones. Past them a query that has sent nothing yet is taken off the
road and begins again when one of them is done: so the fast lane is never blocked, however many never end.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

from kg.errors import BusyError
from kg.web.engine.worker import Worker

Place = asyncio.Future[Worker]
Queue = dict[Place, float]  # in the order in which they came, with when that was


class Lanes:
    """Who works, who could, and who waits. `fast` and `slow` are places, `queue` how many may wait for one of them."""

    def __init__(self, fast: int, slow: int, queue: int) -> None:
        self._fast_places = fast
        self._slow_places = slow
        self._queue = queue
        self.idle: list[Worker] = []
        self.fast: set[Worker] = set()
        self.slow: set[Worker] = set()
        self.waiting: Queue = {}
        self.displaced: Queue = {}
        self.is_empty = asyncio.Event()
        self.is_empty.set()

    @property
    def busy(self) -> Iterator[Worker]:
        """The workers that have a job."""
        yield from self.fast
        yield from self.slow

    def has_room_for_slow(self, *, is_sending: bool = False) -> bool:
        """Say whether one more slow worker may go on; one that sends already mostly waits for its reader."""
        return len(self.slow) < self._slow_places * (2 if is_sending else 1)

    def take(self) -> Worker | None:
        """Give a worker that can begin at once, if there is one."""
        if self.idle and not self.waiting and len(self.fast) < self._fast_places:
            return self._begin(self.idle.pop())
        return None

    def line_up(self) -> Place:
        """Wait for a worker of the fast lane; raises BusyError if too many do."""
        return self._line_up(self.waiting)

    def line_up_displaced(self) -> Place:
        """Wait for a worker among the slow ones; raises BusyError if too many do."""
        return self._line_up(self.displaced)

    def leave(self, place: Place) -> None:
        """Wait no longer; a worker that was given just before is for others."""
        self.waiting.pop(place, None)
        self.displaced.pop(place, None)
        if place.done() and not place.cancelled() and place.exception() is None and place.result().is_alive:
            self.add(place.result())

    def add(self, worker: Worker) -> None:
        """Take on a worker that has nothing to do."""
        self.fast.discard(worker)
        self.slow.discard(worker)
        self.idle.append(worker)
        self.assign()

    def remove(self, worker: Worker) -> None:
        """Forget a worker that is gone."""
        self.fast.discard(worker)
        self.slow.discard(worker)
        if worker in self.idle:
            self.idle.remove(worker)
        self.assign()

    def slow_down(self, worker: Worker) -> None:
        """Move a worker out of the fast lane."""
        self.fast.discard(worker)
        self.slow.add(worker)
        self.assign()

    def assign(self) -> None:
        """Give workers to those who wait."""
        while self.idle and len(self.fast) < self._fast_places and (place := _next(self.waiting)):
            place.set_result(self._begin(self.idle.pop()))
        while self.idle and self.has_room_for_slow() and (place := _next(self.displaced)):
            worker = self.idle.pop()
            self.slow.add(worker)
            self.is_empty.clear()
            place.set_result(worker)
        if not self.fast and not self.slow:
            self.is_empty.set()

    def expire(self, now: float, seconds: float) -> None:
        """Turn away who has waited for longer than this."""
        for queue in (self.waiting, self.displaced):
            late = [place for place, since in queue.items() if now - since > seconds]
            for place in late:
                del queue[place]
                if not place.done():
                    place.set_exception(_busy(5))

    def _begin(self, worker: Worker) -> Worker:
        self.fast.add(worker)
        self.is_empty.clear()
        return worker

    def _line_up(self, queue: Queue) -> Place:
        if len(queue) >= self._queue:
            raise _busy(2)
        place: Place = asyncio.get_running_loop().create_future()
        queue[place] = time.monotonic()
        self.assign()
        return place


def _next(queue: Queue) -> Place | None:
    while queue:
        place = next(iter(queue))
        del queue[place]
        if not place.done():  # else whoever waited is gone
            return place
    return None


def _busy(seconds: int) -> BusyError:
    return BusyError("too many queries are running", seconds)
