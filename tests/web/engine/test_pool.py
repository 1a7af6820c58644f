"""What a pool answers, in every format; and what it says instead of an answer."""

from __future__ import annotations

import json

import pytest

from kg.errors import QueryError, StoreError, UsageError
from kg.rdf.formats import RDF_FORMATS
from kg.store.embedded import EmbeddedStore
from kg.store.formats import RESULT_FORMATS, format_answer
from kg.store.results import Solutions
from kg.web.engine.job import Job, Kind
from kg.web.engine.pool import Pool
from kg.web.settings import Settings
from tests.web.engine.asking import ASK, read, rows
from tests.web.engine.conftest import MakePool

pytestmark = pytest.mark.anyio

STATES = "SELECT ?s ?l { ?s a kg:State ; rdfs:label ?l } ORDER BY ?s ?l"


@pytest.mark.parametrize("form", RESULT_FORMATS)
async def test_rows(make_pool: MakePool, embassy: EmbeddedStore, form: str) -> None:
    reply = await make_pool().run(Job(STATES, results=form))
    expected = embassy.query(STATES)
    assert isinstance(expected, Solutions)
    assert reply.kind is Kind.SOLUTIONS
    assert await read(reply) == reply.content == format_answer(expected, form)


async def test_yes_or_no(make_pool: MakePool) -> None:
    reply = await make_pool().run(ASK)
    assert reply.kind is Kind.BOOLEAN
    assert reply.content is not None
    assert json.loads(reply.content)["boolean"] is True


@pytest.mark.parametrize("form", RDF_FORMATS)
async def test_triples(make_pool: MakePool, form: str) -> None:
    reply = await make_pool().run(Job("CONSTRUCT WHERE { ?s a kg:State ; rdfs:label ?l }", triples=form))
    assert reply.kind is Kind.TRIPLES
    content = await read(reply)
    quads = set(RDF_FORMATS[form].read(content))
    assert len(quads) == 8
    assert (b"@prefix kg: " in content) == (form in {"turtle", "trig"})


async def test_a_long_answer_comes_in_pieces(make_pool: MakePool) -> None:
    reply = await make_pool().run(rows(10_000))
    assert reply.content is None
    chunks = [chunk async for chunk in reply.chunks]
    assert len(chunks) > 10
    assert b"".join(chunks).count(b"\n") == 10_001


async def test_mistakes_have_their_place(make_pool: MakePool) -> None:
    pool = make_pool()
    with pytest.raises(QueryError, match="SPARQL has no word “SELEC”") as caught:
        await pool.run(Job("\nSELEC * { ?s ?p ?o }"))
    assert caught.value.location is not None
    assert caught.value.location.line == 2
    with pytest.raises(QueryError, match="there is no function ex:f"):
        await pool.run(Job("PREFIX ex: <http://e/> SELECT (ex:f() AS ?x) {}"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:1/> {} }", "SERVICE would call another server"),
        ("INSERT DATA { <a:a> <a:a> <a:a> }", "INSERT changes data"),
        (" ", "the query is empty"),
    ],
)
async def test_what_is_not_allowed_runs_nowhere(make_pool: MakePool, text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        await make_pool().run(Job(text))


async def test_updates_need_a_token(make_pool: MakePool) -> None:
    with pytest.raises(UsageError, match="only read"):
        await make_pool().run(Job("CLEAR ALL", is_update=True))


async def test_the_dataset_of_the_protocol(make_pool: MakePool, embassy: EmbeddedStore) -> None:
    pool = make_pool()
    graph = embassy.select("SELECT ?g { GRAPH ?g { ?s ?p ?o } } LIMIT 1").rows[0][0]
    assert graph is not None
    name = str(graph)[1:-1]

    async def count(text: str, default: tuple[str, ...] | None = None, named: tuple[str, ...] | None = None) -> int:
        job = Job(f"SELECT (COUNT(*) AS ?n) {{ {text} }}", default_graphs=default, named_graphs=named)
        reply = await pool.run(job)
        assert reply.content is not None
        return int(json.loads(reply.content)["results"]["bindings"][0]["n"]["value"])

    triples = len(embassy.select("SELECT * { GRAPH ?g { ?s ?p ?o } }", {"g": graph}))
    assert await count("?s ?p ?o", default=(name,)) == triples
    assert await count("GRAPH ?g { ?s ?p ?o }", default=(name,)) == 0
    assert await count("GRAPH ?g { ?s ?p ?o }", named=(name,)) == triples
    assert await count("?s ?p ?o", named=(name,)) == 0
    assert await count("?s ?p ?o") == len(embassy.select("SELECT * { ?s ?p ?o }"))


async def test_relative_iris_are_relative_to_the_base(make_pool: MakePool) -> None:
    pool = make_pool()
    reply = await pool.run(Job("SELECT (<x> AS ?x) {}", base="http://e/y", results="csv"))
    assert reply.content == b"x\r\nhttp://e/x\r\n"
    with pytest.raises(QueryError):
        await pool.run(Job("SELECT (<x> AS ?x) {}"))


async def test_a_store_that_is_gone(embassy: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("store")
    (folder / "CURRENT").touch()
    pool = Pool(EmbeddedStore(folder, {}), Settings())
    with pytest.raises(StoreError, match="cannot be opened"):
        await pool.run(ASK)
    await pool.close()
