"""The standard formats of results: what is written reads back as it was, by this engine and by rdflib."""

from __future__ import annotations

import csv
import io
import json
import re

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.query import Result as RdflibResult

from kg.rdf.terms import IRI, XSD, Literal, Term
from kg.store.embedded import EmbeddedStore
from kg.store.formats import format_answer
from kg.store.results import Boolean, Solutions, parse_answer

# XML has no way to write control characters, and reads a carriage return as a line feed.
TEXTS = st.text(
    st.characters(min_codepoint=0x20, exclude_categories=["Cs"], exclude_characters="\x7f\ufffe\uffff") | st.just("\n")
)
LITERALS = st.builds(Literal, TEXTS) | st.builds(
    lambda text, tag: Literal(text, language=tag), TEXTS, st.sampled_from(["en", "ru", "ko", "zh-hans", "en-gb"])
)
TYPED = [
    Literal("1995-06-30", datatype=XSD["date"]),
    Literal("2100000000.0", datatype=XSD["decimal"]),
    Literal(7),
    Literal("199X", datatype=IRI("http://id.loc.gov/datatypes/edtf/EDTF")),
]
IRIS = [IRI("https://w3id.org/diplograph/id/한국"), IRI("http://example.org/a?b=c&d=%20#e")]
TERMS: st.SearchStrategy[Term | None] = st.none() | LITERALS | st.sampled_from([*TYPED, *IRIS])
ROWS = Solutions(
    ("a", "b"), [(IRIS[0], Literal('"quoted", \\ <b>&\n\t', language="en")), (None, TYPED[1]), (None, None)]
)


def from_rdflib(content: bytes, form: str) -> list[tuple[object, ...]]:
    result = RdflibResult.parse(io.BytesIO(content), format=form)
    names = result.vars or []
    return [tuple(binding.get(name) for name in names) for binding in result.bindings]


def as_rdflib(term: Term | None) -> object:
    if term is None:
        return None
    if isinstance(term, IRI):
        return rdflib.URIRef(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    is_plain = term.datatype == XSD["string"]
    return rdflib.Literal(term.value, datatype=None if is_plain else rdflib.URIRef(term.datatype.value))


@pytest.mark.parametrize("form", ["json", "xml", "tsv"])
@given(rows=st.lists(st.tuples(TERMS, TERMS), max_size=4))
def test_what_is_written_reads_back(form: str, rows: list[tuple[Term | None, Term | None]]) -> None:
    formats = {"json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML, "tsv": ox.QueryResultsFormat.TSV}
    content = format_answer(Solutions(("first", "second"), list(rows)), form)
    read = ox.parse_query_results(content, formats[form])
    assert isinstance(read, ox.QuerySolutions)
    assert [variable.value for variable in read.variables] == ["first", "second"]
    assert [tuple(row) for row in read] == rows


@pytest.mark.parametrize("form", ["json", "xml"])
def test_rdflib_reads_the_same(form: str) -> None:
    assert from_rdflib(format_answer(ROWS, form), form) == [tuple(map(as_rdflib, row)) for row in ROWS.rows]


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_what_only_a_query_makes_is_written_too(embassy: EmbeddedStore, form: str) -> None:
    text = "SELECT (BNODE() AS ?b) (TRIPLE(ent:x, ent:y, TRIPLE(ent:z, ent:y, 3)) AS ?t) {}"
    content = format_answer(embassy.select(text), form)
    assert content.count(b"/id/x") == content.count(b"/id/z") == 1
    assert b"_:" in content or b"bnode" in content


def test_csv_is_values_alone_with_the_line_ends_of_its_standard() -> None:
    content = format_answer(ROWS, "csv").decode()
    assert content.startswith("a,b\r\n")
    rows = list(csv.reader(io.StringIO(content, newline="")))
    assert rows[1:] == [[IRIS[0].value, '"quoted", \\ <b>&\n\t'], ["", "2100000000.0"], ["", ""]]


def test_tsv_is_terms() -> None:
    header, *lines = format_answer(ROWS, "tsv").decode().splitlines()
    assert header == "?a\t?b"
    assert lines[0] == '<https://w3id.org/diplograph/id/한국>\t"\\"quoted\\", \\\\ <b>&\\n\\t"@en'


def test_no_rows_still_name_the_columns() -> None:
    empty = Solutions(("a", "b"), [])
    assert format_answer(empty, "csv") == b"a,b\r\n"
    assert format_answer(empty, "tsv").strip() == b"?a\t?b"
    assert json.loads(format_answer(empty, "json")) == {"head": {"vars": ["a", "b"]}, "results": {"bindings": []}}
    assert re.findall(rb'<variable name="(\w)"', format_answer(empty, "xml")) == [b"a", b"b"]


@pytest.mark.parametrize("value", [True, False])
def test_yes_and_no(value: bool) -> None:
    assert json.loads(format_answer(Boolean(value), "json"))["boolean"] is value
    assert parse_answer(format_answer(Boolean(value), "json"), is_triples=False) == Boolean(value)
    assert f"<boolean>{str(value).lower()}</boolean>".encode() in format_answer(Boolean(value), "xml")
    assert format_answer(Boolean(value), "csv") == format_answer(Boolean(value), "tsv") == str(value).lower().encode()
