"""Addresses, and what answers them."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from kg.web.search.results import search
from kg.web.search.suggestions import suggest

ROUTES: tuple[BaseRoute, ...] = (Route("/search", search), Route("/suggest", suggest))
