"""Suggestions: names as somebody types them, for the search box and for programs."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.views.search.index import Found
from kg.web.addresses import page_of
from kg.web.search.asked import read_search
from kg.web.site import in_thread, site_of, snapshot_of

AT_ONCE = 8


async def suggest(request: Request) -> Response:
    """Answer with what is called so or nearly so, best first, as JSON."""
    search = read_search(request.query_params, AT_ONCE)
    names = snapshot_of(request).names
    found = await in_thread(names.find, search.text, most=search.most, classes=search.classes)
    namespaces = site_of(request).workspace.namespaces
    return JSONResponse({"q": search.text, "found": [_record(each, page_of(each.iri, namespaces)) for each in found]})


def _record(found: Found, page: str) -> dict[str, object]:
    return {
        "iri": found.iri,
        "id": found.slug,
        "label": found.label,
        "name": found.name,
        "kind": found.kind,
        "classes": found.classes,
        "score": found.score,
        "page": page,
    }
