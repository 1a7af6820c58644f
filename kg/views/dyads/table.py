"""The table: one row for each pair of states and year, and for each variable its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.config import Namespaces
from kg.errors import UsageError
from kg.store.embedded import EmbeddedStore
from kg.views.dyads.asking import Asked
from kg.views.dyads.columns import Column, Interner, Measure
from kg.views.dyads.making import Maker, Sides
from kg.views.dyads.sources import Source, read_sources
from kg.views.dyads.states import System, read_system
from kg.views.dyads.ties import read_ties
from kg.views.dyads.universe import all_pairs
from kg.views.dyads.variables import find_variables, read_variables

MOST_YEARS = 3000


@dataclass(frozen=True, slots=True)
class Question:
    """What table is wanted: the years, and by name the variables (default: all with a record), states and sources.

    `scheme`: whose states are its actors, a scheme of codes or `graph`. `is_directed`: each pair stands in it twice.
    """

    first: int
    last: int
    variables: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    scheme: str | None = None
    is_directed: bool = False


@dataclass(frozen=True)
class Table:
    """A table of pairs and years: the columns that name the row, then those of each variable.

    `texts`: what the numbers in its columns of texts stand for.
    """

    question: Question
    system: System
    keys: Sequence[Column]
    measures: Sequence[Measure]
    sources: Sequence[Source]
    texts: Sequence[str]

    @property
    def columns(self) -> list[Column]:
        """All columns, in order."""
        return [*self.keys, *(column for measure in self.measures for column in measure.columns)]

    def __len__(self) -> int:
        return len(self.keys[0].values)


def read_table(curated: EmbeddedStore, question: Question, namespaces: Namespaces) -> Table:
    """Read a table from a graph and the datasets imported into it.

    Raises UsageError for years, variables, states or sources that there are not.
    """
    _check_years(question)
    store = curated.whole()
    variables = read_variables(store)
    wanted = find_variables(variables, question.variables)
    sources = read_sources(store, namespaces)
    system = read_system(store, namespaces, question.scheme)
    if question.sources:
        sources = sources.only(question.sources, namespaces)
    universe = all_pairs(system, question.first, question.last, system.find(question.actors, store))
    if not len(universe):
        raise UsageError(
            f"there is no pair of states from {question.first} to {question.last}",
            remedy="Choose other years or states.",
        )
    maker = Maker(universe, sources, Sides(universe, is_directed=question.is_directed), Interner())
    measures = []
    for variable in wanted or variables.values():
        ties = read_ties(Asked(curated, store, variable, system, sources, namespaces))
        if wanted or ties.ties:
            measure = maker.measure(variable, ties)
            measures += [measure] if wanted or measure.is_covered else []
    return Table(question, system, maker.keys(), measures, sources.all, maker.intern.texts)


def _check_years(question: Question) -> None:
    first, last = question.first, question.last
    if first > last:
        raise UsageError(f"{first} is after {last}", remedy="Give the first year with --from, the last with --to.")
    if first < 1 or last > 9999 or last - first >= MOST_YEARS:
        raise UsageError(f"{first} to {last} is too wide", remedy=f"Give at most {MOST_YEARS} years from 1 to 9999.")
