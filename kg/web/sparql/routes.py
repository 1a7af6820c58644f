"""Addresses, and what answers them."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from kg.web.addresses import GRAPHS, SPARQL
from kg.web.middleware.cross_origin import CrossOrigin
from kg.web.sparql.endpoint import answer_sparql
from kg.web.sparql.graph_store import answer_graphs

_ENDPOINT = CrossOrigin(answer_sparql, "GET", "HEAD", "POST")
_GRAPH_STORE = CrossOrigin(answer_graphs, "GET", "HEAD", "PUT", "POST", "DELETE")

# What need not be looked up among all addresses.
DIRECT = {SPARQL: _ENDPOINT, f"{SPARQL}/": _ENDPOINT}

ROUTES: tuple[BaseRoute, ...] = (
    Route(SPARQL, _ENDPOINT),
    Route(f"{SPARQL}/", _ENDPOINT),
    Route(GRAPHS, _GRAPH_STORE),
    Route(f"{GRAPHS}/{{path:path}}", _GRAPH_STORE),
)
