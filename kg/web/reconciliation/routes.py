"""Addresses, and what answers them."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, request_response

from kg.errors import NameNotFoundError
from kg.web.middleware.cross_origin import CrossOrigin
from kg.web.reconciliation.answering import Endpoint, answering
from kg.web.reconciliation.asking import parse_json, read_count, read_json_body, read_parameters
from kg.web.reconciliation.background import background_of
from kg.web.reconciliation.describing import candidate_json
from kg.web.reconciliation.draft import extension_json, parse_draft_batch, results_json
from kg.web.reconciliation.extending import extend, parse_extend
from kg.web.reconciliation.manifest import DRAFT, PATH, manifest_02, manifest_draft
from kg.web.reconciliation.matching import match
from kg.web.reconciliation.preview import read_preview
from kg.web.reconciliation.proposing import propose
from kg.web.reconciliation.queries import Query, parse_batch, parse_query
from kg.web.reconciliation.suggesting import suggest_entities, suggest_properties, suggest_types
from kg.web.reconciliation.weighing import Candidate
from kg.web.rendering import render
from kg.web.site import in_thread, site_of, snapshot_of

# Any page may show a preview in a frame, and nothing runs in it.
_PREVIEW_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"


@answering
async def answer_service(request: Request) -> Any:
    """Answer with the manifest, candidates of a batch of queries or of one, or the values of properties."""
    parameters = await read_parameters(request)
    if (text := parameters.get("queries")) is not None:
        queries = parse_batch(parse_json(text, "queries"))
        results = await _match(request, list(queries.values()))
        return {key: {"result": found} for key, found in zip(queries, results, strict=True)}
    if (text := parameters.get("query")) is not None:
        query = parse_query(parse_json(text, "query") if text.lstrip().startswith("{") else text)
        return {"result": (await _match(request, [query]))[0]}
    if (text := parameters.get("extend")) is not None:
        asked = parse_extend(parse_json(text, "extend"))
        return (await in_thread(extend, snapshot_of(request), asked)).as_json()
    background = await in_thread(background_of, snapshot_of(request))
    return manifest_02(snapshot_of(request).workspace, background, site_of(request).address)


@answering
async def answer_draft(request: Request) -> Any:
    """Answer with the manifest of the draft."""
    background = await in_thread(background_of, snapshot_of(request))
    return manifest_draft(snapshot_of(request).workspace, background, site_of(request).address)


@answering
async def answer_match(request: Request) -> Any:
    """Answer a batch of the draft's queries."""
    snapshot, queries = snapshot_of(request), parse_draft_batch(await read_json_body(request))
    return await in_thread(lambda: results_json(match(snapshot, queries), background_of(snapshot)))


@answering
async def answer_extend(request: Request) -> Any:
    """Answer the draft's request for the values of properties."""
    asked = parse_extend(await read_json_body(request))
    return extension_json(await in_thread(extend, snapshot_of(request), asked))


@answering
async def answer_propose(request: Request) -> Any:
    """Propose properties to fetch for entities of a type, or of any."""
    type_, limit = request.query_params.get("type", ""), read_count(request.query_params, "limit", 0)
    return await in_thread(propose, snapshot_of(request), type_, limit)


@answering
async def suggest_entity(request: Request) -> Any:
    """Suggest entities by the beginning of a name."""
    prefix, cursor = _typed(request)
    types = [each for text in request.query_params.getlist("type") for each in text.split(",") if each.strip()]
    return {"result": await in_thread(suggest_entities, snapshot_of(request), prefix, cursor, types)}


@answering
async def suggest_type(request: Request) -> Any:
    """Suggest types by the beginning of a name."""
    return {"result": await in_thread(suggest_types, snapshot_of(request), *_typed(request))}


@answering
async def suggest_property(request: Request) -> Any:
    """Suggest properties by the beginning of a name."""
    return {"result": await in_thread(suggest_properties, snapshot_of(request), *_typed(request))}


async def answer_preview(request: Request) -> Response:
    """Show an entity in a few lines."""
    identifier = request.query_params.get("id", "")
    try:
        preview, status = await in_thread(read_preview, snapshot_of(request), identifier), 200
    except NameNotFoundError:
        preview, status = None, 404
    response = render(request, "preview.html.jinja", status=status, preview=preview, identifier=identifier)
    response.headers["Content-Security-Policy"] = _PREVIEW_POLICY
    return response


async def _match(request: Request, queries: list[Query]) -> list[list[dict[str, Any]]]:
    snapshot = snapshot_of(request)

    def matched() -> list[list[dict[str, Any]]]:
        found: list[list[Candidate]] = match(snapshot, queries)
        return [[candidate_json(each, background_of(snapshot)) for each in some] for some in found]

    return await in_thread(matched)


def _typed(request: Request) -> tuple[str, int]:
    return request.query_params.get("prefix", "")[:_LONGEST], read_count(request.query_params, "cursor", 0)


_LONGEST = 500  # characters of what somebody types


def _route(path: str, endpoint: Endpoint, *methods: str) -> BaseRoute:
    """Let any page ask: there is nothing here that is not for everybody."""
    return Route(path, CrossOrigin(request_response(endpoint), *methods))


def _common(root: str) -> list[BaseRoute]:
    """Give the addresses that every version has, below its own root."""
    return [
        _route(f"{root}/suggest/entity", suggest_entity, "GET", "HEAD"),
        _route(f"{root}/suggest/type", suggest_type, "GET", "HEAD"),
        _route(f"{root}/suggest/property", suggest_property, "GET", "HEAD"),
        _route(f"{root}/match", answer_match, "POST"),
        _route(f"{root}/extend", answer_extend, "POST"),
        _route(f"{root}/extend/propose", answer_propose, "GET", "HEAD"),
        _route(f"{root}/preview", answer_preview, "GET", "HEAD"),
    ]


ROUTES: tuple[BaseRoute, ...] = (
    _route(PATH, answer_service, "GET", "HEAD", "POST"),
    _route(f"{PATH}/", answer_service, "GET", "HEAD", "POST"),
    _route(DRAFT, answer_draft, "GET", "HEAD"),
    *_common(PATH),
    *_common(DRAFT),
)
