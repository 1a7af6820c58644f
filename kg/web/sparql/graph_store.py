"""The graph store: each graph as a document to read, and with the token to put, add to and delete.

A graph is named by `?graph=` or `?default`, or is the one whose IRI is the address itself (SPARQL 1.1 Graph Store HTTP
Protocol, section 4).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import uuid4

from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from kg.rdf.terms import IRI
from kg.store.binding import bind
from kg.web.addresses import GRAPHS
from kg.web.engine.job import Job
from kg.web.negotiation import TRIPLES, negotiate
from kg.web.sparql.exchange import Exchange
from kg.web.sparql.operation import read_fields, read_graph
from kg.web.sparql.payload import read_payloads
from kg.web.sparql.permission import check_may_change
from kg.web.sparql.sending import send_reply

_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_IS_THERE = "ASK { GRAPH ?graph {} }"
_HEADERS = [(b"vary", b"Accept, Accept-Encoding"), (b"cache-control", b"no-cache")]


@dataclass(frozen=True, slots=True)
class _Graph:
    """A graph of the store; the default one has no IRI."""

    iri: str

    @property
    def dataset(self) -> tuple[str, ...] | None:
        return (self.iri,) if self.iri else None

    @property
    def removal(self) -> str:
        return f"DROP SILENT GRAPH <{self.iri}>" if self.iri else "DROP DEFAULT"


async def answer_graphs(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request to the graph store; raises HTTPException or KgError."""
    exchange = Exchange(scope, receive, send)
    if exchange.method in {"GET", "HEAD"}:
        await _send_graph(exchange, _named(exchange))
        return
    check_may_change(exchange.settings, exchange.header(b"authorization"))
    match exchange.method:
        case "DELETE":
            await _delete(exchange, _named(exchange))
        case "PUT":
            await _store(exchange, _named(exchange), replaces=True)
        case _:
            await _post(exchange)


def _named(exchange: Exchange) -> _Graph:
    """Give the graph that a request names; raises HTTPException."""
    graph = _find_graph(exchange)
    if graph is None:
        raise HTTPException(400, "no graph is named: add ?graph=IRI, or ?default")
    return graph


def _find_graph(exchange: Exchange) -> _Graph | None:
    path = exchange.scope["raw_path"].decode().removeprefix(GRAPHS).removeprefix("/")
    if path:
        return _Graph(read_graph(f"{exchange.site.address}{GRAPHS}/{path}"))
    fields = read_fields(exchange.query)
    names = fields.get("graph", [])
    if len(names) + ("default" in fields) > 1:
        raise HTTPException(400, "more than one graph is named")
    if "default" in fields:
        return _Graph("")
    return _Graph(read_graph(names[0])) if names else None


async def _send_graph(exchange: Exchange, graph: _Graph) -> None:
    await _check_is_there(exchange, graph)
    form = negotiate(exchange.header(b"accept"), TRIPLES, _wanted(exchange))
    headers = [(b"content-type", form.content_type.encode()), *_HEADERS]
    async with exchange.attended():
        reply = await exchange.snapshot.pool.run(Job(_ALL, triples=form.name, default_graphs=graph.dataset))
        await send_reply(exchange, headers, reply)


def _wanted(exchange: Exchange) -> str:
    return read_fields(exchange.query).get("format", [""])[-1]


async def _delete(exchange: Exchange, graph: _Graph) -> None:
    await _check_is_there(exchange, graph)
    await _run(exchange, Job(graph.removal, is_update=True))
    await exchange.answer(204)


async def _post(exchange: Exchange) -> None:
    graph = _find_graph(exchange)
    if graph is not None:
        await _store(exchange, graph, replaces=False)
        return
    address = f"{exchange.site.address}{GRAPHS}/{uuid4()}"
    await _store(exchange, _Graph(address), replaces=True, location=address)


async def _store(exchange: Exchange, graph: _Graph, *, replaces: bool, location: str = "") -> None:
    payloads = read_payloads(exchange.header(b"content-type"), await exchange.read())
    is_new = not await _is_there(exchange, graph)
    for number, payload in enumerate(payloads):
        replaces = replaces and number == 0
        await _run(exchange, Job.load(payload.content, payload.format, graph.iri, replaces=replaces, base=graph.iri))
    headers = [(b"location", location.encode())] if location else []
    await exchange.answer(201 if is_new else 204, headers)


async def _check_is_there(exchange: Exchange, graph: _Graph) -> None:
    if not await _is_there(exchange, graph):
        raise HTTPException(404, f"there is no graph <{graph.iri}>")


async def _is_there(exchange: Exchange, graph: _Graph) -> bool:
    """Say whether there is a graph; the default one always is."""
    if not graph.iri:
        return True
    answer = await _run(exchange, Job(bind(_IS_THERE, {"graph": IRI(graph.iri)})))
    return bool(json.loads(answer)["boolean"])


async def _run(exchange: Exchange, job: Job) -> bytes:
    reply = await exchange.snapshot.pool.run(job)
    return reply.content or b"".join([chunk async for chunk in reply.chunks])
