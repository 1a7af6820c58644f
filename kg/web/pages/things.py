"""Things: the page about whatever node an address names, set by what sort of node it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.config import Namespaces
from kg.rdf.formats import RDF_FORMATS
from kg.rdf.terms import IRI
from kg.views.anywhere import is_described
from kg.views.nodes import Nodes
from kg.web.addresses import document_of
from kg.web.pages.claims import make_claim
from kg.web.pages.documents import make_document, make_passage, make_release
from kg.web.pages.entities import make_entity
from kg.web.pages.recent import recent_pages
from kg.web.pages.sheet import Sheet, Subject
from kg.web.pages.terms import is_vocabulary, make_term, make_vocabulary
from kg.web.rendering import render
from kg.web.site import in_thread, site_of, snapshot_of
from kg.web.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Form:
    """A document about a node: the title of its format, its media type, its address."""

    title: str
    media_type: str
    address: str


# The first class that a node belongs to says how its page is made.
_MAKERS: Mapping[str, Callable[[Subject], Sheet]] = {
    "Claim": make_claim,
    "Passage": make_passage,
    "DatasetRelease": make_release,
    "Document": make_document,
}


_RECENT = recent_pages(200)


async def show(request: Request, node: IRI, described: Mapping[str, Any] | None = None) -> Response:
    """Answer with the page about a node; `described` is what schema.org has to say of it, as JSON-LD.

    What no document describes is looked for in the imported releases.
    """
    site, snapshot = site_of(request), snapshot_of(request)
    key = (node.value, request.url.path, site.address)
    page = _RECENT.get(snapshot, key)
    if page is not None:
        return HTMLResponse(page)
    sheet = await in_thread(make_sheet, snapshot, node)
    forms = forms_of(node, site.workspace.namespaces)
    response = render(request, sheet.template, described=described, forms=forms, iri=node.value, **sheet.context)
    _RECENT.keep(snapshot, key, bytes(response.body))
    return response


def forms_of(node: IRI, namespaces: Namespaces) -> list[Form]:
    """List the documents about a node in RDF."""
    return [
        Form(form.title, form.media_type, document_of(node.value, form.name, namespaces))
        for form in RDF_FORMATS.values()
    ]


def make_sheet(snapshot: Snapshot, node: IRI) -> Sheet:
    """Put on a sheet what the page about a node shows."""
    subject = _find(snapshot, node)
    if is_vocabulary(subject):
        return make_vocabulary(subject)
    if node in subject.nodes.term:
        return make_term(subject)
    maker = next((make for name, make in _MAKERS.items() if subject.is_a(name)), make_entity)
    return maker(subject)


def _find(snapshot: Snapshot, node: IRI) -> Subject:
    is_curated = is_described(snapshot.store, node)
    return Subject(node, Nodes(snapshot.store if is_curated else snapshot.whole), snapshot, is_curated)
