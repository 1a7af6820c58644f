"""Gathering: the head of an answer and its body go out together, which a network and both its ends are glad of."""

from __future__ import annotations

import asyncio
from typing import Any

_MOST = 1 << 16


class GatheringTransport:
    """A transport that sends what is written at the end of this turn of the loop, in one piece."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._parts: list[bytes] = []
        self._size = 0

    def __getattr__(self, name: str) -> Any:
        """Give everything else that a transport does."""
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Take bytes that are to be sent."""
        if not self._parts:
            self._loop.call_soon(self._send)
        self._parts.append(data)
        self._size += len(data)
        if self._size > _MOST:
            self._send()

    def close(self) -> None:
        """Close once all is sent."""
        self._send()
        self._transport.close()

    def get_write_buffer_size(self) -> int:
        """Give the number of bytes that have still to be sent."""
        return self._size + self._transport.get_write_buffer_size()

    def _send(self) -> None:
        if self._parts and not self._transport.is_closing():
            self._transport.write(self._parts[0] if len(self._parts) == 1 else b"".join(self._parts))
        self._parts.clear()
        self._size = 0
