"""An answer on its way: messages from a worker, kept until whoever asked takes them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from typing import Protocol

from kg.store.request import FAULTS

# Bytes that wait in this process before the worker is made to wait.
_HIGH, _LOW = 1 << 20, 1 << 18


class Source(Protocol):
    """Where an answer comes from."""

    def pause(self) -> None:
        """Send no more for now."""

    def resume(self) -> None:
        """Go on."""

    def dismiss(self) -> None:
        """End the work: nobody wants the rest."""


class Answer:
    """The messages of one answer in their order; each is a sign and what belongs to it."""

    def __init__(self, source: Source) -> None:
        self._source: Source | None = source
        self._messages: deque[bytes] = deque()
        self._size = 0
        self._is_paused = False
        self._error: Exception | None = None
        self._waiter: asyncio.Future[None] | None = None
        self.has_begun = False

    def put(self, message: bytes) -> bool:
        """Take the next message; says whether it is the last one."""
        self._messages.append(message)
        self._size += len(message)
        self.has_begun = True
        is_last = message[:1].isupper()
        if is_last:
            self._source = None
        elif self._size > _HIGH and not self._is_paused and self._source:
            self._is_paused = True
            self._source.pause()
        self._wake()
        return is_last

    def fail(self, error: Exception) -> None:
        """Let there be no more messages, for a reason; the first one counts."""
        self._source = None
        self._error = self._error or error
        self._wake()

    async def get(self) -> bytes:
        """Give the next message, once it is there; raises why there is none."""
        while not self._messages:
            if self._error is not None:
                raise self._error
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter
        message = self._messages.popleft()
        self._size -= len(message)
        if self._is_paused and self._size < _LOW:
            self._is_paused = False
            if self._source:
                self._source.resume()
        return message

    def abandon(self) -> None:
        """End the work on it, unless it is done."""
        source, self._source = self._source, None
        if source is not None:
            source.dismiss()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


class Chunks(AsyncIterator[bytes]):
    """The bytes of an answer as they come, after its first message; an answer that is not read to its end is given up.

    Raises, by `fault`, what went wrong after it had begun.
    """

    def __init__(self, first: bytes, answer: Answer, fault: Callable[[bytes], Exception]) -> None:
        self._message: bytes | None = first
        self._answer = answer
        self._fault = fault
        self._is_over = False

    async def __anext__(self) -> bytes:
        """Give the next bytes."""
        if self._is_over:
            raise StopAsyncIteration
        if self._message is None:
            self._message = await self._answer.get()
        message, self._message = self._message, None
        self._is_over = message[:1].isupper()
        if message[:1] in FAULTS:
            raise self._fault(message)
        return message[1:]

    async def aclose(self) -> None:
        """End the work on the rest."""
        self._is_over = True
        self._answer.abandon()

    def __del__(self) -> None:
        self._answer.abandon()
