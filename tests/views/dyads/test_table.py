"""Tables of pairs and years: what is yes, no, possible or not covered, and who says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest

from kg.config import Workspace
from kg.errors import NameNotFoundError, UsageError
from kg.store.embedded import EmbeddedStore
from kg.views.dyads import Question, read_table

Ask = Callable[..., dict[tuple[str, str, int], dict[str, Any]]]


def column(rows: dict[tuple[str, str, int], dict[str, Any]], one: str, other: str, name: str) -> dict[int, Any]:
    return {year: row[name] for (first, second, year), row in rows.items() if (first, second) == (one, other)}


def test_pairs_stand_in_the_years_in_which_both_exist(ask: Ask) -> None:
    years: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one, other, year in ask(1899, 1962, "alliance"):
        years[one, other].append(year)
    assert {pair: (min(there), max(there)) for pair, there in years.items()} == {
        ("1", "2"): (1900, 1962),
        ("1", "3"): (1910, 1950),
        ("1", "4"): (1920, 1962),
        ("2", "3"): (1910, 1950),
        ("2", "4"): (1920, 1962),
        ("3", "4"): (1920, 1950),
    }


def test_silence_is_no_only_where_a_release_covers_it(ask: Ask) -> None:
    alliance = column(ask(1900, 1962, "alliance"), "1", "2", "alliance")
    assert [alliance[year] for year in (1904, 1905, 1914, 1915, 1930, 1955)] == ["no", "yes", "yes", "no", "yes", "yes"]
    assert {alliance[year] for year in range(1956, 1963)} == {"possible"}
    other = column(ask(1950, 1962, "alliance"), "2", "4", "alliance")
    assert other == {year: "no" if year <= 1955 else "not covered" for year in range(1950, 1963)}


def test_who_says_so_stands_beside_it(ask: Ask) -> None:
    rows = ask(1904, 1905, "alliance")
    assert (rows["1", "2", 1905]["alliance_claims"], rows["1", "2", 1905]["alliance_sources"]) == (
        "src:pacts-4.1.table#row=9",
        "pacts-4.1",
    )
    assert rows["1", "2", 1904]["alliance_claims"] == ""
    assert rows["1", "2", 1904]["alliance_sources"] == "pacts-4.1"


def test_a_member_is_bound_while_it_belongs(ask: Ask) -> None:
    rows = ask(1938, 1946, "alliance", "provides_neutrality")
    assert column(rows, "1", "4", "alliance") == dict.fromkeys(range(1938, 1947), "yes")
    expected = {year: "yes" if 1940 <= year <= 1942 else "no" for year in range(1938, 1947)}
    assert column(rows, "1", "3", "alliance") == column(rows, "1", "3", "provides_neutrality") == expected


def test_the_narrower_is_the_broader(ask: Ask) -> None:
    rows = ask(1905, 1921, "provides_military_alliance", "provides_consultation", "treaty")
    assert rows["1", "2", 1905]["provides_military_allian"] == "yes"
    assert rows["3", "4", 1921]["provides_consultation"] == "yes"
    assert rows["3", "4", 1921]["treaty"] == "yes"


def test_events_are_counted(ask: Ask) -> None:
    rows = ask(1929, 1940, "visit")
    assert [rows["1", "2", year]["visit_count"] for year in (1929, 1930, 1931, 1940)] == [None, 0, 2, None]
    assert rows["1", "4", 1935]["visit"] == "yes"
    assert column(rows, "1", "3", "visit") == {
        year: "possible" if 1930 <= year <= 1939 else "not covered" for year in range(1929, 1941)
    }
    assert set(column(rows, "1", "3", "visit_count").values()) == {None}


def test_a_release_about_one_state_says_nothing_of_other_pairs(ask: Ask) -> None:
    assert set(column(ask(1930, 1939, "visit"), "2", "4", "visit").values()) == {"not covered"}


def test_values_that_differ_are_disputed(ask: Ask) -> None:
    rows = ask(1950, 1956, "trade_volume")
    row = rows["1", "2", 1950]
    assert (row["trade_volume"], row["trade_volume_status"]) == (None, "disputed")
    assert row["trade_volume_values"] == "ledger-1=1900000 trade-4.0=2100000"
    assert row["trade_volume_sources"] == "ledger-1 trade-4.0"


def test_a_gap_is_no_zero_and_a_zero_is_no_gap(ask: Ask) -> None:
    rows = ask(1950, 1956, "trade_volume")
    found = {key: (row["trade_volume"], row["trade_volume_status"]) for key, row in rows.items()}
    assert found["1", "2", 1951] == (None, "not stated")
    assert found["1", "2", 1952] == (None, "no record")
    assert found["1", "2", 1956] == (None, "not covered")
    assert found["3", "4", 1950] == (0, "stated")
    assert found["2", "4", 1952] == (5_000_000, "stated")
    assert rows["2", "4", 1952]["trade_volume_unit"] == "usd"


def test_a_flow_has_a_direction(ask: Ask) -> None:
    row = ask(1950, 1950, "imports")["1", "2", 1950]
    assert (row["imports_exporter_1"], row["imports_exporter_2"]) == (300, 700)
    rows = ask(1950, 1950, "imports", is_directed=True)
    assert (rows["1", "2", 1950]["imports_importer"], rows["2", "1", 1950]["imports_importer"]) == (700, 300)


def test_roles_are_told_apart_where_pairs_are_directed(ask: Ask) -> None:
    rows = ask(1931, 1931, "visit", is_directed=True)
    there, back = rows["1", "2", 1931], rows["2", "1", 1931]
    assert (there["visit_host"], there["visit_visitor"], there["visit"]) == ("yes", "no", "yes")
    assert (back["visit_host"], back["visit_visitor"], back["visit"]) == ("no", "yes", "yes")
    assert (there["visit_host_count"], there["visit_visitor_count"], there["visit_count"]) == (2, 0, 2)
    assert (back["visit_host_count"], back["visit_visitor_count"], back["visit_count"]) == (0, 2, 2)


def test_names_of_states_say_which_pairs(ask: Ask) -> None:
    assert {pair[:2] for pair in ask(1920, 1920, "alliance", actors=("Arvenia", "4"))} == {("1", "4")}
    assert {pair[:2] for pair in ask(1920, 1920, "alliance", actors=("dravia",))} == {
        ("1", "4"),
        ("2", "4"),
        ("3", "4"),
    }


def test_only_some_sources(ask: Ask) -> None:
    rows = ask(1950, 1950, "trade_volume", "alliance", sources=("ledger-1",))
    assert rows["1", "2", 1950]["trade_volume"] == 1_900_000
    assert rows["1", "2", 1950]["alliance"] == "not covered"


def test_by_default_all_that_is_recorded(ask: Ask) -> None:
    rows = ask(1939, 1950)
    for name in ("alliance", "alliance_treaty", "treaty", "entente", "provides_neutrality", "visit", "trade_volume"):
        assert name in rows["1", "2", 1950]
    assert "war" not in rows["1", "2", 1950]


def test_what_is_recorded_of_single_states_says_nothing_of_pairs(ask: Ask) -> None:
    rows = ask(1950, 1950, "affiliation")
    assert {row["affiliation"] for row in rows.values()} == {"not covered"}
    assert "affiliation" not in ask(1950, 1950)["1", "2", 1950]


def test_what_no_source_speaks_of_is_left_out_unless_it_is_asked_for(ask: Ask) -> None:
    assert "visit" not in ask(1901, 1902)["1", "2", 1901]
    assert ask(1901, 1902, "visit")["1", "2", 1901]["visit"] == "not covered"


def test_the_graph_says_no_only_where_it_denies(ask: Ask) -> None:
    rows = ask(1890, 1950, scheme="graph")
    treaty = column(rows, "arvenia", "belmark", "treaty")
    assert (treaty[1920], treaty[1921], treaty[1950]) == ("not covered", "yes", "yes")
    assert "no" not in {row["treaty"] for row in rows.values()}


@pytest.mark.parametrize(
    ("question", "message"),
    [
        (Question(1950, 1949), "1950 is after 1949"),
        (Question(0, 1949), "too wide"),
        (Question(1900, 1901, ("aliance",)), "no variable is called 'aliance'\n  Did you mean: alliance"),
        (Question(1900, 1901, scheme="gw"), "no states of the system 'gw'\n  There are: st, graph"),
        (Question(1900, 1901, sources=("atop-5",)), "no source is called 'atop-5'\n  There are: ledger-1"),
    ],
)
def test_mistakes_are_said(question: Question, message: str, graph: EmbeddedStore, imported: Workspace) -> None:
    with pytest.raises(UsageError) as caught:
        read_table(graph, question, imported.namespaces)
    assert message in str(caught.value)


def test_unknown_states(ask: Ask) -> None:
    with pytest.raises(NameNotFoundError):
        ask(1900, 1901, actors=("Atlantis",))
    with pytest.raises(UsageError, match="is no state of the system st"):
        ask(1900, 1901, actors=("Tomas Hale",))
