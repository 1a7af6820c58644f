"""Results of queries as people and programs get them."""

from __future__ import annotations

import csv
import io
import json
from typing import cast

import pytest
from rich.cells import cell_len

from kg.config import Namespaces
from kg.errors import UsageError
from kg.exports.forms import FORMATS, GRAPH_FORMATS, RESULT_FORMATS
from kg.exports.results import Paper, write_result
from kg.rdf.terms import IRI, RDFS, XSD, BlankNode, Literal, Triple
from kg.store.results import Boolean, Graph, Result, Row, Solutions
from kg.views.citations import Cited
from kg.views.sources import Place, Source

NAMESPACES = Namespaces("https://w3id.org/diplograph/")
ARVENIA = IRI("https://w3id.org/diplograph/id/arvenia")
NAME = Literal("Arvenia", language="en")
SOURCE = Source(
    passages=(Place("Hale 1931", 57, "P3", "memoir-1931.P3"),),
    claim="treaty-1921-signed",
    statement="Arvenia and Belmark signed a treaty",
    modality="report",
    is_plain=False,
    is_asserted=True,
    attributed_to=("Merchants",),
    cites=("The Selin Review",),
    note="Not | dated",
)
PLAIN = Source((Place("Hale 1931", 900, "P8", "memoir-1931.P8"),), "b", "They still are", "fact", True, True)


def decimal(text: str) -> Literal:
    return Literal(text, datatype=XSD["decimal"])


def written(result: Result, form: str, *, cited: Cited | None = None, width: int = 100) -> str:
    return write_result(result, form, NAMESPACES, cited=cited, paper=Paper(width)).decode()


def lines_of(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


def test_a_table_shows_a_node_by_its_label() -> None:
    rows = Solutions(("state", "stateLabel", "attributedTo"), [(ARVENIA, NAME, ARVENIA), (ARVENIA, None, None)])
    assert lines_of(written(rows, "table")) == ["state    attributed to", "Arvenia  ent:arvenia", ""]


def test_a_node_without_a_column_of_labels_is_shown_by_its_curie() -> None:
    assert lines_of(written(Solutions(("state",), [(ARVENIA,)]), "table")) == ["state", "ent:arvenia"]


def test_what_only_a_query_makes_is_shown_as_it_is_written() -> None:
    statement = Triple(ARVENIA, RDFS["label"], NAME)
    rows = Solutions(("b", "t"), [cast("Row", (BlankNode("x"), statement))])
    assert lines_of(written(rows, "table", width=200))[1] == f"_:x  {statement}"


def test_other_formats_keep_both_columns() -> None:
    rows = Solutions(("state", "stateLabel"), [(ARVENIA, NAME)])
    assert written(rows, "csv") == f"state,stateLabel\r\n{ARVENIA.value},Arvenia\r\n"


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        (decimal("2100000000.0"), "2,100,000,000"),
        (decimal("209.70"), "209.7"),
        (decimal("-93.3"), "-93.3"),
        (decimal("0.0000001"), "0.0000001"),
        (Literal("1E9", datatype=XSD["double"]), "1,000,000,000"),
        (Literal("1E3000000", datatype=XSD["double"]), "1E3000000"),
        (Literal("1E-3000000", datatype=XSD["double"]), "1E-3000000"),
        (decimal("0.0"), "0"),
        (Literal("NaN", datatype=XSD["double"]), "NaN"),
        (Literal("INF", datatype=XSD["double"]), "INF"),
        (Literal("many", datatype=XSD["integer"]), "many"),
        (Literal("1990"), "1990"),
        (Literal("2007~", datatype=IRI("http://id.loc.gov/datatypes/edtf/EDTF")), "2007~"),
        (Literal(1990), "1,990"),
    ],
)
def test_numbers_are_written_as_people_read_them(term: Literal, shown: str) -> None:
    assert lines_of(written(Solutions(("n",), [(term,)]), "table"))[1].strip() == shown


def test_a_number_of_any_size_is_written() -> None:
    digits = "9" * 60
    assert lines_of(written(Solutions(("n",), [(decimal(digits),)]), "table"))[1].replace(",", "") == digits


def test_numbers_stand_at_the_right() -> None:
    rows = Solutions(("what", "value"), [(Literal("a"), Literal(5)), (Literal("b"), decimal("1000")), (None, None)])
    assert lines_of(written(rows, "table")) == ["what  value", "a         5", "b     1,000", ""]


def test_wide_letters_do_not_break_the_columns() -> None:
    rows = Solutions(("name", "x"), [(Literal("아르베니아"), Literal("|")), (Literal("Arvenia"), Literal("|"))])
    lines = lines_of(written(rows, "table"))
    assert {cell_len(line[: line.index("|")]) for line in lines[1:]} == {cell_len("아르베니아") + 2}


@pytest.mark.parametrize("width", [40, 72])
def test_a_table_keeps_to_its_paper(width: int) -> None:
    rows = Solutions(("text", "other"), [(Literal("word " * 40), Literal("한국" * 30)), (Literal("x" * 200), None)])
    text = written(rows, "table", width=width)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert text.count("x") == 200 + text.count("ext"), "nothing is cut off"


def test_what_a_source_says_gives_no_orders_to_the_terminal() -> None:
    rows = Solutions(("text",), [(Literal("[red]\x1b[31mred[/red]\x07"),)])
    text = written(rows, "table")
    assert "[red]" in text
    assert "\x1b" not in text
    assert "\x07" not in text


def test_no_rows_still_have_a_heading() -> None:
    empty = Solutions(("state", "stateLabel"), [])
    assert lines_of(written(empty, "table")) == ["state"]
    assert written(empty, "markdown") == "| state |\n| --- |\n"


def test_markdown_is_escaped() -> None:
    rows = Solutions(("text",), [(Literal("a|b <i> *c*\n[d](e)"),)])
    heading, rule, row = written(rows, "markdown").splitlines()
    assert (heading, rule) == ("| text |", "| --- |")
    assert row.startswith("| a\\|b ")
    assert "<i>" not in row
    assert "*c*" not in row.replace("\\*", "")
    assert "[d](e)" not in row


def test_claims_are_for_footnotes_and_not_for_reading() -> None:
    rows = Solutions(("n", "claims"), [(Literal("a"), Literal("https://w3id.org/diplograph/claim/x"))])
    assert lines_of(written(rows, "table")) == ["n", "a"]
    assert written(rows, "csv").splitlines()[0] == "n,claims"


@pytest.fixture
def cited() -> Cited:
    rows = Solutions(("n",), [(Literal("a"),), (Literal("b"),), (Literal("c"),)])
    return Cited(solutions=rows, footnotes=(SOURCE, PLAIN), notes_of=((0, 1), (1,), ()), claims=())


def test_footnotes_below_a_table(cited: Cited) -> None:
    text = written(cited.solutions, "table", cited=cited, width=200)
    assert lines_of(text) == [
        "n  sources",
        "a  [1] [2]",
        "b  [2]",
        "c",
        "",
        "[1]  Arvenia and Belmark signed a treaty [Hale 1931, P3; report from Merchants] Cites The Selin Review."
        " Note: Not | dated",
        "[2]  They still are [Hale 1931, P8]",
    ]


def test_footnotes_below_markdown(cited: Cited) -> None:
    lines = written(cited.solutions, "markdown", cited=cited).splitlines()
    assert lines[0] == "| n | sources |"
    assert "1" in lines[2].split("|")[2]
    assert lines[-2].startswith("1. Arvenia and Belmark signed a treaty ")
    assert "Not \\| dated" in lines[-2]
    assert lines[-1].startswith("2. They still are ")


def test_a_column_of_sources_in_the_formats_of_programs(cited: Cited) -> None:
    first, second = "[Hale 1931, P3; report from Merchants]", "[Hale 1931, P8]"
    rows = list(csv.reader(io.StringIO(written(cited.solutions, "csv", cited=cited), newline="")))
    assert rows == [["n", "sources"], ["a", f"{first}; {second}"], ["b", second], ["c", ""]]
    head = json.loads(written(cited.solutions, "json", cited=cited))["head"]
    assert head == {"vars": ["n", "sources"]}


def test_yes_and_no() -> None:
    assert written(Boolean(True), "table") == "yes\n"
    assert written(Boolean(False), "markdown") == "no\n"
    assert written(Boolean(False), "csv") == "false"


@pytest.mark.parametrize("form", GRAPH_FORMATS)
def test_rows_are_no_triples(form: str) -> None:
    for result in (Solutions(("n",), []), Boolean(True)):
        with pytest.raises(UsageError, match=f"{form} is a format of triples") as caught:
            written(result, form)
        assert caught.value.remedy == "Choose one of: csv, tsv, json, xml."


@pytest.mark.parametrize("form", RESULT_FORMATS)
def test_triples_are_no_rows(form: str) -> None:
    with pytest.raises(UsageError, match=f"{form} is a format of rows") as caught:
        written(Graph([]), form)
    assert caught.value.remedy == "Choose one of: turtle, ntriples, jsonld."


def test_triples_are_turtle_unless_another_format_is_asked_for() -> None:
    graph = Graph([Triple(ARVENIA, RDFS["label"], NAME)])
    turtle = written(graph, "turtle")
    assert 'ent:arvenia rdfs:label "Arvenia"@en' in turtle
    assert written(graph, "table") == written(graph, "markdown") == turtle
    assert written(graph, "ntriples") == f'<{ARVENIA.value}> <{RDFS["label"].value}> "Arvenia"@en .\n'
    assert "Arvenia" in written(graph, "jsonld")


@pytest.mark.parametrize("form", FORMATS)
def test_same_input_same_bytes(form: str) -> None:
    result: Result = Solutions(("n", "nLabel"), [(ARVENIA, NAME)])
    if form in GRAPH_FORMATS:
        result = Graph([Triple(ARVENIA, RDFS["label"], NAME)])
    assert written(result, form) == written(result, form)
