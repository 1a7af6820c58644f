"""The guard, and that no text gets past it by which the engine would call another server.

Port 1 is one that the engine refuses to call, with an error of its own: so a test sees that it would have called.
"""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.store.guard import check_query, find_service
from kg.store.lexer import normalize_lines

SERVER = "<http://127.0.0.1:1/>"
PREFIXES = {
    "": "http://127.0.0.1:1/",
    "e": "http://e/",
    "x": "http://127.0.0.1:1/",
    **dict.fromkeys(("SERVICE", "service", "SERVICEx", "trueSERVICE"), "http://z/"),
}


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p 'SERVICE <http://x/> {}' }",
        'SELECT * { ?s ?p """\nSERVICE <http://x/> {}\n""" }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://x/> {}",
        "SELECT * { ?s <http://x/service> ?o }",
        "SELECT * { ?s <http://x/a_(b)/SERVICE#it> ?o }",
        "SELECT * { ?s <urn:service:x> ?o }",
        "BASE <http://x/> SELECT * { ?s <service> ?o . ?s <a/service> ?x }",
        "PREFIX service: <http://x/> SELECT * { ?s a service:x . ?s service: ?o }",
        "PREFIX service: <http://x/> SELECT * { GRAPH service:x { ?s ?p ?o } }",
        "PREFIX service: <http://x/> SELECT * FROM service:x { ?s ?p ?o }",
        "SELECT ?service $SERVICE { ?service ?p $SERVICE }",
        "SELECT * { ?s ex:SERVICE ?o }",
        "SELECT * { _:service ?p 'x'@service }",
        "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1) } # service",
    ],
)
def test_the_word_alone_is_no_service_clause(text: str) -> None:
    assert find_service(text) is None
    check_query(text)


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ SERVICE {SERVER} {{}} }}",
        f"SELECT * {{ service silent {SERVER} {{}} }}",
        "SELECT * { ?s ?p ?x SERVICE?x{} }",
        "PREFIX : <http://x/> SELECT * { SERVICE:x {} }",
        "PREFIX : <http://x/> SELECT * { SERVICE:x # a comment\n {} }",
        f"SELECT * {{ ?s ?p 1SERVICE {SERVER} {{}} }}",
        f"SELECT * {{ ?s ?p 1.SERVICE {SERVER} {{}} }}",
        f"SELECT * {{ ?s ?p trueSERVICE {SERVER} {{}} }}",
        f"SELECT * {{ ?s ?p ?o ; SERVICE {SERVER} {{}} }}",
        f"SELECT * {{ FILTER(?a<?b)SERVICE#>\n{SERVER} {{}} }}",
        f"SELECT * {{ FILTER(?a<'>') SERVICE {SERVER} {{}} }} #'",
        "SELECT * { FILTER(?o<<http://e/a>||<http://e/><?b)SERVICE:x {} }",
        f"SELECT * {{ ?s <http://e/\\u0027> ?o SERVICE {SERVER} {{}} }}",
        f"SELECT * {{ FILTER EXISTS {{ SERVICE {SERVER} {{}} }} }}",
    ],
)
def test_a_service_clause_is_found_however_it_is_written(text: str) -> None:
    offset = find_service(text)
    assert offset is not None
    assert "service" in text[offset:].lower().split()[0]
    with pytest.raises(QueryError, match="SERVICE") as caught:
        check_query(text)
    assert caught.value.remedy is not None
    assert "--allow-service" in caught.value.remedy
    check_query(text, allow_service=True)


FRAGMENTS = [
    *("SERVICE", "service", "SERVICE?x", "SERVICE:x", "SERVICEx:y", "SILENT ", SERVER, "<?b)", "<'>", "?o<?b", "?o<"),
    *("<http://e/a>", "<http://e/'>", "\\u0027", ">", "<", "<<", "<<(", "#>", "#", "\n", "\r", "'", '"', '"""', "'''"),
    *(" ", "{", "}", "{}", "(", ")", ".", ";", ",", "/", "|", "*", "!", "^", "a ", "=", "&&", "||", "1", "1.", "true"),
    *("?s", "?p", "?o", " ?s ?p ?o ", "e:p", "e:a.", "_:a", '"a"@en', "FILTER(", "BIND(1 AS ?z)", "UNION", "GRAPH e:g"),
]
CLAUSES = [f"SERVICE {SERVER} {{?s ?p ?o}}", "SERVICE?x{}", "SERVICE:x {}", f"SERVICE {SERVER}{{}}"]


def calls_out(store: ox.Store, text: str) -> bool:
    try:
        answer = store.query(text, prefixes=PREFIXES)
        _ = answer if isinstance(answer, ox.QueryBoolean) else list(answer)
    except OSError:
        return True
    except (SyntaxError, RuntimeError, ValueError):
        return False
    return False


@pytest.fixture(scope="module")
def engine() -> ox.Store:
    store = ox.Store()
    e = "http://e/"
    store.add(ox.Quad(ox.NamedNode(e + "a"), ox.NamedNode(e + "p"), ox.Literal(1)))
    store.add(ox.Quad(ox.NamedNode(e + "a"), ox.NamedNode(e + "q"), ox.Literal("x")))
    return store


@settings(max_examples=1500, deadline=None)
@given(
    st.sampled_from(["SELECT * { ", "SELECT * { ?s ?p ?o ", "SELECT * { ?s ?p ?o FILTER(?o<", "ASK { ?s ?p "]),
    st.lists(st.sampled_from(FRAGMENTS), max_size=6),
    st.sampled_from(CLAUSES),
    st.lists(st.sampled_from(FRAGMENTS), max_size=3),
    st.sampled_from(["}", "\n}", "'\n}", '"\n}', ">\n}"]),
)
def test_whatever_makes_the_engine_call_out_is_found(
    engine: ox.Store, begin: str, before: list[str], clause: str, after: list[str], end: str
) -> None:
    text = normalize_lines(begin + "".join(before) + clause + "".join(after) + end)
    if calls_out(engine, text):
        assert find_service(text) is not None


def test_the_engine_would_call_out(engine: ox.Store) -> None:
    assert calls_out(engine, f"SELECT * {{ SERVICE {SERVER} {{}} }}")
    assert not calls_out(engine, "SELECT * { ?s ?p 'SERVICE' }")


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "# tidy up\nPREFIX x: <http://x/>\ndelete where { ?s ?p ?o }",
        "LOAD <http://x/>",
        "CLEAR ALL",
        "WITH <http://x/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(text: str) -> None:
    with pytest.raises(QueryError, match="changes data and is no query") as caught:
        check_query(text)
    assert caught.value.remedy is not None
    assert "kg build" in caught.value.remedy


@pytest.mark.parametrize("text", ["", "  \n", "# nothing but a comment"])
def test_an_empty_query_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="the query is empty"):
        check_query(text)
