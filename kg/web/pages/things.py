"""The page of a node."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.rdf.terms import IRI
from kg.views.nodes import Nodes
from kg.web.site import in_thread, snapshot_of


async def show(request: Request, node: IRI) -> Response:
    """Give the page of a node."""
    snapshot = snapshot_of(request)
    label = await in_thread(lambda: Nodes(snapshot.whole).label(node))
    return PlainTextResponse(f"{label}\n{node.value}\n")
