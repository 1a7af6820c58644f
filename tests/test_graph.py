"""The graph as Python users meet it."""

from __future__ import annotations

import builtins
import datetime as dt
import gc
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.config import Workspace
from kg.errors import NameNotFoundError, QueryError, UsageError
from kg.exports.answer import Answer, to_python, to_term
from kg.graph import Graph
from kg.rdf.terms import EDTF, IRI, XSD, Literal

_TRADE = "SELECT ?least ?day ?unit { ent:trade-1925 kg:valueMin ?least ; kg:earliestBegin ?day ; kg:unit ?unit }"


@pytest.fixture(scope="module")
def graph(built: Workspace) -> Graph:
    return kg.open(built.root)


@pytest.mark.parametrize(
    ("code", "heavy"),
    [
        ("import kg", {"rdflib", "pyoxigraph", "networkx", "click", "rich", "edtf", "pyshacl", "numpy"}),
        ("import kg; kg.__version__", {"rdflib", "pyoxigraph", "networkx", "click", "rich"}),
        ("import kg.graph", {"rdflib", "networkx", "click", "rich", "pyshacl", "numpy"}),
        ("import kg.cli.show, kg.cli.path, kg.cli.timeline", {"rdflib", "networkx", "pyshacl", "numpy", "pandas"}),
    ],
)
def test_importing_loads_nothing_heavy(code: str, heavy: set[str]) -> None:
    check = f"import sys; {code}; print(*sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_package_offers_little_and_says_what_it_has_not() -> None:
    assert kg.__version__[0].isdigit()
    assert kg.Graph is Graph
    with pytest.raises(AttributeError, match="no attribute 'close'"):
        kg.close  # noqa: B018


def test_a_graph_is_built_when_it_is_opened(workspace: Workspace) -> None:
    said: list[str] = []
    graph = kg.open(workspace.root, said.append)
    assert said[0] == "The graph is not built yet: building it."
    assert graph.find("Ирена Волкова") == "https://w3id.org/diplograph/id/irena-volkova"
    assert repr(graph) == "<Graph 'Arvenia and Belmark'>"


def test_rows_are_dictionaries_of_python_values(graph: Graph) -> None:
    [row] = graph.query(_TRADE)
    assert row == {
        "least": Decimal(3000000),
        "day": dt.date(1925, 1, 1),
        "unit": "https://w3id.org/diplograph/ontology#USD",
    }


def test_parameters_are_bound(graph: Graph) -> None:
    text = "SELECT ?event { ?event kg:participant ?who ; kg:earliestBegin ?day FILTER(?day < ?before) } ORDER BY ?event"
    found = graph.query(text, who=f"<{graph.find('Volkova')}>", before=dt.date(1920, 1, 1))
    assert [row["event"] for row in found] == [
        "https://w3id.org/diplograph/id/volkova-office",
        "https://w3id.org/diplograph/id/volkova-on-quarrel",
    ]


def test_a_question_is_asked_by_its_name(graph: Graph) -> None:
    found = graph.query("treaties-in-force", date=dt.date(1922, 6, 30))
    assert "Treaty of friendship of 1921" in {value for row in found for value in row.values()}
    with pytest.raises(UsageError, match="no parameter --day"):
        graph.query("treaties-in-force", day="1922-06-30")


def test_yes_or_no_and_triples_are_tables_too(graph: Graph) -> None:
    assert list(graph.query("ASK { ent:belmark a kg:State }")) == [{"answer": True}]
    triples = graph.query("CONSTRUCT { ?s kg:successorOf ?o } { ?s kg:successorOf ?o }")
    assert triples.columns == ("subject", "predicate", "object")
    assert len(triples) == 1


def test_a_mistake_in_a_query_is_an_error_of_ours(graph: Graph) -> None:
    with pytest.raises(QueryError):
        graph.query("SELECT ?x { ?x")
    with pytest.raises(NameNotFoundError):
        graph.query("no-such-question")
    with pytest.raises(UsageError, match="cannot be a term"):
        graph.query("ASK { ?a ?b ?x }", x=object())


def test_data_frames(graph: Graph) -> None:
    answer = graph.query(_TRADE)
    pandas = answer.to_pandas()
    assert list(pandas.columns) == ["least", "day", "unit"]
    assert pandas["least"].sum() == 3_000_000.0
    polars = answer.to_polars()
    assert polars.columns == ["least", "day", "unit"]
    assert polars["least"].sum() == 3_000_000.0
    nothing = graph.query("SELECT ?a ?b { ?a kg:none ?b }")
    assert (nothing.to_pandas().shape, nothing.to_polars().shape) == ((0, 2), (0, 2))


def test_a_data_frame_of_gaps_and_mixed_columns() -> None:
    answer = Answer(("a", "b"), ((None, "x"), (Decimal("1.5"), 2), (3, None)))
    assert answer.to_pandas().shape == (3, 2)
    assert answer.to_polars().shape == (3, 2)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_missing_library_is_said_with_the_remedy(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=f"{library} is not installed") as caught:
        getattr(Answer(("a",), ()), f"to_{library}")()
    assert f"diplograph[{library}]" in str(caught.value)


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (Literal("7", datatype=XSD["integer"]), 7),
        (Literal("0.50", datatype=XSD["decimal"]), Decimal("0.50")),
        (Literal("1e3", datatype=XSD["double"]), 1000.0),
        (Literal("true", datatype=XSD["boolean"]), True),
        (Literal("2000-07-19", datatype=XSD["date"]), dt.date(2000, 7, 19)),
        (Literal("2000-02-30", datatype=XSD["date"]), "2000-02-30"),
        (Literal("maybe", datatype=XSD["boolean"]), "maybe"),
        (Literal("2000-07", datatype=EDTF), "2000-07"),
        (Literal("북한", language="ko"), "북한"),
        (IRI("https://example.org/"), "https://example.org/"),
        (None, None),
    ],
)
def test_terms_become_python_values(term: Literal | IRI | None, value: object) -> None:
    found = to_python(term)
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ("text", Literal("text")),
        ("<https://example.org/>", IRI("https://example.org/")),
        (True, Literal("true", datatype=XSD["boolean"])),
        (Decimal("1.50"), Literal("1.50", datatype=XSD["decimal"])),
        (dt.date(2000, 7, 19), Literal("2000-07-19", datatype=XSD["date"])),
        (dt.datetime(2000, 7, 19, 12), Literal("2000-07-19T12:00:00", datatype=XSD["dateTime"])),
    ],
)
def test_python_values_become_terms(value: object, term: Literal | IRI) -> None:
    assert to_term(value) == term


def test_text_can_not_break_out_of_an_iri() -> None:
    with pytest.raises(UsageError, match="no IRI"):
        to_term("<https://example.org/> } DROP ALL #>")


def test_views_have_what_they_show(graph: Graph) -> None:
    assert graph.entity("Volkova").view.label == "Irena Volkova"
    assert len(graph.path("Tomas Hale", "Volkova").view.paths) == 1
    assert graph.timeline("Tomas Hale", as_of="1921-05").view.entries[0].slug == "hale-visit-1921"
    assert "Irena Volkova  (person)" in str(graph.entity("Volkova"))


def test_quotes_come_from_the_copy_in_the_settings(graph: Graph) -> None:
    assert [quote.place.passage for quote in graph.entity("Volkova", quote=True).view.quotes] == ["P3", "P6"]


def test_as_of_a_date_it_is_a_graph_of_its_own(graph: Graph) -> None:
    then = graph.as_of("1922-06")
    assert repr(then) == "<Graph 'Arvenia and Belmark' as of 1922-06>"
    events = "SELECT ?node { ?node a kg:TemporalEntity } ORDER BY ?node"
    assert _slugs(then, events) == {
        *("alliance", "quarrel", "school-opening", "trade", "treaty-1902", "treaty-1921"),
        *("volkova-office", "volkova-on-quarrel"),
    }
    certain = graph.as_of(dt.date(1922, 6, 1), certain=True)
    assert _slugs(certain, events) == {"alliance", "quarrel", "treaty-1921", "volkova-on-quarrel"}
    assert [section.heading for section in certain.entity("Volkova").view.sections] == ["Positions held"]
    assert certain.path("arvenia", "belmark").view.paths
    assert not certain.query("ASK { ?p kg:actor ?a FILTER NOT EXISTS { ?x kg:participation ?p } }").rows[0][0]
    assert _slugs(graph, events) > _slugs(then, events)


def _slugs(graph: Graph, text: str) -> set[str]:
    return {str(row["node"]).rpartition("/")[2] for row in graph.query(text)}


def test_a_view_of_a_date_leaves_nothing_behind(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    then = graph.as_of("1922")
    assert list(tmp_path.iterdir())
    del then
    gc.collect()
    assert not list(tmp_path.iterdir())


def test_a_bad_date_is_wrong_usage(graph: Graph) -> None:
    with pytest.raises(UsageError):
        graph.as_of("soon")


def test_other_libraries_take_over(graph: Graph) -> None:
    network = graph.to_networkx()
    assert network.nodes["irena-volkova"]["label"] == "Irena Volkova"
    dataset = graph.to_rdflib()
    assert sum(1 for _ in dataset.quads()) == sum(1 for _ in graph.store.quads())


class _Hostile:
    def __str__(self) -> str:
        return "<script>alert(1)</script>"


def test_a_notebook_draws_everything_escaped(graph: Graph) -> None:
    assert "<caption>Arvenia and Belmark</caption>" in graph._repr_html_()
    assert "<td>treaty</td><td>2</td>" in graph._repr_html_()
    assert "Irena Volkova" in graph.entity("Volkova")._repr_html_()
    assert "<td>1925-01-01</td>" in graph.query(_TRADE)._repr_html_()
    evil: Any = _Hostile()
    html = Answer(("<b>",), ((evil,), (None,)))._repr_html_()
    assert "<script>" not in html
    assert "&lt;b&gt;" in html
    assert "<td></td>" in html


def test_a_network_draws_itself_in_a_frame_of_its_own(graph: Graph, tmp_path: Path) -> None:
    page = graph.network("Volkova")
    assert page._repr_html_().startswith('<iframe sandbox="allow-scripts"')
    page.write(tmp_path / "page.html")
    assert (tmp_path / "page.html").read_bytes() == page.content


def test_the_words_of_records_are_plain_values(graph: Graph) -> None:
    def plain(value: object) -> bool:
        if isinstance(value, Mapping):
            return all(isinstance(key, str) and plain(item) for key, item in value.items())
        if isinstance(value, list):
            return builtins.all(plain(item) for item in value)
        return value is None or isinstance(value, str | int | bool)

    assert plain(graph.entity("Volkova", quote=True).to_record())
    assert plain(graph.path("Volkova", "belmark").to_record())
    assert plain(graph.timeline(undated=True).to_record())
