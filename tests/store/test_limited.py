"""Every query ends: in time, within memory, and its process with it; each test runs forked and spawned."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.build.current import current_build
from kg.config import Workspace
from kg.errors import QueryError, QueryTimeoutError, StoreError
from kg.rdf.terms import IRI
from kg.store import process
from kg.store.embedded import EmbeddedStore
from kg.store.limited import LimitedStore
from kg.store.protocol import Store
from kg.store.results import Boolean, Graph

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GREEDY = "SELECT (COUNT(DISTINCT *) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(params=["forked", "spawned"], autouse=True)
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """How the child comes to be. A test process may have threads, so that forking is forced."""
    kind = str(request.param)
    if kind == "forked" and not hasattr(os, "fork"):
        pytest.skip("this system does not fork")
    monkeypatch.setattr(process, "_may_fork", lambda: kind == "forked")
    yield kind


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def child_of(store: LimitedStore) -> int:
    assert store._child is not None
    return store._child.pid


def test_it_answers_as_the_store_in_this_process_does(embassy: EmbeddedStore, limited: LimitedStore) -> None:
    stores: list[Store] = [embassy, limited]
    rows = [store.select("SELECT ?s ?l { ?s a kg:State ; rdfs:label ?l } ORDER BY ?s ?l") for store in stores]
    assert rows[0] == rows[1]
    assert len(rows[0]) == 5
    assert [store.query("ASK { ?s a kg:State }") for store in stores] == [Boolean(True)] * 2
    graphs = [store.query("CONSTRUCT { ?s a ?o } { ?s kg:kind ?k BIND(kg:X AS ?o) }") for store in stores]
    assert graphs[0] == graphs[1]
    assert isinstance(graphs[0], Graph)
    assert len(graphs[0].triples) == len(set(graphs[0].triples)) > 1


def test_variables_are_bound(limited: LimitedStore) -> None:
    arvenia = IRI(limited.prefixes["ent"] + "arvenia")
    rows = limited.select("SELECT ?l { ?s rdfs:label ?l FILTER(LANG(?l) = 'en' && ?s = ?s) }", {"s": arvenia}).rows
    assert [str(row[0]) for row in rows] == ['"Arvenia"@en']


def test_a_runaway_query_is_ended_and_its_process_gone(embassy: EmbeddedStore) -> None:
    with embassy.limited(1) as store:
        store.query("ASK {}")
        pid = child_of(store)
        begin = time.monotonic()
        with pytest.raises(QueryTimeoutError, match="ended after 1 seconds") as caught:
            store.query(RUNAWAY)
        assert 0.9 < time.monotonic() - begin < 3
        assert not is_running(pid)
        assert caught.value.remedy is not None
        assert "--timeout" in caught.value.remedy
        assert store.query("ASK {}") == Boolean(True), "the next query has a process of its own"


def test_a_query_beyond_memory_is_ended(embassy: EmbeddedStore, built: Workspace) -> None:
    folder = current_build(built.store)
    assert folder is not None
    with LimitedStore(folder, embassy.prefixes, 60, memory=1 << 30) as store:
        assert store.query("ASK {}") == Boolean(True)
        with pytest.raises(QueryError, match="for want of memory"):
            store.query(GREEDY)
        assert store.query("ASK {}") == Boolean(True)


def test_an_endless_answer_is_ended(embassy: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.limited._LARGEST", 100_000)
    with embassy.limited(10) as store, pytest.raises(QueryError, match="larger than 100,000 bytes"):
        store.query("SELECT * { ?a ?b ?c . ?d ?e ?f }")


def test_mistakes_are_explained_across_processes(limited: LimitedStore) -> None:
    with pytest.raises(QueryError, match="SPARQL has no word “SELEC”"):
        limited.query("SELEC * {}")
    with pytest.raises(QueryError, match="there is no function kg:f"):
        limited.query("SELECT (kg:f(1) AS ?x) {}")
    with pytest.raises(QueryError, match="SERVICE would call"):
        limited.query("SELECT * { SERVICE <http://127.0.0.1:1/> {} }")
    with pytest.raises(QueryError, match="not a SELECT query"):
        limited.select("ASK {}")
    assert limited.query("ASK {}") == Boolean(True)


def test_a_server_that_does_not_answer_is_a_query_error(limited: LimitedStore) -> None:
    with pytest.raises(QueryError, match="cannot be answered"):
        limited.query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", allow_service=True)


def test_a_damaged_store_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("nonsense")
    with LimitedStore(tmp_path, {}, 10) as store, pytest.raises(StoreError, match="cannot be opened") as caught:
        store.query("ASK {}")
    assert caught.value.remedy == "Build it again: kg build"


def test_no_process_outlives_its_store(embassy: EmbeddedStore) -> None:
    store = embassy.limited(10)
    store.query("ASK {}")
    pid = child_of(store)
    assert is_running(pid)
    store.close()
    assert not is_running(pid)
    forgotten = embassy.limited(10)
    forgotten.query("ASK {}")
    pid = child_of(forgotten)
    del forgotten
    assert not is_running(pid)


def test_a_child_that_is_killed_is_replaced(limited: LimitedStore) -> None:
    limited.query("ASK {}")
    os.kill(child_of(limited), 9)
    with pytest.raises(QueryError):
        limited.query("ASK {}")
    assert limited.query("ASK {}") == Boolean(True)


def test_queries_may_come_from_another_thread(limited: LimitedStore) -> None:
    answers: list[object] = []
    thread = threading.Thread(target=lambda: answers.append(limited.query("ASK {}")))
    thread.start()
    thread.join()
    assert answers == [Boolean(True)]
