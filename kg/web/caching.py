"""Caching: as long as the build is the same, so is every answer, and whoever has it need not get it again."""

from __future__ import annotations

import hashlib
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
        if tag and tag in headers.get("if-none-match", ""):
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


# Which headers of a request an answer may depend on.
_VARYING = ("accept", "accept-language", "origin")


@cache
def _seed(name: str, address: str) -> bytes:
    return f"{_edition()} {name} {address}".encode()


@cache
def _edition() -> str:
    """Give what tells this program from one that was changed or brought up to date: its files' sizes and times."""
    files = sorted(
        path for path in Path(__file__).parents[1].rglob("*") if path.suffix in {".py", ".jinja", ".css", ".yaml"}
    )
    return repr([(stat.st_size, stat.st_mtime_ns) for stat in (path.stat() for path in files)])


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
