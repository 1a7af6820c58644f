from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.rdf.terms import IRI, XSD, Literal, Term
from kg.store.binding import bind

A, B = IRI("http://e/a"), IRI("http://e/b")


@pytest.fixture(scope="module")
def engine() -> ox.Store:
    store = ox.Store()
    for subject, value in ((A, 1), (A, 2), (B, 3)):
        store.add(ox.Quad(subject, IRI("http://e/p"), Literal(value)))
    return store


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("SELECT ?s { ?s ?p ?o }", "SELECT ?s { VALUES ?s { <http://e/a> }  ?s ?p ?o }"),
        ("SELECT ?s { VALUES ?s { UNDEF } ?s ?p ?o }", "SELECT ?s { VALUES ?s { <http://e/a> } ?s ?p ?o }"),
        (
            "SELECT * { VALUES ?s { <x:x> <x:y> } { SELECT * { values $s {} ?s ?p ?o } } }",
            "SELECT * { VALUES ?s { <http://e/a> } { SELECT * { values $s { <http://e/a> } ?s ?p ?o } } }",
        ),
        ("SELECT * { SELECT * { ?s ?p ?o } }", "SELECT * { VALUES ?s { <http://e/a> } { SELECT * { ?s ?p ?o } }}"),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } { VALUES ?s { <http://e/a> }  ?s ?p ?o }"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }\nVALUES ?s { <http://e/a> } "),
        (
            "SELECT (EXISTS { ?s ?p 1 } AS ?x) { ?s ?p ?o }",
            "SELECT (EXISTS { ?s ?p 1 } AS ?x) { VALUES ?s { <http://e/a> }  ?s ?p ?o }",
        ),
        ("ASK { ?s ?p '{ ?s' } # {", "ASK { VALUES ?s { <http://e/a> }  ?s ?p '{ ?s' } # {"),
    ],
)
def test_a_term_is_put_where_the_query_wants_it(text: str, bound: str, engine: ox.Store) -> None:
    assert bind(text, {"s": A}) == bound
    engine.query(bound)


def test_an_unbound_variable_matches_anything(engine: ox.Store) -> None:
    text = "SELECT ?o { VALUES ?s { <http://e/a> } ?s <http://e/p> ?o FILTER(!BOUND(?least) || ?o >= ?least) }"
    assert len(list(engine.query(bind(text, {"s": None, "least": None})))) == 3  # type: ignore[arg-type]
    assert len(list(engine.query(bind(text, {"s": None, "least": Literal(2)})))) == 2  # type: ignore[arg-type]


def test_a_query_without_a_group_cannot_be_bound() -> None:
    with pytest.raises(QueryError, match="no WHERE clause"):
        bind("DESCRIBE <http://e/a>", {"s": A})


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TERMS = st.one_of(
    TEXTS.map(Literal),
    st.builds(Literal, TEXTS, language=st.sampled_from(["en", "ko", "ru-latn"])),
    st.builds(Literal, TEXTS, datatype=st.just(XSD["date"])),
    st.text(alphabet="abc/'();é한", max_size=10).map(lambda tail: IRI("http://e/" + tail)),
)


@given(TERMS)
def test_no_text_leaves_its_quotation_marks(term: Term) -> None:
    text = bind("SELECT ?x { VALUES ?x { UNDEF } }", {"x": term})
    rows = [row["x"] for row in ox.Store().query(text)]  # type: ignore[union-attr]
    assert rows == [term]
