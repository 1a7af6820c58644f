"""Ties: what records say of two states, read once for each concept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import NamedTuple

from kg.config import Namespaces
from kg.rdf.terms import IRI
from kg.views.dyads.asking import ABOUT, ACTORS, DATES, PATTERNS, STATED, STAYS, VALUES, Asked, Scope
from kg.views.dyads.states import scheme_of
from kg.views.dyads.variables import Kind, Variable, snake_case
from kg.views.dyads.years import Years, years_of

# Roles whose holders stand to each other as they stand to the rest; holders of any other role (two visitors, two
# attackers) are tied to those of other roles only, unless nobody has one.
MUTUAL = frozenset({"participant", "negotiator", "party", "signatory", "partner", "ally", "opponent", "rival"})
BOUND = "party"  # a treaty binds its parties, not everyone who has a role in it


class Measured(NamedTuple):
    """A value with its unit, and how exact its source says it is."""

    value: float
    unit: str
    precision: str


class Tie(NamedTuple):
    """What one record says of two states (`one` < `other`, by number): roles, years, who says so, ids.

    A tie that is denied says that there is none in these years. A quantity has its value, or None where it is a gap.
    """

    node: str
    one: int
    other: int
    roles: tuple[str, str]
    years: Years
    graphs: tuple[str, ...]
    ids: tuple[str, ...]
    measured: Measured | None = None
    is_denied: bool = False


@dataclass
class Ties:
    """All ties of a variable, the releases that speak of it, and the schemes of the actors that each of them names.

    A release that only records it of single states, such as their membership of a system, does not speak of pairs.
    `unplaced`: how many records name actors that are no states of the system, or may be several.
    """

    ties: list[Tie] = field(default_factory=list)
    speaking: set[str] = field(default_factory=set)
    schemes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    unplaced: int = 0


class _Member(NamedTuple):
    number: int
    role: str
    stay: Years | None


Stated = Mapping[str, Mapping[str, set[str]]]  # of each node the graphs that state it, each with the rows it is from


def read_ties(asked: Asked) -> Ties:
    """Read every tie of a variable between states of a system, as the sources state it."""
    found = Ties()
    outside, inside = PATTERNS[asked.variable.kind]
    for release in ("", *sorted(asked.sources.releases)):
        for concept in asked.variable.concepts:
            scope = Scope(asked, outside.format(concept=concept), inside.format(concept=concept), release)
            if stated := _read_stated(scope):
                _add_ties(found, scope, stated)
    if asked.variable.kind in {Kind.PROVISION, Kind.TIE}:
        _add_denials(found, asked)
    return found


def _read_stated(scope: Scope) -> Stated:
    stated: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for graph, node, row in scope.rows(STATED):
        source = scope.release or graph
        if source in scope.asked.sources.of_graph:
            rows = stated[node][source]
            if row:
                rows.add(row)
    return stated


def _add_ties(found: Ties, scope: Scope, stated: Stated) -> None:
    asked = scope.asked
    dates, values = _read_values(scope) if asked.is_quantity else (_read_dates(scope, DATES), {})
    for node, members in _read_members(found, scope, stated).items():
        when = dates.get(node)
        if when is None:
            continue
        graphs, ids = tuple(sorted(stated[node])), _ids(node, stated[node], asked.namespaces)
        for one, other in _pairs(members, asked.variable):
            years = when
            for stay in (one.stay, other.stay):
                years = years.both(stay) if stay else years
            roles = one.role, other.role
            found.ties.append(Tie(node, one.number, other.number, roles, years, graphs, ids, values.get(node)))


def _read_dates(scope: Scope, query: str) -> dict[str, Years]:
    dates: dict[str, Years] = {}
    for node, *bounds in scope.rows(query):
        years = years_of(bounds)
        dates[node] = dates[node].either(years) if node in dates else years
    return dates


def _read_members(found: Ties, scope: Scope, stated: Stated) -> dict[str, list[_Member]]:
    """Give the states that take part in each node, in the order of their numbers."""
    stays = {} if scope.asked.is_quantity else _read_dates(scope, STAYS)
    queries = [ACTORS, ABOUT] if scope.asked.is_quantity else [ACTORS]
    members: dict[str, set[_Member]] = defaultdict(set)
    actors: dict[str, set[str]] = defaultdict(set)
    strangers = set()
    for node, participation, actor, role in (row for query in queries for row in scope.rows(query)):
        if node not in stated:
            continue
        actors[node].add(actor)
        for graph in stated[node]:
            found.schemes[graph].add(scheme_of(actor))
        number = scope.asked.system.placed.get(actor)
        if number is None:
            strangers.add(node)
        else:
            members[node].add(_Member(number, _name(role), stays.get(participation)))
    found.unplaced += len(strangers)
    if any(len(there) > 1 for there in actors.values()):
        found.speaking |= {scope.release} - {""}
    return {node: sorted(there, key=lambda m: (m.number, m.role)) for node, there in members.items()}


@cache
def _name(term: str) -> str:
    return snake_case(IRI(term)) if term else ""


def _pairs(members: list[_Member], variable: Variable) -> Iterator[tuple[_Member, _Member]]:
    """Yield who is tied to whom."""
    if BOUND in {member.role for member in members} and not variable.is_event:
        members = [member for member in members if member.role == BOUND]
    alone = len({member.role for member in members}) == 1
    for one, other in combinations(members, 2):
        if one.number != other.number and (alone or one.role != other.role or one.role in MUTUAL):
            yield one, other


def _read_values(scope: Scope) -> tuple[dict[str, Years], dict[str, Measured]]:
    """Give the year of each node, and its value, unless that is a gap or there are several."""
    dates: dict[str, Years] = {}
    found: dict[str, set[Measured]] = defaultdict(set)
    for node, year, value, unit, precision in scope.rows(VALUES):
        dates[node] = Years(*[int(year)] * 4)
        if value:
            found[node].add(Measured(float(value), _name(unit), _name(precision)))
    return dates, {node: next(iter(values)) for node, values in found.items() if len(values) == 1}


def _add_denials(found: Ties, asked: Asked) -> None:
    """Add that a treaty lacks a provision, or that something is not of a kind, where a source denies it.

    A source that denies the broader concept denies what is narrower.
    """
    denied: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for concept in asked.variable.above:
        said = f"?statement rdf:subject ?node ; rdf:predicate {asked.variable.kind.value} ; rdf:object {concept}"
        for graph, node in Scope(asked, "", said).rows("SELECT ?graph ?node { PATTERN }"):
            if graph in asked.sources.denials and graph in asked.sources.of_graph:
                denied[node][graph] = set()
    if denied:
        before = len(found.ties)
        nodes = f"VALUES ?node {{ {' '.join(f'<{node}>' for node in sorted(denied))} }}"
        _add_ties(found, Scope(asked, nodes, "?node kg:date ?when"), denied)
        found.ties[before:] = [tie._replace(is_denied=True) for tie in found.ties[before:]]


def _ids(node: str, stated: Mapping[str, Iterable[str]], namespaces: Namespaces) -> tuple[str, ...]:
    """Give what can be looked up: the claims that say so, and of a dataset its rows, or else the node."""
    found = set()
    for graph, rows in stated.items():
        if graph.startswith(namespaces.claim):
            found.add(namespaces.shrink(graph))
        else:
            found |= {_row_id(row, namespaces) for row in rows} or {namespaces.shrink(node)}
    return tuple(sorted(found))


def _row_id(row: str, namespaces: Namespaces) -> str:
    return f"src:{row.removeprefix(namespaces.src)}" if row.startswith(namespaces.src) else row
