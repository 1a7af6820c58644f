from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import QueryError, StoreError
from kg.rdf.terms import IRI, Literal
from kg.store.embedded import EmbeddedStore, write_store


def test_the_default_graph_is_the_union_and_each_claim_a_graph(embassy: EmbeddedStore) -> None:
    alliance = IRI(embassy.prefixes["ent"] + "alliance")
    assert len(embassy.select("SELECT ?date { ?node kg:date ?date }", {"node": alliance})) == 1
    rows = embassy.select("SELECT ?claim { GRAPH ?claim { ?node kg:date ?date } }", {"node": alliance})
    assert [str(row["claim"]) for row in rows] == [f"<{embassy.prefixes['claim']}alliance-since-1921>"]


def test_what_is_denied_is_not_in_the_default_graph(embassy: EmbeddedStore) -> None:
    treaty = IRI(embassy.prefixes["ent"] + "treaty-1902")
    assert not embassy.query("ASK { ?treaty kg:provides kg:MilitaryAlliance }", {"treaty": treaty})


def test_a_variable_that_is_not_selected_can_be_bound(embassy: EmbeddedStore) -> None:
    rows = embassy.select("SELECT ?l { ?s rdfs:label ?l FILTER(LANG(?l) = ?tag) }", {"tag": Literal("ko")})
    assert [row["l"].value for row in rows] == ["아르베니아"]


def test_updates_and_services_are_refused(embassy: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="DROP changes data"):
        embassy.query("DROP ALL")
    with pytest.raises(QueryError, match="SERVICE would call"):
        embassy.query("ASK { SERVICE <http://127.0.0.1:1/> {} }")


def test_only_select_gives_rows(embassy: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="not a SELECT query"):
        embassy.select("ASK {}")


def test_a_missing_store_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store") as caught:
        EmbeddedStore(tmp_path, {})
    assert caught.value.remedy == "Build it again: kg build"


def test_a_store_that_is_none_names_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match="cannot be opened"):
        EmbeddedStore(tmp_path, {}).query("ASK {}")


def test_a_store_that_cannot_be_written_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written"):
        write_store(tmp_path / "file", [])
