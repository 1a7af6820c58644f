"""The application: which address is answered by what, and what every request goes through before."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from kg.web.caching import Caching
from kg.web.files import ROUTES as FILES
from kg.web.guards.headers import HeadersGuard
from kg.web.health import ROUTES as HEALTH
from kg.web.linked_data.routes import ROUTES as LINKED_DATA
from kg.web.pages.routes import ROUTES as PAGES
from kg.web.problems import HANDLERS
from kg.web.query_page.routes import ROUTES as QUERY_PAGE
from kg.web.reading import Reading
from kg.web.reconciliation.routes import ROUTES as RECONCILIATION
from kg.web.search.routes import ROUTES as SEARCH
from kg.web.site import Site
from kg.web.sparql.routes import ROUTES as SPARQL

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
    """Make the application of a site."""
    app: ASGIApp = Starlette(routes=list(ROUTES), exception_handlers=dict(HANDLERS))
    app = Caching(app)
    app = HeadersGuard(app, is_secure=site.settings.url.startswith("https:"))
    return Reading(app, site)
