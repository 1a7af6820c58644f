"""Both directions of a pair agree by construction, whatever the ties are."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.rdf.terms import IRI
from kg.views.dyads.columns import Form, Interner
from kg.views.dyads.making import Maker, Sides
from kg.views.dyads.sources import Source, Sources
from kg.views.dyads.states import State, System
from kg.views.dyads.ties import Measured, Tie, Ties
from kg.views.dyads.universe import all_pairs
from kg.views.dyads.variables import Kind, Variable
from kg.views.dyads.years import Years

FIRST, LAST = 1900, 1912
STATES = 4
ROLES = ("visitor", "host", "party", "")
GRAPH = "https://example.org/release"
CONCEPT = IRI("https://example.org/Visit")

YEAR = st.integers(FIRST - 3, LAST + 3)


@st.composite
def ties(draw: st.DrawFn) -> Tie:
    """One tie of two states, of any roles, in any years, with or without a value."""
    one = draw(st.integers(0, STATES - 2))
    other = draw(st.integers(one + 1, STATES - 1))
    begin, later, end = sorted(draw(st.tuples(YEAR, YEAR, YEAR)))
    years = Years(begin, later, draw(st.sampled_from([later, end])), end)
    measured = Measured(draw(st.integers(0, 3)), "usd", "") if draw(st.booleans()) else None
    roles = draw(st.sampled_from(ROLES)), draw(st.sampled_from(ROLES))
    return Tie(f"n{draw(st.integers(0, 5))}", one, other, roles, years, (GRAPH,), ("row",), measured)


def make(found: Sequence[Tie], kind: Kind, *, is_directed: bool) -> list[dict[str, object]]:
    """Make the rows of a table of one variable."""
    states = [State(f"https://example.org/{n}", str(n), f"State {n}") for n in range(STATES)]
    spells = {n: [Years(FIRST, FIRST, LAST - n, LAST - n)] for n in range(STATES)}
    system = System("st", states, spells, {state.iri: n for n, state in enumerate(states)})
    source = Source("release", first=FIRST + 1, last=LAST - 4, covers="1901/1908")
    universe = all_pairs(system, FIRST, LAST)
    sides = Sides(universe, is_directed=is_directed)
    maker = Maker(universe, Sources({GRAPH: (source,)}, frozenset()), sides, Interner())
    variable = Variable("visit", "visit", "", kind, CONCEPT, (CONCEPT,), (CONCEPT,), is_event=True)
    speaking = {GRAPH: {"graph"}}
    measure = maker.measure(variable, Ties(list(found), set(speaking), speaking))
    columns = {}
    for column in [*maker.keys(), *measure.columns]:
        cells = column.values.tolist()
        columns[column.name] = (
            [maker.intern.texts[n] for n in cells] if column.form is Form.TEXT else list(map(str, cells))
        )
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


@settings(max_examples=60, deadline=None)
@given(st.lists(ties(), max_size=12), st.sampled_from([Kind.TIE, Kind.QUANTITY]))
def test_both_directions_agree(found: list[Tie], kind: Kind) -> None:
    rows = {(row["state1"], row["state2"], row["year"]): row for row in make(found, kind, is_directed=True)}
    for (one, other, year), row in rows.items():
        back = rows[other, one, year]
        for name, cell in row.items():
            if not name.startswith(("state", "name", "visit_visitor", "visit_host", "visit_party")):
                assert back[name] == cell


@settings(max_examples=60, deadline=None)
@given(st.lists(ties(), max_size=12))
def test_the_directed_table_holds_the_undirected_one(found: list[Tie]) -> None:
    plain = make(found, Kind.TIE, is_directed=False)
    both = {(row["state1"], row["state2"], row["year"]): row for row in make(found, Kind.TIE, is_directed=True)}
    assert len(both) == 2 * len(plain)
    for row in plain:
        there = both[row["state1"], row["state2"], row["year"]]
        assert row == {name: there[name] for name in row}


@settings(max_examples=60, deadline=None)
@given(st.lists(ties(), max_size=12))
def test_who_has_a_role_has_it_of_the_other(found: list[Tie]) -> None:
    """If states only meet as visitor and host, one is the visitor exactly where the other is the host."""
    visits = [tie._replace(roles=("visitor", "host") if tie.other % 2 else ("host", "visitor")) for tie in found]
    rows = {(row["state1"], row["state2"], row["year"]): row for row in make(visits, Kind.TIE, is_directed=True)}
    for (one, other, year), row in rows.items():
        assert row.get("visit_visitor") == rows[other, one, year].get("visit_host")


@settings(max_examples=60, deadline=None)
@given(st.lists(ties(), max_size=12))
def test_nothing_that_is_missing_becomes_a_zero(found: list[Tie]) -> None:
    for row in make(found, Kind.TIE, is_directed=False):
        covered = FIRST + 1 <= float(str(row["year"])) <= LAST - 4
        tied = any(
            (str(tie.one), str(tie.other)) == (row["state1"], row["state2"])
            and tie.years.earliest_begin <= float(str(row["year"])) <= tie.years.latest_end
            for tie in found
        )
        if not covered and not tied:
            assert row["visit"] == "3"
            assert row["visit_count"] == "nan"
