"""The application: which address is answered by what."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from kg.web.linked_data.routes import ROUTES as LINKED_DATA
from kg.web.pages.routes import ROUTES as PAGES
from kg.web.query_page.routes import ROUTES as QUERY_PAGE
from kg.web.reconciliation.routes import ROUTES as RECONCILIATION
from kg.web.search.routes import ROUTES as SEARCH
from kg.web.site import Site
from kg.web.sparql.routes import ROUTES as SPARQL

# Each room has a table of its own, `routes.py`.
ROUTES: tuple[BaseRoute, ...] = (*SPARQL, *QUERY_PAGE, *SEARCH, *PAGES, *LINKED_DATA, *RECONCILIATION)


def create_app(site: Site) -> Starlette:
    """Make the application of a site."""
    app = Starlette(routes=list(ROUTES))
    app.state.site = site
    return app
