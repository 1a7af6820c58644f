"""The endpoint: SPARQL 1.1 Protocol, and the service's description where nothing is asked."""

from __future__ import annotations

from urllib.parse import quote

from starlette.types import Receive, Scope, Send

from kg.web.addresses import SPARQL
from kg.web.engine.job import Job, Kind
from kg.web.middleware.caching import is_known
from kg.web.negotiation import RESULTS, TRIPLES, Offer, is_for_people, negotiate
from kg.web.site import in_thread
from kg.web.sparql.answers import Answer, Question, recent_answers
from kg.web.sparql.description import describe_service
from kg.web.sparql.exchange import Exchange
from kg.web.sparql.operation import Operation, read_address, read_posted
from kg.web.sparql.permission import check_may_change
from kg.web.sparql.sending import send_content, send_reply
from kg.web.sparql.tag import tag_of
from kg.web.sparql.using import use_graphs

_REVALIDATE = (b"cache-control", b"no-cache")
_NEVER_KEEP = (b"cache-control", b"no-store")
_VARY = (b"vary", b"Accept, Accept-Encoding")

_RECENT = recent_answers()


async def answer_sparql(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request to the endpoint; raises HTTPException or KgError."""
    exchange = Exchange(scope, receive, send)
    if exchange.method == "POST":
        content_type = exchange.header(b"content-type")
        operation: Operation | None = read_posted(exchange.query, content_type, await exchange.read())
    elif (kept := _RECENT.get(exchange.snapshot, _question(exchange))) is not None:
        await _answer_again(exchange, kept)
        return
    else:
        operation = read_address(exchange.query)
    if operation is None:
        await _describe(exchange)
    elif operation.is_update:
        await _update(exchange, operation)
    else:
        await _query(exchange, operation)


async def _query(exchange: Exchange, operation: Operation) -> None:
    accept = exchange.header(b"accept")
    is_posted = exchange.method == "POST"
    if not (is_posted or operation.wanted) and is_for_people(accept):
        await exchange.answer(303, [(b"location", _page(operation.text)), _VARY])
        return
    results, triples = (negotiate(accept, offers, operation.wanted) for offers in (RESULTS, TRIPLES))
    tag = "" if is_posted else _tag(exchange, operation, results, triples)
    headers = [_VARY, *_terms(tag)] if not is_posted else [_VARY]
    if tag and is_known(tag, exchange.header(b"if-none-match")):
        await exchange.answer(304, headers)
        return
    async with exchange.attended():
        reply = await exchange.snapshot.pool.run(_job(exchange, operation, results.name, triples.name))
        offer = triples if reply.kind is Kind.TRIPLES else results
        headers = [(b"content-type", offer.content_type.encode()), *headers]
        if tag and reply.content is not None:
            _RECENT.keep(exchange.snapshot, _question(exchange), Answer(tag, tuple(headers), reply.content))
        await send_reply(exchange, headers, reply)


async def _answer_again(exchange: Exchange, kept: Answer) -> None:
    """Answer what was asked before, of the same build."""
    if is_known(kept.tag, exchange.header(b"if-none-match")):
        await exchange.answer(304, (_VARY, *_terms(kept.tag)))
    else:
        await send_content(exchange, list(kept.headers), kept.content)


def _question(exchange: Exchange) -> Question:
    return Question(exchange.query, exchange.header(b"accept"))


def _terms(tag: str) -> tuple[tuple[bytes, bytes], ...]:
    """Give the headers that say for how long a client may keep an answer."""
    return ((b"etag", tag.encode()), _REVALIDATE) if tag else (_NEVER_KEEP,)


def _job(exchange: Exchange, operation: Operation, results: str, triples: str) -> Job:
    base = exchange.site.address + SPARQL
    return Job(operation.text, results, triples, operation.default_graphs, operation.named_graphs, base=base)


async def _update(exchange: Exchange, operation: Operation) -> None:
    check_may_change(exchange.settings, exchange.header(b"authorization"))
    text = operation.text
    if operation.default_graphs is not None:
        text = use_graphs(text, operation.default_graphs, operation.named_graphs or ())
    await exchange.snapshot.pool.run(Job(text, is_update=True, base=exchange.site.address + SPARQL))
    await exchange.answer(204)


async def _describe(exchange: Exchange) -> None:
    accept = exchange.header(b"accept")
    if is_for_people(accept):
        await exchange.answer(303, [(b"location", b"/query"), _VARY])
        return
    form = negotiate(accept, TRIPLES)
    body = await in_thread(describe_service, exchange.site, exchange.snapshot, SPARQL, form.name)
    headers = [(b"content-type", form.content_type.encode()), (b"content-length", b"%d" % len(body)), _VARY]
    await exchange.answer(200, headers, body)


def _tag(exchange: Exchange, operation: Operation, results: Offer, triples: Offer) -> str:
    """Give the tag of an answer; where there are updates, the build alone does not say what the graph holds."""
    if exchange.settings.token:
        return ""
    return tag_of(exchange.snapshot.name, operation, results.name, triples.name)


def _page(text: str) -> bytes:
    """Give the address at which a person sees a query and its answer; what is too long for it is left to the script."""
    written = quote(text, safe="")
    return f"/query{'?' if len(written) < _LONGEST else '#'}query={written}".encode()


_LONGEST = 6000
