"""Answering for the IRIs of the graph: a thing by the way to a document about it, a document by itself.

A thing cannot be sent, so its address answers 303 (Cool URIs for the Semantic Web, section 4.2) with the address of
the document in the form that is wanted most. Where nothing is (`Accept: */*`, or none at all) that is Turtle, which
every tool for linked data reads; browsers ask for HTML.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.web.addresses import HTML, document_of
from kg.web.linked_data import schema_org
from kg.web.linked_data.bibliography import FORMS as BIBLIOGRAPHIES
from kg.web.linked_data.bibliography import write_entry
from kg.web.linked_data.documents import links_of, write_document
from kg.web.linked_data.finding import Found, find
from kg.web.negotiation import HTML as HTML_OFFER
from kg.web.negotiation import TRIPLES, negotiate
from kg.web.pages.things import show
from kg.web.site import in_thread, site_of, snapshot_of

_OFFERS = (*TRIPLES, HTML_OFFER)
_CONTENT_TYPES = {offer.name: offer.content_type for offer in _OFFERS}


async def answer(request: Request) -> Response:
    """Answer for a node or for a document about it."""
    path = request.scope["raw_path"].decode(errors="replace")
    found = await in_thread(find, snapshot_of(request), path, tuple(BIBLIOGRAPHIES))
    if found.suffix in BIBLIOGRAPHIES:
        content, media_type = await in_thread(write_entry, found)
        return Response(content, media_type=media_type)
    form = found.suffix or negotiate(request.headers.get("accept", ""), _OFFERS).name
    location = document_of(found.node.value, form, site_of(request).workspace.namespaces)
    if not (found.suffix or found.is_document):
        return RedirectResponse(location, 303)
    response = await _send(request, found, form)
    if not found.suffix:
        response.headers["Content-Location"] = location
    return response


async def _send(request: Request, found: Found, form: str) -> Response:
    site = site_of(request)
    if form == HTML:
        response = await show(
            request, found.node, await in_thread(schema_org.describe, snapshot_of(request), found.node)
        )
    else:
        content = await in_thread(write_document, site, found, form)
        response = Response(content, media_type=_CONTENT_TYPES[form])
    response.headers["Link"] = links_of(site, found.node, form)
    return response
