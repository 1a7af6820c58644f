"""States: which actors a table has, in which years each exists, and whom a record means by another name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.config import Namespaces
from kg.config.namespaces import CODE
from kg.errors import AmbiguousNameError, UsageError
from kg.rdf.terms import IRI, Term
from kg.store.protocol import Selecting
from kg.views.dyads.years import BOUND_VARIABLES, BOUNDS, Years, bounds_of, years_of
from kg.views.names import fold, resolve, slug

Rows = Sequence[Mapping[str, Term]]

GRAPH = "graph"  # the system whose states are those of the curated graph

_STATES = """
SELECT DISTINCT ?state ?label {
    { ?state a kg:State } UNION { ?actor kg:memberOf ?state FILTER(STRSTARTS(STR(?actor), STR(code:))) }
    OPTIONAL { ?state rdfs:label ?label }
} ORDER BY ?state ?label"""
_SPELLS = f"""
SELECT DISTINCT ?graph ?state ?node {BOUND_VARIABLES} {{
    GRAPH ?graph {{ ?node kg:kind kg:StateSystemMembership }}
    ?node kg:participation ?participation . ?participation kg:actor ?state ; kg:role kg:Member
    {bounds_of("?node")}
}}"""
_MATCHES = """
SELECT DISTINCT ?entity ?code {
    VALUES ?property { skos:exactMatch skos:closeMatch skos:broadMatch } ?entity ?property ?code
} ORDER BY ?entity ?code"""

_ACTING_FOR = "SELECT DISTINCT ?actor ?state { ?actor kg:memberOf ?state FILTER(STRSTARTS(STR(?actor), STR(code:))) }"


@dataclass(frozen=True, slots=True)
class State:
    """One state of a system: its IRI, its short name (`365` in the system cow, or a slug), its label."""

    iri: str
    name: str
    label: str


@dataclass(frozen=True)
class System:
    """The states of a table, by number; `spells`: the years in which each exists, None where no list says so.

    `placed`: the number of the state that an actor's IRI stands for; an actor that may be several is not in it.
    """

    scheme: str
    states: Sequence[State]
    spells: Mapping[int, Sequence[Years]] | None
    placed: Mapping[str, int]

    def exists(self, first: int, last: int) -> npt.NDArray[np.bool_]:
        """Say for each state and each year from `first` to `last` whether it exists, or may exist, then."""
        there = np.full((len(self.states), last - first + 1), self.spells is None)
        for number, spells in (self.spells or {}).items():
            for spell in spells:
                begin, end = spell.possible(first, last)
                there[number, begin - first : max(end + 1 - first, 0)] = True
        return there

    def find(self, names: Iterable[str], store: Selecting) -> list[int]:
        """Give the numbers of the states that somebody means; raises UsageError for one that is not among them."""
        return [self._find(name, store) for name in names]

    def _find(self, name: str, store: Selecting) -> int:
        wanted = fold(name)
        fitting = [n for n, s in enumerate(self.states) if name == s.name or wanted in {fold(s.label), fold(s.name)}]
        if len(fitting) == 1:
            return fitting[0]
        if len(fitting) > 1:
            raise AmbiguousNameError(name, [(self.states[n].name, self.states[n].label, "state") for n in fitting])
        number = self.placed.get(resolve(store, name).value)
        if number is None:
            raise UsageError(f"{name!r} is no state of the system {self.scheme}", remedy="Choose other --states.")
        return number


def _schemes(states: Rows, spells: Rows) -> list[str]:
    """Give the systems that there are, the one to be used by default first: those with a list of states lead."""
    listed = sorted({scheme_of(row["state"].value) for row in spells} - {GRAPH})
    others = sorted({scheme_of(row["state"].value) for row in states} - {GRAPH, *listed})
    return [*listed, GRAPH, *others]


def read_system(
    store: Selecting, namespaces: Namespaces, scheme: str | None, graphs: Iterable[str] | None = None
) -> System:
    """Read a system: the states with a code of a scheme, or those of the curated graph.

    `graphs`: the releases whose lists of states count; all, by default. Raises UsageError for a scheme without states.
    """
    known, spells = list(store.select(_STATES)), list(store.select(_SPELLS))
    schemes = _schemes(known, spells)
    chosen = scheme or schemes[0]
    if chosen not in schemes:
        raise UsageError(f"there are no states of the system {chosen!r}", remedy=f"There are: {', '.join(schemes)}.")
    labels = {row["state"].value: row["label"].value if "label" in row else "" for row in reversed(known)}
    iris = sorted((iri for iri in labels if scheme_of(iri) == chosen), key=_by_number)
    states = [State(iri, _name(iri, namespaces), labels[iri] or _name(iri, namespaces)) for iri in iris]
    numbers = {iri: number for number, iri in enumerate(iris)}
    return System(chosen, states, _spells(spells, numbers, graphs), _placed(store, numbers))


def scheme_of(iri: str) -> str:
    """Give the scheme of a code (`cow` of code:cow.365), or `graph` for what is no code."""
    return iri.removeprefix(CODE).partition(".")[0] if iri.startswith(CODE) else GRAPH


def _name(iri: str, namespaces: Namespaces) -> str:
    return iri.removeprefix(CODE).partition(".")[2] if iri.startswith(CODE) else slug(IRI(iri), namespaces)


def _by_number(iri: str) -> tuple[bool, int, str]:
    """Order codes that are numbers by their size."""
    code = iri.removeprefix(CODE).partition(".")[2]
    return (False, int(code), iri) if code.isdecimal() and code.isascii() else (True, 0, iri)


def _spells(rows: Rows, numbers: Mapping[str, int], graphs: Iterable[str] | None) -> Mapping[int, list[Years]] | None:
    wanted = None if graphs is None else set(graphs)
    found: dict[int, list[Years]] = defaultdict(list)
    for row in rows:
        number = numbers.get(row["state"].value)
        if number is not None and (wanted is None or row["graph"].value in wanted):
            found[number].append(years_of([row[name].value if name in row else "" for name in BOUNDS]))
    return found or None


def _placed(store: Selecting, numbers: Mapping[str, int]) -> Mapping[str, int]:
    """Say which state each actor stands for: itself, the one it is linked to, or the one its own links lead to.

    Whom a dataset lists as a member of a state or country (its army, its press) acts for it.
    """
    placed = dict(numbers)
    placed |= _linked(store, numbers)
    acting: dict[str, set[int | None]] = defaultdict(set)
    for row in store.select(_ACTING_FOR):
        actor, state = row["actor"].value, row["state"].value
        if actor not in placed:
            acting[actor].add(placed.get(state))
    return placed | {actor: number for actor, meant in acting.items() if (number := _single(meant)) is not None}


def _linked(store: Selecting, numbers: Mapping[str, int]) -> Mapping[str, int]:
    links: dict[str, set[str]] = defaultdict(set)
    for row in store.select(_MATCHES):
        entity, code = row["entity"].value, row["code"].value
        links[entity].add(code)
        if code not in numbers:
            links[code].add(entity)
    linked = {}
    for actor in links.keys() - numbers.keys():
        direct = {numbers[code] for code in links[actor] if code in numbers}
        through = {numbers[code] for near in links[actor] for code in links.get(near, ()) if code in numbers}
        number = _single(direct or through)
        if number is not None:
            linked[actor] = number
    return linked


def _single(numbers: Iterable[int | None]) -> int | None:
    found = list(numbers)
    return found[0] if len(found) == 1 else None
