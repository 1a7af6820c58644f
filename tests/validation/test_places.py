"""Places: each statement found where it stands."""

from __future__ import annotations

import pytest

from kg.rdf.mentions import iter_mentions
from kg.rdf.terms import IRI, DefaultGraph, Literal, Quad
from kg.validation.places import Places

E = "https://example.org/"
TEXT = """@prefix : <https://example.org/> .
:a :p :b , :c ; :q "x" .
:g { :a :p :d ; :note "y" . }
:a :p :e .
GRAPH :h { :b a :T ; :p :c . } :g { }
"""
PLACES = Places(iter_mentions(TEXT, "data.trig"))


def iri(name: str) -> IRI:
    return IRI(E + name)


def quad(subject: str, predicate: str, value: IRI | Literal, graph: str = "") -> Quad:
    return Quad(iri(subject), iri(predicate), value, iri(graph) if graph else DefaultGraph())


@pytest.mark.parametrize(
    ("wanted", "line", "column"),
    [
        (quad("a", "p", iri("b")), 2, 7),
        (quad("a", "p", iri("c")), 2, 12),
        (quad("a", "q", Literal("x")), 2, 17),
        (quad("a", "p", iri("d"), "g"), 3, 12),
        (quad("a", "note", Literal("y"), "g"), 3, 17),
        (quad("a", "p", iri("e")), 4, 7),
        (quad("b", "p", iri("c"), "h"), 5, 25),
        (quad("a", "p", iri("nowhere")), 2, 4),
        (quad("a", "derived", iri("b")), 2, 1),
    ],
)
def test_a_quad_stands_at_its_object_or_else_its_predicate(wanted: Quad, line: int, column: int) -> None:
    place = PLACES.of_quad(wanted)
    assert place is not None
    assert (place.path, place.line, place.column) == ("data.trig", line, column)


def test_terms_graphs_and_subjects() -> None:
    assert str(PLACES.of_term(quad("b", "p", iri("c"), "h"), iri("T"))) == "data.trig:5:17"
    assert str(PLACES.of_term(quad("b", "p", iri("c")), iri("nowhere"))) == "data.trig:5:12"
    assert [str(place) for place in PLACES.of_graph(iri("g"))] == ["data.trig:3:1", "data.trig:5:32"]
    assert [place.line for place in PLACES.of_subject(iri("a"))] == [2, 3, 4]
    assert PLACES.graphs == [iri("g"), iri("h")]


def test_what_is_nowhere_has_no_place() -> None:
    assert PLACES.of_quad(quad("z", "p", iri("b"))) is None
    assert PLACES.of_graph(iri("z")) == []
