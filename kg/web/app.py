"""The application: which address is answered by what, and what every request goes through before."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from kg.web.files import ROUTES as FILES
from kg.web.guards.bodies import BodyGuard
from kg.web.guards.clients import ClientCheck
from kg.web.guards.guard import Guard
from kg.web.guards.headers import HeadersGuard
from kg.web.guards.hosts import HostCheck
from kg.web.guards.methods import check_method
from kg.web.health import ROUTES as HEALTH
from kg.web.middleware.access_log import AccessLog, open_log
from kg.web.middleware.caching import Caching
from kg.web.middleware.compression import Compression
from kg.web.middleware.reading import Reading
from kg.web.middleware.shortcut import Shortcut
from kg.web.openapi import ROUTES as OPENAPI
from kg.web.problems import HANDLERS
from kg.web.serving.late import LateRoom
from kg.web.serving.watching import keep_current
from kg.web.site import Site
from kg.web.sparql.routes import DIRECT as SPARQL_DIRECT
from kg.web.sparql.routes import ROUTES as SPARQL

# The rooms that are loaded when they are asked for; what linked data answers may be any address, so it comes last.
LATE = (
    LateRoom("kg.web.search.routes", "search", "suggest"),
    LateRoom("kg.web.query_page.routes", "query"),
    LateRoom("kg.web.pages.routes", "timeline", "network", "map", "compare", "explore"),
    LateRoom("kg.web.reconciliation.routes", "reconcile"),
    LateRoom("kg.web.linked_data.routes"),
)

ROUTES: tuple[BaseRoute, ...] = (*HEALTH, *OPENAPI, *FILES, *SPARQL, *LATE)


def create_app(site: Site) -> ASGIApp:
    """Make the application of a site; raises UsageError if its access log cannot be written."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        working = [asyncio.create_task(keep_current(site)), asyncio.create_task(_load())]
        yield
        for task in working:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await site.close()

    app: ASGIApp = Starlette(routes=list(ROUTES), exception_handlers=dict(HANDLERS), lifespan=lifespan)
    return _guarded(Shortcut(Compression(Caching(app)), SPARQL_DIRECT), site)


async def _load() -> None:
    """Load the rooms one by one, so that nobody has to wait for them later."""
    for room in LATE:
        await room.load()


def _guarded(app: ASGIApp, site: Site) -> ASGIApp:
    settings = site.settings
    app = BodyGuard(app, settings.largest_request)
    app = Guard(app, check_method, HostCheck(settings), ClientCheck(settings.proxies, settings.rate))
    app = HeadersGuard(app, is_secure=settings.url.startswith("https:"))
    if settings.access_log:
        app = AccessLog(app, open_log(settings.access_log), with_clients=settings.logs_clients)
    return Reading(app, site)
