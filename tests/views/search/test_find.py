"""What is found by what somebody types, and in which order."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.config import Workspace
from kg.errors import BusyError
from kg.graph import Graph
from kg.views.search.index import Found, NameIndex, write_index
from kg.views.search.naming import Named
from kg.views.search.writing import write_names
from tests.views.search.names import CLAIM, TERM, TREATY, index_of, named, slugs


@pytest.fixture
def index(tmp_path: Path) -> NameIndex:
    return index_of(
        tmp_path,
        named("putin", "Vladimir Putin", "Владимир Путин", also=["Putin"], importance=9),
        named("kim-il-sung", "Kim Il-sung", "김일성", importance=5),
        named("kim-jong-il", "Kim Jong Il", importance=7),
        named("pyongyang", "Pyongyang", "평양", importance=3),
        named("dprk", "North Korea", "조선민주주의인민공화국", "Северная Корея", also=["DPRK"], importance=8),
        named("china", "China", "中华人民共和国"),
        named("t1961", "Treaty of friendship of 1961", sort=TREATY, importance=4),
        named("t2000", "Treaty of friendship of 2000", sort=TREATY, importance=6),
        named("visit", "Putin's visit to Pyongyang", sort=TREATY, importance=30),
        named("c1", "Putin visited Pyongyang", sort=CLAIM, importance=99),
        named("c2", "Pyongyang", sort=CLAIM, importance=99),
        named("term", "Putinism", sort=TERM, importance=500),
    )


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("putin", "putin"),
        ("PUTIN", "putin"),
        ("путин", "putin"),
        ("푸틴", "putin"),
        ("poutine", "putin"),
        ("Pootin", "putin"),
        ("Wladimir Putin", "putin"),
        ("Vladmir Ptuin", "putin"),
        ("vladmi", "putin"),
        ("kim il", "kim-il-sung"),
        ("kim ilsung", "kim-il-sung"),
        ("김일성", "kim-il-sung"),
        ("pyongyang", "pyongyang"),
        ("Pyeongyang", "pyongyang"),
        ("평양", "pyongyang"),
        ("d.p.r.k.", "dprk"),
        ("인민공화국", "dprk"),
        ("korea north", "dprk"),
        ("共和国", "china"),
        ("treaty friendship 1961", "t1961"),
        ("treaty of frendship 1961", "t1961"),
        ("the 1961 treaty", "t1961"),
    ],
)
def test_names_are_found_as_they_are_typed(index: NameIndex, typed: str, first: str) -> None:
    assert slugs(index, typed)[:1] == [first]


def test_an_exact_name_comes_before_a_beginning_and_claims_come_last(index: NameIndex) -> None:
    found = index.find("putin")
    assert [each.slug for each in found] == ["putin", "visit", "c1"]
    assert found[0] == Found(
        iri="http://example.org/putin",
        slug="putin",
        label="Vladimir Putin",
        kind="person",
        classes=("Person", "Actor"),
        name="Putin",
        score=98.0,
    )
    assert slugs(index, "pyongyang") == ["pyongyang", "visit", "c2", "c1"]


def test_the_more_important_comes_first_among_beginnings(index: NameIndex) -> None:
    assert slugs(index, "treaty of f") == ["t2000", "t1961"]
    assert slugs(index, "k")[:2] == ["kim-jong-il", "kim-il-sung"]


def test_beginnings_are_for_the_last_word_alone_and_only_if_wanted(index: NameIndex) -> None:
    assert slugs(index, "tre fri") == []
    assert slugs(index, "treaty fri") == ["t2000", "t1961"]
    assert slugs(index, "fri", whole_words=True) == []
    assert slugs(index, "fri ") == []


def test_only_of_some_classes(index: NameIndex) -> None:
    assert slugs(index, "putin", classes=["Treaty"]) == ["visit"]
    assert slugs(index, "putin", classes=["Claim", "Person"]) == ["putin", "c1"]
    assert slugs(index, "k", classes=["Actor"])[:1] == ["kim-jong-il"]
    assert slugs(index, "putin", classes=["Nothing"]) == []


def test_terms_of_the_ontology_only_if_they_are_asked_for(index: NameIndex) -> None:
    assert "term" not in slugs(index, "putinism")
    assert slugs(index, "putinism", classes=["Class"]) == ["term"]


def test_scores_do_not_rise_from_better_to_worse_fits(index: NameIndex) -> None:
    assert index.find("Vladimir Putin")[0].score == 100
    assert index.find("putin")[0].score > index.find("vladimi")[0].score > index.find("vladmir putin")[0].score


@pytest.mark.parametrize("typed", ["", " ", "!!!", '"', "*", "^", "\x00", "_", "' --", "北"])
def test_what_holds_no_word_of_a_name_finds_nothing(index: NameIndex, typed: str) -> None:
    assert index.find(typed) == []


@pytest.mark.parametrize(
    "typed", ["putin NOT vladimir", "putin AND", "putin OR", "NEAR(putin)", 'putin"', "putin*", "^putin"]
)
def test_whatever_is_typed_is_no_query(index: NameIndex, typed: str) -> None:
    assert "putin" in slugs(index, typed)


def test_a_long_text_is_answered(index: NameIndex) -> None:
    assert slugs(index, "x" * 100_000) == []
    assert slugs(index, "kim jong il " + "and more " * 10_000)[:1] == ["kim-jong-il"]


def test_members_of_a_class_in_the_order_of_their_labels(index: NameIndex) -> None:
    found, total = index.members("Treaty", most=2)
    assert ([each.slug for each in found], total) == (["visit", "t1961"], 3)
    assert [each.slug for each in index.members("Treaty", first=2, most=2)[0]] == ["t2000"]
    assert index.members("Nothing") == ([], 0)
    assert index.counts() == {("Person", "person"): 6, ("Treaty", "treaty"): 3}


def test_many_threads_read_at_once(index: NameIndex) -> None:
    answers: list[list[str]] = []
    threads = [threading.Thread(target=lambda: answers.append(slugs(index, "poutine"))) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [slugs(index, "poutine")] * 16


def test_what_is_not_written_yet_is_busy_and_can_be_asked_later(tmp_path: Path) -> None:
    index = NameIndex(tmp_path / "names.sqlite")
    assert not index.is_ready
    with pytest.raises(BusyError):
        index.find("putin")
    index_of(tmp_path, named("putin", "Putin"))
    assert slugs(index, "putin") == ["putin"]


def test_an_index_without_names_finds_nothing(tmp_path: Path) -> None:
    index = index_of(tmp_path)
    assert index.find("anything") == []
    assert index.counts() == {}


def test_a_failure_leaves_no_half_file(tmp_path: Path) -> None:
    def failing() -> Iterator[Named]:
        yield named("a", "A")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_names(failing(), tmp_path / "names.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_the_names_of_a_graph(built: Workspace, tmp_path: Path) -> None:
    graph = Graph.open(built.root)
    write_index(graph.store.whole(), tmp_path / "names.sqlite")
    index = NameIndex(tmp_path / "names.sqlite")
    assert [(each.slug, each.kind) for each in index.find("арвения")][:1] == [("arvenia", "state")]
    assert index.find("아르베니아")[0].slug == "arvenia"
    assert index.find("volkova")[0].name == "Volkova"
    assert index.find("treaty of 1902")[0].classes[:1] == ("Treaty",)
    assert index.find("treaty", classes=["Class"])[0].label == "treaty"
    assert {kind for _, kind in index.counts()} >= {"state", "person", "treaty"}
    for text in ("Belmark", "Treaty of 1902", "Irena Volkova"):
        assert index.find(text)[0].iri == graph.find(text)


def test_of_names_that_fit_alike_the_label_is_given(tmp_path: Path) -> None:
    index = index_of(tmp_path, named("kim", "Kim Jong Il", "Ким Чен Ир"))
    assert index.find("kim")[0].name == "Kim Jong Il"
    assert index.find("ким чен")[0].name == "Ким Чен Ир"
