from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import InputError, QueryError, QueryTimeoutError, StoreError
from kg.store.embedded import EmbeddedStore, write_store
from kg.store.limited import LimitedStore
from kg.store.protocol import Store
from kg.store.whole import is_readable, load_releases, write_whole

EX = "https://example.org/"
PREFIXES = {"ex": EX}
ROWS = "\n".join(f"<{EX}b> <{EX}p> <{EX}{end}> <{EX}release> ." for end in "cd")


def quad(subject: str, value: str, graph: str | None = None) -> ox.Quad:
    place = ox.DefaultGraph() if graph is None else ox.NamedNode(EX + graph)
    return ox.Quad(ox.NamedNode(EX + subject), ox.NamedNode(EX + "p"), ox.NamedNode(EX + value), place)


CURATED = [quad("a", "b"), quad("a", "b", "claim")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A curated graph a→b, stated in a claim, and beside it one with the rows b→c and b→d of a release."""
    home = tmp_path_factory.mktemp("stores")
    (home / "rows.nq").write_text(ROWS, encoding="utf-8")
    write_store(home / "curated", CURATED)
    load_releases(home / "rows", [home / "rows.nq"])
    write_whole(home / "curated", home / "rows", CURATED, [EX + "release"])
    return home / "curated"


@pytest.fixture(params=["embedded", "limited", "limited twice"])
def whole(request: pytest.FixtureRequest, folder: Path) -> Iterator[Store]:
    store = EmbeddedStore(folder, PREFIXES).whole()
    if request.param == "embedded":
        yield store
    else:
        with store.limited(10) as limited:
            yield limited if request.param == "limited" else limited.limited(5)


def ask(store: Store, text: str) -> list[str]:
    rows = store.select(text).rows
    return sorted(" ".join(term.value.removeprefix(EX) for term in row if term is not None) for row in rows)


def test_a_plain_query_sees_what_is_curated_and_what_is_imported(whole: Store) -> None:
    assert ask(whole, "SELECT ?s ?o { ?s ex:p ?o }") == ["a b", "b c", "b d"]


def test_each_triple_counts_once(whole: Store) -> None:
    assert ask(whole, "SELECT (COUNT(*) AS ?n) { ?s ex:p ?o }") == ["3"]


def test_paths_cross(whole: Store) -> None:
    assert ask(whole, "SELECT ?o { ex:a ex:p+ ?o }") == ["b", "c", "d"]
    assert ask(whole, "SELECT ?s { ?s ex:p/ex:p ex:c }") == ["a"]


def test_graphs_are_claims_and_releases(whole: Store) -> None:
    assert ask(whole, "SELECT ?g ?o { GRAPH ?g { ?s ex:p ?o } }") == ["claim b", "release c", "release d"]


@pytest.mark.parametrize("clause", ["FROM ex:claim", "from <https://example.org/claim>", "#\nFROM\n\tex:claim\n"])
def test_a_query_that_names_its_graphs_sees_these(whole: Store, clause: str) -> None:
    assert ask(whole, f"SELECT ?s ?o {clause} WHERE {{ ?s ex:p ?o }}") == ["a b"]


def test_a_query_that_names_graphs_to_look_into_has_an_empty_default_graph(whole: Store) -> None:
    assert ask(whole, "SELECT * FROM NAMED ex:claim { ?s ex:p ?o }") == []
    assert ask(whole, "SELECT ?g ?o FROM NAMED ex:claim { GRAPH ?g { ?s ex:p ?o } }") == ["claim b"]


@pytest.mark.parametrize("text", ["?from ex:p ?o", "?s ex:p ?o FILTER('FROM' != ?o)", "?s ex:p ?o # FROM ex:claim\n"])
def test_the_word_from_alone_names_no_graph(whole: Store, text: str) -> None:
    assert len(ask(whole, f"SELECT ?o {{ {text} }}")) == 3


def test_every_form_of_query_sees_the_whole_graph(whole: Store) -> None:
    assert whole.query("ASK { ex:b ex:p ex:c }")
    assert len(whole.query("CONSTRUCT WHERE { ?s ex:p ?o }").triples) == 3  # type: ignore[union-attr]
    assert len(whole.query("DESCRIBE ex:b").triples) == 2  # type: ignore[union-attr]


def test_a_mistake_is_explained(whole: Store) -> None:
    with pytest.raises(QueryError, match="prefix exx: is not declared"):
        whole.select("SELECT ?s { ?s exx:p ?o }")


def test_the_curated_graph_is_as_if_nothing_were_imported(folder: Path) -> None:
    store = EmbeddedStore(folder, PREFIXES)
    assert ask(store, "SELECT ?s ?o { ?s ex:p ?o }") == ["a b"]
    assert ask(store, "SELECT ?g { GRAPH ?g { ?s ex:p ?o } }") == ["claim"]
    assert len(list(store.quads())) == 2
    assert len(list(store.whole().quads())) == 4


def test_a_long_query_of_the_whole_graph_ends(folder: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) {" + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(40)) + "}"
    with EmbeddedStore(folder, PREFIXES).whole().limited(0.3) as store, pytest.raises(QueryTimeoutError):
        store.query(endless)


def test_nothing_is_opened_before_it_is_asked(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").touch()
    store = EmbeddedStore(tmp_path, {})
    assert store.whole() is store
    assert isinstance(store.whole().limited(1), LimitedStore)


def test_a_lost_whole_graph_is_named(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").touch()
    (tmp_path / "whole").mkdir()
    (tmp_path / "whole" / "graphs").write_text(EX + "release\n", encoding="utf-8")
    with pytest.raises(StoreError, match="kg build"):
        EmbeddedStore(tmp_path, {}).whole()
    assert not is_readable(tmp_path, [EX + "release"])


def test_a_file_that_is_no_n_quads_is_named(tmp_path: Path) -> None:
    (tmp_path / "rows.nq").write_text(ROWS + "\n<x", encoding="utf-8")
    with pytest.raises(InputError, match=r"rows\.nq.*no N-Quads"):
        load_releases(tmp_path / "store", [tmp_path / "rows.nq"])


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals of POSIX")
def test_an_interrupt_is_heard_while_rows_are_loaded(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rows.nq")
    written = []

    def write() -> None:
        with (tmp_path / "rows.nq").open("w", encoding="utf-8") as pipe:
            for number in range(400):
                pipe.write("".join(f"<{EX}{number}> <{EX}p> <{EX}{other}> <{EX}r> .\n" for other in range(1000)))
                written.append(number)
                if number == 10:
                    os.kill(os.getpid(), signal.SIGINT)

    def write_until_nobody_reads() -> None:
        try:
            write()
        except BrokenPipeError:
            written.append(-1)

    writer = threading.Thread(target=write_until_nobody_reads)
    writer.start()
    with pytest.raises(KeyboardInterrupt):
        load_releases(tmp_path / "store", [tmp_path / "rows.nq"])
    writer.join()
    assert written[-1] == -1


def test_whether_it_is_readable_is_seen_release_by_release(folder: Path) -> None:
    assert is_readable(folder, [EX + "release"])
    assert not is_readable(folder, [EX + "release", EX + "another"])
