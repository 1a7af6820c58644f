"""Addresses, and what answers them."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from kg.web.pages.compare import show_comparison
from kg.web.pages.views import show_explorer, show_map, show_network, show_timeline

ROUTES: tuple[BaseRoute, ...] = (
    Route("/timeline", show_timeline),
    Route("/network", show_network),
    Route("/map", show_map),
    Route("/compare", show_comparison),
    Route("/explore", show_explorer),
)
