"""Frames: the messages between a process and its workers, each with its length before it."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable

_HEAD = 4
_READ = 1 << 18


def frame(content: bytes) -> bytes:
    """Give a message as it is sent."""
    return len(content).to_bytes(_HEAD, "big") + content


class Unframing:
    """Bytes as they come, cut into messages again."""

    def __init__(self) -> None:
        self._rest = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        """Take the next bytes and give the messages that are complete with them."""
        if not self._rest and len(data) == _HEAD + int.from_bytes(data[:_HEAD], "big"):
            return [data[_HEAD:]]  # nearly always: one message, read at once
        self._rest += data
        messages = []
        start = 0
        while len(self._rest) >= start + _HEAD:
            end = start + _HEAD + int.from_bytes(self._rest[start : start + _HEAD], "big")
            if end > len(self._rest):
                break
            messages.append(bytes(self._rest[start + _HEAD : end]))
            start = end
        del self._rest[:start]
        return messages


class Frames:
    """Messages over two pipes, or over a socket that is both."""

    def __init__(self, source: int, sink: int) -> None:
        self.source = source
        self._sink = sink
        self._unframing = Unframing()
        self._messages: deque[bytes] = deque()

    def write(self, content: bytes) -> None:
        """Send a message."""
        rest = memoryview(frame(content))
        while rest:
            rest = rest[os.write(self._sink, rest) :]

    def read(self, wait: Callable[[], None] = lambda: None) -> bytes | None:
        """Give the next message, or None if there will be none; `wait` is called before each look at the pipe."""
        while not self._messages:
            wait()
            data = os.read(self.source, _READ)
            if not data:
                return None
            self._messages.extend(self._unframing.feed(data))
        return self._messages.popleft()
