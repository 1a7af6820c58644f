"""Addresses, and what answers them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route, request_response

from kg.web.addresses import DATASET
from kg.web.linked_data import schema_org
from kg.web.linked_data.answering import answer
from kg.web.linked_data.sitemap import write_part, write_robots, write_sitemap
from kg.web.linked_data.void import write_void
from kg.web.middleware.cross_origin import CrossOrigin
from kg.web.negotiation import TRIPLES, is_for_people, negotiate
from kg.web.pages.home import show_home
from kg.web.site import in_thread, site_of, snapshot_of

_XML = "application/xml"


async def answer_start(request: Request) -> Response:
    """Answer for the graph as a whole: the start page for people, the way to its description for programs."""
    accept = request.headers.get("accept", "")
    if accept and not is_for_people(accept) and "*/*" not in accept:
        return RedirectResponse(DATASET, 303)
    described = await in_thread(schema_org.describe_dataset, site_of(request), snapshot_of(request))
    return await show_home(request, described)


async def answer_void(request: Request) -> Response:
    """Describe the graph as a dataset."""
    offer = negotiate(request.headers.get("accept", ""), TRIPLES, request.query_params.get("format", ""))
    content = await in_thread(write_void, site_of(request), snapshot_of(request), offer.name)
    return Response(content, media_type=offer.content_type)


async def lead_to_void(_request: Request) -> Response:
    """Lead from the well-known address to the description of the graph (VoID, section 7.2)."""
    return RedirectResponse(DATASET, 302)


async def answer_sitemap(request: Request) -> Response:
    """List every page."""
    return Response(await in_thread(write_sitemap, site_of(request), snapshot_of(request)), media_type=_XML)


async def answer_part(request: Request) -> Response:
    """List the pages of one part of a long sitemap."""
    number = request.path_params["number"]
    return Response(await in_thread(write_part, site_of(request), snapshot_of(request), number), media_type=_XML)


async def answer_robots(request: Request) -> Response:
    """Say what robots may read."""
    return PlainTextResponse(write_robots(site_of(request)))


ROUTES: tuple[BaseRoute, ...] = (
    Route("/", answer_start),
    Route(DATASET, CrossOrigin(request_response(answer_void), "GET", "HEAD")),
    Route("/.well-known/void", CrossOrigin(request_response(lead_to_void), "GET", "HEAD")),
    Route("/sitemap.xml", answer_sitemap),
    Route("/sitemap-{number:int}.xml", answer_part),
    Route("/robots.txt", answer_robots),
    Route("/{path:path}", CrossOrigin(request_response(answer), "GET", "HEAD")),  # any address of ours, so it is last
)
