"""The application: which address is answered by what, and what every request goes through before."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from kg.web.access_log import AccessLog, open_log
from kg.web.caching import Caching
from kg.web.compression import Compression
from kg.web.files import ROUTES as FILES
from kg.web.guards.bodies import BodyGuard
from kg.web.guards.clients import ClientCheck
from kg.web.guards.guard import Guard
from kg.web.guards.headers import HeadersGuard
from kg.web.guards.hosts import HostCheck
from kg.web.guards.methods import check_method
from kg.web.health import ROUTES as HEALTH
from kg.web.linked_data.routes import ROUTES as LINKED_DATA
from kg.web.pages.routes import ROUTES as PAGES
from kg.web.problems import HANDLERS
from kg.web.query_page.routes import ROUTES as QUERY_PAGE
from kg.web.reading import Reading
from kg.web.reconciliation.routes import ROUTES as RECONCILIATION
from kg.web.search.routes import ROUTES as SEARCH
from kg.web.shortcut import Shortcut
from kg.web.site import Site
from kg.web.sparql.routes import DIRECT as SPARQL_DIRECT
from kg.web.sparql.routes import ROUTES as SPARQL
from kg.web.watching import keep_current

# Each room has a table of its own, `routes.py`; what linked data answers may be any address, so it comes last.
ROUTES: tuple[BaseRoute, ...] = (
    *HEALTH,
    *FILES,
    *SPARQL,
    *QUERY_PAGE,
    *SEARCH,
    *PAGES,
    *RECONCILIATION,
    *LINKED_DATA,
)


def create_app(site: Site) -> ASGIApp:
    """Make the application of a site; raises UsageError if its access log cannot be written."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(keep_current(site))
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        await site.close()

    app: ASGIApp = Starlette(routes=list(ROUTES), exception_handlers=dict(HANDLERS), lifespan=lifespan)
    return _guarded(Shortcut(Compression(Caching(app)), SPARQL_DIRECT), site)


def _guarded(app: ASGIApp, site: Site) -> ASGIApp:
    settings = site.settings
    app = BodyGuard(app, settings.largest_request)
    app = Guard(app, check_method, HostCheck(settings), ClientCheck(settings.proxies, settings.rate))
    app = HeadersGuard(app, is_secure=settings.url.startswith("https:"))
    if settings.access_log:
        app = AccessLog(app, open_log(settings.access_log), with_clients=settings.logs_clients)
    return Reading(app, site)
