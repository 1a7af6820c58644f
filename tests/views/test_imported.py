"""What views make of imported releases: names, censuses, pages of bounded length, citations."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.config import Workspace
from kg.errors import AmbiguousNameError, NameNotFoundError
from kg.graph import Graph
from kg.rdf.terms import IRI
from kg.views.anywhere import resolve_anywhere
from kg.views.census import count_nodes
from kg.views.entity import read_entity
from tests.build.releases import CODE, graph_of, put_release
from tests.conftest import copy_embassy


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """The fixture graph with the pacts 1 to 149 of one release, and the pact 7 of another dataset."""
    workspace: Workspace = copy_embassy(tmp_path_factory.mktemp("imported") / "embassy")
    put_release(workspace, "1.0", range(1, 150))
    put_release(workspace, "1.0", [7], dataset="leagues")
    yield Graph.open(workspace.root, lambda _: None)


def find(graph: Graph, text: str) -> str:
    return resolve_anywhere(graph.store, graph.store.whole(), text).value


@pytest.mark.parametrize("text", ["pacts.8", "code:pacts.8", CODE + "pacts.8", "Pact 8"])
def test_a_record_has_many_names(graph: Graph, text: str) -> None:
    assert find(graph, text) == graph.find(text) == CODE + "pacts.8"


def test_what_is_curated_comes_first(graph: Graph) -> None:
    assert find(graph, "Arvenia").endswith("/id/arvenia")
    assert find(graph, "pacts-1.0") == graph_of("pacts-1.0")


def test_a_name_of_several_records_is_ambiguous(graph: Graph) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        find(graph, "Pact 7")
    assert caught.value.candidates == (
        ("code:leagues.7", "Pact 7", "treaty"),
        ("code:pacts.7", "Pact 7", "treaty"),
    )


@pytest.mark.parametrize("text", ["Pact 777", "code:pacts.777", "<>", ""])
def test_what_is_nowhere_is_missed(graph: Graph, text: str) -> None:
    with pytest.raises(NameNotFoundError):
        find(graph, text)


def test_nodes_are_counted_by_class(graph: Graph) -> None:
    assert count_nodes(graph.store.whole(), graph_of("pacts-1.0")) == {"treaty": 149}
    assert graph.counts()["treaty"] == 2


def test_a_query_sees_the_datasets_and_a_day_does_not(graph: Graph) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?pact a kg:Treaty ; kg:statedIn/a kg:DatasetRelease }"
    assert [str(row["n"]) for row in graph.query(text)] == ["150"]
    assert graph.datasets() == ["leagues-1.0", "pacts-1.0"]
    day = graph.as_of("1922")
    assert [str(row["n"]) for row in day.query(text)] == ["0"]
    assert day.datasets() == []


def test_the_page_of_what_many_records_point_at_is_of_bounded_length(graph: Graph) -> None:
    shown = str(graph.entity("code:state.1"))
    assert "The imported datasets say more of it than a page can hold." in shown
    assert len(shown.splitlines()) < 250
    assert not read_entity(graph.store.whole(), IRI(CODE + "pacts.8"), 100).is_partial


def test_a_record_cites_its_release(graph: Graph) -> None:
    assert "[pacts-1.0]" in str(graph.entity("pacts.8"))
