from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.rdf.mentions import Mention, Role, iter_mentions

PREFIXES = "@prefix ex: <http://ex.org/> .\n@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"


def mentions(text: str) -> list[Mention]:
    return list(iter_mentions(text, "x.trig"))


def iris(text: str) -> set[str]:
    return {mention.iri for mention in mentions(text)}


def parsed_iris(text: str) -> set[str]:
    """The IRIs that the parser sees, datatypes among them."""
    return {iri for quad in parse(input=text, format=RdfFormat.TRIG) for iri in _iter_iris(quad)}


def _iter_iris(quad: Quad) -> Iterator[str]:
    for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
        if isinstance(term, NamedNode):
            yield term.value
        elif datatype := getattr(term, "datatype", None):
            yield datatype.value


# Every way to write an IRI, each with its own local name, so that none hides behind another.
IRIS = st.sampled_from(
    [
        r"ex:plain",
        r"ex:with.dots.in.it",
        r"ex:1st",
        r"ex:_under",
        r"ex:a-b",
        r"ex:ko한국",
        r"ex:é",
        r"ex:",
        r":empty",
        r":",
        r"p.q:x",
        r"ex:per%20cent",
        r"ex:esc\~aped\.",
        r"ex:a\#b",
        r"ex:a:b",
        r"prefix:x",
        r"base:x",
        r"graph:x",
        r"<http://ex.org/full#iri>",
        r"<http://ex.org/é>",
        r"<http://ex.org/\u00e9scaped>",
        r"<relative>",
        r"<#frag>",
    ]
)
LITERALS = st.sampled_from(
    [
        '"plain"',
        '"it\'s # no comment"',
        '"[brackets] <http://no.iri> ex:not ."',
        r'"a \" quote"',
        r'"ends in \\"',
        "'single'",
        '"""long\nwith "quotes" and ex:no\n@prefix no: <http://no/> ."""',
        "'''it's ''long'' text'''",
        '""',
        '"x"@en',
        '"x"@zh-Hant',
        '"x"@prefix',
        '"x"^^ex:type',
        '"x"^^<http://ex.org/type2>',
    ]
)
VALUES = IRIS | LITERALS
SPACE = st.sampled_from([" ", "\n", "\t", "\r\n", ' # a comment: ex:no <http://no> "\n'])


@st.composite
def triples(draw: st.DrawFn) -> str:
    gap = draw(SPACE)
    verb = draw(IRIS | st.just("a"))
    objects = f"{gap},{gap}".join(draw(st.lists(VALUES, min_size=1, max_size=3)))
    more = f"{gap};{gap}ex:more{gap}{draw(VALUES)}{gap};" if draw(st.booleans()) else ""
    return f"{draw(IRIS)}{gap}{verb}{gap}{objects}{more}"


@st.composite
def statements(draw: st.DrawFn) -> str:
    gap = draw(SPACE)
    inside = f"{gap}.{gap}".join(draw(st.lists(triples(), min_size=1, max_size=3)))
    graph = draw(st.sampled_from(["", "GRAPH ", "graph\n"])) + draw(IRIS)
    directive = draw(
        st.sampled_from(
            ["@prefix ex: <http://ex.org/> .", "PREFIX ex: <http://ex.org/>", "prefix\tex:<http://ex.org/>"]
        )
    )
    return draw(st.sampled_from([f"{inside}{gap}.\n", f"{graph}{gap}{{{gap}{inside}{gap}}}\n", f"{directive}\n"]))


HEAD = """@prefix ex: <http://ex.org/> . @base <http://base.org/dir/> .
PREFIX : <http://empty.org/> # a comment
@prefix p.q: <http://pq.org/> .
@prefix prefix: <http://prefix.org/> .
@prefix base: <relative/> .
BASE <http://base.org/other/>
prefix graph: <#>
"""


@given(st.lists(statements(), min_size=1, max_size=5))
def test_mentions_are_the_iris_that_the_parser_sees(parts: list[str]) -> None:
    text = HEAD + "".join(parts)
    implied = {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString",
        "http://www.w3.org/2001/XMLSchema#string",
    }
    assert iris(text) - implied == parsed_iris(text) - implied


@given(st.lists(statements(), min_size=1, max_size=5))
def test_subjects_and_graphs_are_those_of_the_parser(parts: list[str]) -> None:
    text = HEAD + "".join(parts)
    quads = list(parse(input=text, format=RdfFormat.TRIG))
    found = {role: {m.iri for m in mentions(text) if m.role is role} for role in Role}
    assert found[Role.SUBJECT] == {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    assert found[Role.GRAPH] == {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode)}


@pytest.mark.parametrize("number", ["1", "-1", "+1.5", ".5", "1.5e3", "1.e3", "1e-3", "true", "false"])
def test_numbers_and_truth_values_are_no_mentions(number: str) -> None:
    assert iris(f"{PREFIXES}ex:a ex:b {number} .") == {"http://ex.org/a", "http://ex.org/b"}


def test_a_statement_ends_after_a_number() -> None:
    found = mentions(f"{PREFIXES}ex:a ex:b 1.\nex:c ex:b 1.5 .\nex:d ex:b 2 .")
    assert [m.iri[-1] for m in found if m.role is Role.SUBJECT] == ["a", "c", "d"]


def test_places_count_characters_not_bytes() -> None:
    text = 'ex:a ex:b "한국 \U0001d518" ; ex:c ex:d .'
    place = next(m.location for m in mentions(PREFIXES + text) if m.iri.endswith("/c"))
    assert (place.line, place.column) == (3, text.index("ex:c") + 1)


def test_only_a_line_feed_ends_a_line() -> None:
    text = 'ex:a ex:b """one\u2028two\x0bthree\r\nfour""" ; ex:c ex:d .'
    place = next(m.location for m in mentions(PREFIXES + text) if m.iri.endswith("/c"))
    assert (place.line, place.column) == (4, len('four""" ; ') + 1)
