"""The access log: one line of JSON for each request, without what tells who asked or what was searched for."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import UsageError

Write = Callable[[str], object]

_LONGEST = 500  # characters of a path


def open_log(name: str) -> Write:
    """Give what writes a line to the end of a file, or to standard output (-); raises UsageError if it cannot."""
    if name == "-":
        return lambda line: print(line, file=sys.stdout, flush=True)
    try:
        file = Path(name).open("a", encoding="utf-8", buffering=1)  # noqa: SIM115 (open as long as the server runs)
    except OSError as error:
        raise UsageError(f"the access log {name} cannot be written: {error.strerror}") from error
    return lambda line: file.write(line + "\n")


class AccessLog:
    """Writes a line when a response has come to its end, or when it broke off.

    Of the query of an address only its length is written, and the client only if `with_clients`.
    """

    def __init__(self, app: ASGIApp, write: Write, *, with_clients: bool = False) -> None:
        self._app = app
        self._write = write
        self._with_clients = with_clients

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start, status, size, is_complete = time.perf_counter(), 0, 0, False

        async def send_counted(message: Message) -> None:
            nonlocal status, size, is_complete
            await send(message)
            status = message.get("status", status)
            size += len(message.get("body", b""))
            is_complete = message["type"] == "http.response.body" and not message.get("more_body", False)

        try:
            await self._app(scope, receive, send_counted)
        finally:
            seconds = time.perf_counter() - start
            self._write(json.dumps(self._record(scope, status, size, seconds, is_complete)))

    def _record(self, scope: Scope, status: int, size: int, seconds: float, is_complete: bool) -> dict[str, Any]:
        now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
        record = {
            "time": now.replace("+00:00", "Z"),
            "method": scope["method"],
            "path": scope["raw_path"].decode("latin-1")[:_LONGEST],
            "query": len(scope["query_string"]),
            "status": status,
            "bytes": size,
            "ms": round(seconds * 1000, 1),
        }
        if not is_complete:
            record["incomplete"] = True
        if self._with_clients and scope["client"]:
            record["client"] = scope["client"][0]
        return record
