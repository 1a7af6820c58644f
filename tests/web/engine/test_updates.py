"""A pool that may be written: one worker, one job after another, nothing lost that was said to be done."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest

from kg.errors import QueryError, QueryTimeoutError
from kg.store.embedded import EmbeddedStore
from kg.web.engine.job import Job, Kind
from kg.web.engine.pool import Pool
from tests.web.engine.asking import RUNAWAY, busy_pids, pids
from tests.web.engine.conftest import MakePool

pytestmark = pytest.mark.anyio

GRAPH = "http://e/graph"
TURTLE = b"@prefix e: <http://e/> . e:s e:p 1, 2 . [] e:p e:o ."


@pytest.fixture
def pool(make_pool: MakePool) -> Pool:
    return make_pool(token="secret", seconds=2)


async def update(pool: Pool, text: str) -> Kind:
    return (await pool.run(Job(text, is_update=True))).kind


async def count(pool: Pool, graph: str = GRAPH) -> int:
    reply = await pool.run(Job(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", results="csv"))
    assert reply.content is not None
    return int(reply.content.split()[1])


async def load(pool: Pool, content: bytes, form: str = "turtle", graph: str = GRAPH, *, replaces: bool) -> bytes | None:
    return (await pool.run(Job.load(content, form, graph, replaces=replaces))).content


async def test_what_is_written_is_read_and_the_build_stays_as_it_was(pool: Pool, embassy: EmbeddedStore) -> None:
    before = set(embassy.quads())
    assert await update(pool, f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <a:a> <a:b> 1 }} }}") is Kind.DONE
    assert await count(pool) == 1
    assert await update(pool, f"DROP GRAPH <{GRAPH}>") is Kind.DONE
    assert await count(pool) == 0
    assert set(embassy.quads()) == before


async def test_nothing_is_lost_when_the_worker_and_the_nursery_are_killed(pool: Pool) -> None:
    for number in range(3):
        await update(pool, f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <a:a> <a:b> {number} }} }}")
        victim = pool._nursery.pid if number == 2 else next(iter(pids(pool)))
        os.kill(victim, signal.SIGKILL)
        while pool.statistics().idle:
            await asyncio.sleep(0)
        assert await count(pool) == number + 1


async def test_an_update_that_is_out_of_time_changes_nothing(pool: Pool) -> None:
    everything = RUNAWAY.text.partition("{")[2]
    with pytest.raises(QueryTimeoutError):
        await update(pool, f"INSERT {{ GRAPH <{GRAPH}> {{ <a:a> <a:b> ?a }} }} WHERE {{ {everything}")
    assert await count(pool) == 0


async def test_updates_and_queries_wait_for_each_other(pool: Pool) -> None:
    jobs = [update(pool, f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <a:a> <a:b> {n} }} }}") for n in range(20)]
    await asyncio.gather(*jobs, *(count(pool) for _ in range(20)))
    assert await count(pool) == 20
    assert len(pool._crew._workers) == 1


async def test_a_graph_is_put_and_added_to(pool: Pool) -> None:
    assert await load(pool, TURTLE, replaces=True) == b"created"
    assert await count(pool) == 3
    assert await load(pool, b"<http://e/s> <http://e/p> <x> .", replaces=False) == b"changed"
    assert await count(pool) == 4
    assert await load(pool, TURTLE, replaces=False) == b"changed"
    assert await count(pool) == 5, "the blank node of another document is another one"
    assert await load(pool, TURTLE, replaces=True) == b"changed"
    assert await count(pool) == 3


async def test_an_empty_graph_may_be_put(pool: Pool) -> None:
    assert await load(pool, b"", replaces=True) == b"created"
    assert await load(pool, b"", replaces=True) == b"changed"


async def test_the_default_graph_may_be_put(pool: Pool) -> None:
    assert await load(pool, TURTLE, graph="", replaces=True) == b"changed"
    reply = await pool.run(Job("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", results="csv"))
    assert reply.content is not None
    assert reply.content.split()[1] == b"3"


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("ntriples", b'<http://e/s> <http://e/p> "a\\nb"@en .'),
        ("trig", b"<http://e/other> { <http://e/s> <http://e/p> 1 }"),
        ("nquads", b"<http://e/s> <http://e/p> <http://e/o> <http://e/other> ."),
        ("jsonld", b'{"@id": "http://e/s", "http://e/p": "x"}'),
        (
            "rdfxml",
            b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
            b'<r:Description r:about="http://e/s"><e:p>1</e:p></r:Description></r:RDF>',
        ),
    ],
)
async def test_any_format_may_be_put(pool: Pool, form: str, content: bytes) -> None:
    await load(pool, content, form, replaces=True)
    assert await count(pool) == 1


async def test_content_with_a_mistake_changes_nothing(pool: Pool) -> None:
    await load(pool, TURTLE, replaces=True)
    with pytest.raises(QueryError, match="no turtle") as caught:
        await load(pool, b"<http://e/a> <http://e/b> 1 .\n<http://e/a> 2 .", replaces=True)
    assert caught.value.location is not None
    assert caught.value.location.line == 2
    assert await count(pool) == 3


@pytest.mark.parametrize(
    "content", [b'<http://e/a> <http://e/b> "} } ; CLEAR ALL ; INSERT DATA { { #" .', b"<a:a> <a:b> '''} }\n#''' ."]
)
async def test_content_is_data(pool: Pool, content: bytes) -> None:
    await load(pool, TURTLE, graph="http://e/other", replaces=True)
    await load(pool, content, replaces=True)
    assert await count(pool) == 1
    assert await count(pool, "http://e/other") == 3


async def test_mistakes_have_their_place(pool: Pool) -> None:
    with pytest.raises(QueryError, match="not a SPARQL update") as caught:
        await update(pool, "CLEAR ALL ;\nINSERT DATA { <a:a> <a:b> }")
    assert caught.value.location is not None
    assert caught.value.location.line == 2
    with pytest.raises(QueryError, match="changes nothing"):
        await update(pool, "SELECT * { ?s ?p ?o }")


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://127.0.0.1:1/>",
        "CLEAR ALL ; LOAD SILENT <http://127.0.0.1:1/> INTO GRAPH <a:a>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
)
async def test_updates_call_no_other_server(pool: Pool, text: str) -> None:
    with pytest.raises(QueryError, match="would call another server"):
        await update(pool, text)


async def test_the_copy_is_gone_in_the_end(pool: Pool) -> None:
    await count(pool)
    copy = Path(pool._nursery._copy)
    assert (copy / "store").is_dir()
    await pool.close()
    assert not copy.exists()
    assert not busy_pids(pool)
