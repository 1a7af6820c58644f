"""The bridge to rdflib: there and back, nothing is rewritten."""

from __future__ import annotations

import logging

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BaseDirection, BlankNode
from rdflib.namespace import XSD as RDFLIB_XSD

from kg.errors import InputError
from kg.rdf.bridge import from_rdflib, from_rdflib_term, to_rdflib, to_rdflib_dataset, to_rdflib_term
from kg.rdf.terms import EDTF, IRI, XSD, DefaultGraph, Literal, Quad, Triple

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
LEXICAL = TEXT | st.sampled_from(
    ["01", "+1.50", "1e3", "TRUE", "2000-13-45", "2000-07", "<p", " a  b ", "a\nb", "1921~/"]
)
LOCAL = st.text("abcdefghij0123456789", min_size=1, max_size=4)
IRIS = LOCAL.map(lambda local: IRI(f"https://example.org/{local}"))
BLANKS = LOCAL.map(lambda local: BlankNode(f"b{local}"))
_XSD_NAMES = [
    "string",
    "integer",
    "decimal",
    "double",
    "boolean",
    "date",
    "gYear",
    "token",
    "normalizedString",
    "dateTime",
    "anyURI",
    "duration",
    "hexBinary",
]
DATATYPES = st.sampled_from([EDTF, IRI("https://example.org/type"), *(XSD[name] for name in _XSD_NAMES)])
LITERALS = st.builds(lambda text, datatype: Literal(text, datatype=datatype), LEXICAL, DATATYPES) | st.builds(
    lambda text, language: Literal(text, language=language),
    TEXT,
    st.sampled_from(["en", "ko", "ru-latn", "de-at-1996"]),
)
QUADS = st.builds(Quad, IRIS | BLANKS, IRIS, IRIS | BLANKS | LITERALS, IRIS | BLANKS | st.just(DefaultGraph()))


@given(LITERALS | IRIS | BLANKS)
def test_terms_come_back_as_they_were(term: Literal | IRI | BlankNode) -> None:
    assert from_rdflib_term(to_rdflib_term(term)) == term


@given(st.lists(QUADS, max_size=8))
def test_quads_come_back_in_their_graphs(quads: list[Quad]) -> None:
    assert set(from_rdflib(to_rdflib_dataset(quads))) == set(quads)


@given(st.lists(QUADS, max_size=8))
def test_a_graph_holds_the_triples_of_all_graphs(quads: list[Quad]) -> None:
    triples = {Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads}
    assert set(from_rdflib(to_rdflib(quads))) == triples


def test_the_users_switch_is_neither_needed_nor_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    padded = Literal("01", datatype=XSD["integer"])
    for switch in (True, False):
        monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", switch)
        assert str(to_rdflib_term(padded)) == "01"
        assert switch is rdflib.NORMALIZE_LITERALS


def test_a_value_can_still_be_compared() -> None:
    early, late = (to_rdflib_term(Literal(day, datatype=XSD["date"])) for day in ("1961-07-06", "2000-02-09"))
    assert early < late


def test_an_ill_typed_literal_crosses_in_silence(caplog: pytest.LogCaptureFixture) -> None:
    node = IRI("https://example.org/x")
    graph = to_rdflib([Quad(node, node, Literal("soon", datatype=XSD["date"]), DefaultGraph())])
    (literal,) = graph.objects()
    assert isinstance(literal, rdflib.Literal)
    assert literal.ill_typed
    assert not caplog.records
    assert not logging.getLogger("rdflib.term").filters


def test_plain_and_string_typed_literals_are_one_term() -> None:
    assert to_rdflib_term(Literal("x")) == rdflib.Literal("x")
    assert from_rdflib_term(rdflib.Literal("x", datatype=RDFLIB_XSD.string)) == Literal("x")


def test_rdf_12_is_refused() -> None:
    node = IRI("https://example.org/x")
    for term in (Triple(node, node, node), Literal("x", language="ar", direction=BaseDirection.RTL)):
        with pytest.raises(InputError, match=r"RDF 1\.2"):
            to_rdflib_term(term)


def test_what_rdf_11_does_not_allow_is_refused() -> None:
    graph = rdflib.Graph()
    graph.add((rdflib.Literal("x"), rdflib.RDF.value, rdflib.Literal("y")))
    with pytest.raises(InputError, match="not a triple"):
        list(from_rdflib(graph))
    with pytest.raises(InputError, match="no term"):
        from_rdflib_term(rdflib.URIRef("not an iri"))
    with pytest.raises(InputError, match="no term"):
        from_rdflib_term(rdflib.Variable("x"))
