"""Health: whether the site answers, for whatever watches it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.web.site import snapshot_of


async def answer_health(request: Request) -> Response:
    """Say that the site is up, and which build it serves."""
    return JSONResponse({"status": "ok", "build": snapshot_of(request).name}, headers={"Cache-Control": "no-store"})


ROUTES = (Route("/health", answer_health),)
