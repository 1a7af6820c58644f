"""Caching: as long as the build is the same, so is every answer, and whoever has it need not get it again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.web.site import Site
from kg.web.snapshot import Snapshot

REVALIDATE = "no-cache"


class Caching:
    """Tags what is answered to GET and HEAD, and answers 304 to whoever shows the tag.

    A response that has an ETag or a Cache-Control of its own keeps it, and `no-store` is never tagged. A tag is weak:
    the same page packed is the same page.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self._app(scope, receive, send)
            return
        tag = tag_of(scope)
        headers = Headers(scope=scope)
        if tag and is_known(tag, headers.get("if-none-match", "")):
            await _send_unchanged(tag, send)
            return

        async def send_tagged(message: Message) -> None:
            if message["type"] == "http.response.start":
                _mark(MutableHeaders(scope=message), message["status"], tag)
            await send(message)

        await self._app(scope, receive, send_tagged)


def tag_of(scope: Scope) -> str:
    """Give the tag of what an address answers to a client that accepts this; empty where answers may change."""
    site, snapshot = scope["state"]["site"], scope["state"]["snapshot"]
    assert isinstance(site, Site)
    assert isinstance(snapshot, Snapshot)
    if site.settings.token:  # an update changes the graph, and not its name
        return ""
    headers = Headers(scope=scope)
    asked = (scope["raw_path"], scope["query_string"], *(headers.get(name, "").encode() for name in _VARYING))
    digest = hashlib.sha256(_seed(snapshot.name, site.address))
    for part in asked:
        digest.update(b"\0" + part)
    return f'W/"{digest.hexdigest()[:24]}"'


def is_known(tag: str, if_none_match: str) -> bool:
    """Say whether a client has what a tag stands for, by the header If-None-Match (RFC 9110, 13.1.2)."""
    return bool(if_none_match) and (if_none_match.strip() == "*" or tag.removeprefix("W/") in if_none_match)


# Which headers of a request an answer may depend on.
_VARYING = ("accept", "accept-language", "origin")


@cache
def _seed(name: str, address: str) -> bytes:
    return f"{edition()} {name} {address}".encode()


# The files on which it depends what is sent.
_SHOWN = (".py", ".jinja", ".css", ".js", ".yaml")


@cache
def edition() -> str:
    """Give what tells this program from one that was changed or brought up to date: its files' sizes and times."""
    seen = [(stat.st_size, stat.st_mtime_ns) for stat in (path.stat() for path in sorted(_iter_files()))]
    return hashlib.sha256(repr(seen).encode()).hexdigest()


def _iter_files() -> Iterator[Path]:
    for folder, inner, names in os.walk(Path(__file__).parents[2]):
        inner[:] = [name for name in inner if name != "node_modules"]  # of a checkout
        yield from (Path(folder, name) for name in names if name.endswith(_SHOWN))


def _mark(headers: MutableHeaders, status: int, tag: str) -> None:
    headers.setdefault("Cache-Control", REVALIDATE)
    varying = headers.get("vary", "")
    if "accept" not in [name.strip().lower() for name in varying.split(",")]:
        headers["Vary"] = f"{varying}, Accept".removeprefix(", ")
    if status == 200 and tag and "no-store" not in headers["Cache-Control"]:
        headers.setdefault("ETag", tag)


async def _send_unchanged(tag: str, send: Send) -> None:
    headers = {"ETag": tag, "Cache-Control": REVALIDATE, "Vary": "Accept, Accept-Encoding"}
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 304, "headers": raw})
    await send({"type": "http.response.body", "body": b""})
