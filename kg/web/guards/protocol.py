"""The protocol: limits on what comes in before there is a request, and on how slowly anything comes or goes."""

from __future__ import annotations

import asyncio
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from kg.web.guards.gathering import GatheringTransport

LONGEST_URL = 32 << 10
LONGEST_HEAD = 64 << 10
MOST_HEADERS = 100

_HEAD_SECONDS = 20.0  # in which all headers have come
_STALL_SECONDS = 60.0  # in which whoever reads takes something
_LINGER_SECONDS = 5.0  # in which whoever was answered already has sent the rest

_WORDS = {
    400: "this is no HTTP request",
    408: "the request did not come to its end",
    414: f"an address has at most {LONGEST_URL} bytes here; a query can be sent by POST",
    431: f"headers have at most {LONGEST_HEAD} bytes here, and there are at most {MOST_HEADERS}",
}


class RefusedError(Exception):
    """A request is too large before it is one."""


class GuardedProtocol(HttpToolsProtocol):
    """HTTP/1.1 as uvicorn speaks it, with bounds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_in_head = False
        self._head = 0  # bytes that came of headers that are not complete
        self._fields = 0  # bytes of the complete ones
        self._status = 400  # of the answer to what is no request
        self._is_in_body = False
        self._owed = 0  # bytes of a body that the parser does not see
        self._head_timer: asyncio.TimerHandle | None = None
        self._stall_timer: asyncio.TimerHandle | None = None
        self._linger_timer: asyncio.TimerHandle | None = None

    # what asyncio tells

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a first request."""
        super().connection_made(GatheringTransport(transport, self.loop))  # type: ignore[arg-type]
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._stop(self._head_timer)
        self._stop(self._stall_timer)
        self._stop(self._linger_timer)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came, unless it is too much for headers or belongs to no request."""
        if self.transport.is_closing():
            return
        was_in_head = self._is_in_head
        self._unset_keepalive_if_required()
        self._feed(data)
        if was_in_head and self._is_in_head:
            self._head += len(data)
        if self._head > LONGEST_HEAD:
            self._refuse(431)
        elif self._is_idle() and not (self._head_timer or self.timeout_keep_alive_task or self.transport.is_closing()):
            self._await_head()

    def pause_writing(self) -> None:
        """Wait for whoever does not read, though not for ever."""
        super().pause_writing()
        self._stall_timer = self.loop.call_later(_STALL_SECONDS, self._abort)

    def resume_writing(self) -> None:
        """Go on: something was read."""
        self._stop(self._stall_timer)
        self._stall_timer = None
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        """End a connection on which no other request came."""
        if self.transport.get_write_buffer_size():  # whoever does not read is not waited for
            self._abort()
        else:
            super().timeout_keep_alive_handler()

    # what the parser tells; an error raised here is one of the parser's

    def on_message_begin(self) -> None:
        """Begin a request."""
        super().on_message_begin()
        self._is_in_head = True
        self._head = self._fields = 0

    def on_url(self, url: bytes) -> None:
        """Take a part of the address."""
        super().on_url(url)
        if len(self.url) > LONGEST_URL:
            self._status = 414
            raise RefusedError

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        super().on_header(name, value)
        self._fields += len(name) + len(value)
        if len(self.headers) > MOST_HEADERS or self._fields > LONGEST_HEAD:
            self._status = 431
            raise RefusedError

    def on_headers_complete(self) -> None:
        """Hand the request over."""
        self._is_in_head = False
        self._is_in_body = True
        self._head = 0
        self._stop(self._head_timer)
        self._head_timer = None
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """End the request, unless it asks for another protocol, which it does not get, and still has a body."""
        self._owed = self._length() if self.parser.should_upgrade() else 0
        if not self._owed:
            self._end_message()

    def on_response_complete(self) -> None:
        """Wait for the next request; what is still sent of the one that was answered is not waited for long."""
        super().on_response_complete()
        if self._is_in_body:
            self._linger_timer = self.loop.call_later(_LINGER_SECONDS, self.transport.close)

    def _feed(self, data: bytes) -> None:
        """Let the parser see what came, but for bodies that it takes for another protocol."""
        while data and not self.transport.is_closing():
            if self._owed:
                data = self._take_owed(data)
                continue
            try:
                self.parser.feed_data(data)
            except httptools.HttpParserUpgrade as upgrade:
                data = data[upgrade.args[0] :]
            except httptools.HttpParserError:
                self._refuse(self._status)
            else:
                return

    def _take_owed(self, data: bytes) -> bytes:
        body, rest = data[: self._owed], data[self._owed :]
        self._owed -= len(body)
        if not self.cycle.response_complete:
            self.on_body(body)
        if not self._owed:
            self._end_message()
        return rest

    def _end_message(self) -> None:
        self._is_in_body = False
        self._stop(self._linger_timer)
        super().on_message_complete()

    def _length(self) -> int:
        lengths = [value for name, value in self.headers if name == b"content-length"]
        return int(lengths[0]) if lengths else 0

    def _refuse(self, status: int) -> None:
        """Say why, unless an answer is on its way already, and end the connection."""
        if self._is_idle():
            words = _WORDS[status].encode() + b"\n"
            fields = b"content-type: text/plain; charset=utf-8\r\nconnection: close\r\n"
            length = b"content-length: %d\r\n\r\n" % len(words)
            self.transport.write(STATUS_LINE[status] + fields + length + words)
        self.transport.close()

    def _is_idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _await_head(self) -> None:
        self._head_timer = self.loop.call_later(_HEAD_SECONDS, self._give_up)

    def _give_up(self) -> None:
        self._head_timer = None
        if not self._is_idle():
            self._await_head()
        elif not self.transport.is_closing():
            self._refuse(408)

    def _abort(self) -> None:
        if not self.transport.is_closing() or self.transport.get_write_buffer_size():
            self.transport.abort()

    def _stop(self, timer: asyncio.TimerHandle | None) -> None:
        if timer is not None:
            timer.cancel()
