"""A worker as the server sees it: a socket to a process that does one job after another."""

from __future__ import annotations

import asyncio
import time
from typing import Protocol, cast

from kg.store.faults import broken_off
from kg.store.frames import Unframing
from kg.web.engine.answer import Answer

# From here on it is looked at what a job takes of a processor, which says more than the time that passes on a machine
# that has none to spare. What takes longer than the other is slow in any case.
_LOOK, _ANYWAY = 0.015, 0.3


class Owner(Protocol):
    """Who is told what becomes of a worker."""

    def is_ready(self, worker: Worker) -> None:
        """It can do its first job."""

    def is_done(self, worker: Worker) -> None:
        """It can do the next job."""

    def is_lost(self, worker: Worker) -> None:
        """Its process is gone."""

    def dismiss(self, worker: Worker) -> None:
        """Its work is not wanted: end it."""


class Worker(asyncio.Protocol):
    """A process, known by its number, and the job that it has."""

    def __init__(self, number: int, owner: Owner) -> None:
        self.number = number
        self.pid = 0
        self.answer: Answer | None = None
        self.is_slow = False
        self._owner = owner
        self._unframing = Unframing()
        self._transport: asyncio.Transport | None = None
        self._began = 0.0
        self._paused_at: float | None = None
        self._paused = 0.0
        self._used: float | None = None

    @property
    def is_alive(self) -> bool:
        """Whether there is a way to its process."""
        return self._transport is not None

    def start(self, request: bytes) -> Answer:
        """Begin with a job."""
        answer = Answer(self)
        if self._transport is None:  # it died while it was idle
            answer.fail(broken_off())
            return answer
        self.answer = answer
        self._began = time.monotonic()
        self._paused, self._paused_at, self._used = 0.0, None, None
        self._transport.write(request)
        return answer

    def busy_for(self, now: float) -> float:
        """Give the seconds since its job began."""
        return now - self._began

    def is_slower_than(self, quick: float, now: float) -> bool:
        """Say whether its job is not done within so many seconds, at least half of them at work."""
        busy = self.busy_for(now)
        if busy < _LOOK:
            return False
        used = _used_by(self.pid)
        if self._used is None:
            self._used = used
        has_worked = used is None or self._used is None or used - self._used > quick / 2
        return busy > quick and (has_worked or busy > _ANYWAY)

    def works_for(self, now: float) -> float:
        """Give the seconds of its job in which it did not wait for a reader."""
        waits = 0.0 if self._paused_at is None else now - self._paused_at
        return now - self._began - self._paused - waits

    def pause(self) -> None:
        """Read no more from it for now, so that it waits."""
        self._paused_at = time.monotonic()
        if self._transport is not None:
            self._transport.pause_reading()

    def resume(self) -> None:
        """Read on."""
        if self._paused_at is not None:
            self._paused += time.monotonic() - self._paused_at
            self._paused_at = None
        if self._transport is not None:
            self._transport.resume_reading()

    def dismiss(self) -> None:
        """End its work."""
        self._owner.dismiss(self)

    def close(self) -> None:
        """Close the socket to it."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Note the way to the process."""
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is none by its classes

    def data_received(self, data: bytes) -> None:
        """Take what the process sends."""
        for message in self._unframing.feed(data):
            if self.answer is None:
                self.pid = int(message[1:])
                self._owner.is_ready(self)
            elif self.answer.put(message):
                self.answer = None
                self._owner.is_done(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that the process is gone."""
        self._transport = None
        self._owner.is_lost(self)


def _used_by(pid: int) -> float | None:
    """Give the seconds that a process has had a processor, or None where that is not told (Linux tells it)."""
    try:
        with open(f"/proc/{pid}/schedstat", encoding="ascii") as status:  # noqa: PTH123 (a hot path)
            return int(status.read().split()[0]) / 1e9
    except (OSError, ValueError, IndexError):
        return None
