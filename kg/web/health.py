"""Health: whether the site answers, for whatever watches it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.web.site import site_of, snapshot_of


async def answer_health(request: Request) -> Response:
    """Say that the site is up, which build it serves, and how much is going on."""
    snapshot = snapshot_of(request)
    body = {
        "status": "ok",
        "build": snapshot.name,
        "seconds": round(site_of(request).seconds, 1),
        "queries": snapshot.pool.statistics()._asdict(),
    }
    return JSONResponse(body, headers={"Cache-Control": "no-store"})


ROUTES = (Route("/health", answer_health),)
