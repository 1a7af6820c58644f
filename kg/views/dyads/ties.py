"""Ties: what records say of two states, read once for each concept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from kg.config import Namespaces
from kg.rdf.terms import IRI, Term
from kg.views.dyads.sources import Sources
from kg.views.dyads.states import System, scheme_of
from kg.views.dyads.variables import Kind, Variable, snake_case
from kg.views.dyads.years import Years, years_of
from kg.views.names import Selecting

# Roles whose holders stand to each other as they stand to the rest; holders of any other role (two visitors, two
# attackers) are tied to those of other roles only, unless nobody has one.
MUTUAL = frozenset({"participant", "negotiator", "party", "signatory", "partner", "ally", "opponent", "rival"})
BOUND = "party"  # a treaty binds its parties, not everyone who has a role in it

# Who states which node. A claim may give its kind, another one its date; entities have their class outside of claims.
_PATTERNS: Mapping[Kind, str] = {
    Kind.TIE: "GRAPH ?graph {{ ?node kg:kind {concept} }}",
    Kind.PROVISION: "GRAPH ?graph {{ ?node kg:provides {concept} }}",
    Kind.CLASS: "?node a {concept} . GRAPH ?graph {{ ?node kg:date ?when }}",
    Kind.QUANTITY: "GRAPH ?graph {{ ?node kg:measure {concept} ; kg:date ?year FILTER(STRLEN(STR(?year)) = 4) }}",
    Kind.COOPERATION: "GRAPH ?graph {{ ?node kg:intensity ?intensity FILTER(?intensity > 0) }}",
    Kind.CONFLICT: "GRAPH ?graph {{ ?node kg:intensity ?intensity FILTER(?intensity < 0) }}",
}
_THESE = "VALUES ?node {{ {nodes} }} GRAPH ?graph {{ ?node kg:date ?when }}"
_STATED = "SELECT ?graph ?node ?row {{ {pattern} OPTIONAL {{ ?node kg:row ?row }} }}"
_ACTORS = """
SELECT ?node ?participation ?actor ?role {{
    {pattern} ?node kg:participation ?participation . ?participation kg:actor ?actor
    OPTIONAL {{ ?participation kg:role ?role }}
}}"""
_ABOUT = "SELECT ?node ?participation ?actor ?role {{ {pattern} ?node kg:about ?actor }}"
_DATES = """
SELECT ?{dated} ?date ?earliestBegin ?latestBegin ?earliestEnd ?latestEnd {{
    {pattern} {path} ?{dated} kg:date ?date
    OPTIONAL {{ ?{dated} kg:earliestBegin ?earliestBegin }}
    OPTIONAL {{ ?{dated} kg:latestBegin ?latestBegin }}
    OPTIONAL {{ ?{dated} kg:earliestEnd ?earliestEnd }}
    OPTIONAL {{ ?{dated} kg:latestEnd ?latestEnd }}
}}"""
_VALUES = """
SELECT ?node ?value ?unit ?precision {{
    {pattern} ?node kg:value ?value
    OPTIONAL {{ ?node kg:unit ?unit }}
    OPTIONAL {{ ?node kg:precision ?precision }}
}}"""
_DENIED = """
SELECT ?graph ?node {{
    GRAPH ?graph {{ ?statement rdf:subject ?node ; rdf:predicate {property} ; rdf:object {concept} }}
}}"""


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

    `unplaced`: how many records name actors that are no states of the system, or may be several.
    """

    ties: list[Tie] = field(default_factory=list)
    speaking: set[str] = field(default_factory=set)
    schemes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    unplaced: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """Which ties are read: of which variable, between which states, as which sources state them."""

    store: Selecting
    variable: Variable
    system: System
    sources: Sources
    namespaces: Namespaces

    @property
    def is_quantity(self) -> bool:
        """Whether values are asked for."""
        return self.variable.kind is Kind.QUANTITY


class _Member(NamedTuple):
    number: int
    role: str
    stay: Years | None


Stated = Mapping[str, Mapping[str, set[str]]]  # of each node the graphs that state it, each with the rows it is from


def read_ties(asked: Asked) -> Ties:
    """Read every tie of a variable between states of a system, as the sources state it."""
    found = Ties()
    for concept in asked.variable.concepts:
        pattern = _PATTERNS[asked.variable.kind].format(concept=concept)
        stated = _read_stated(asked, pattern)
        found.speaking |= asked.sources.releases.keys() & {graph for graphs in stated.values() for graph in graphs}
        if stated:
            _add_ties(found, asked, pattern, stated)
    if asked.variable.kind in {Kind.PROVISION, Kind.TIE}:
        _add_denials(found, asked)
    return found


def _read_stated(asked: Asked, pattern: str) -> Stated:
    stated: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for graph, node, row in _rows(asked.store, _STATED.format(pattern=pattern), ("graph", "node", "row")):
        if graph in asked.sources.of_graph:
            rows = stated[node][graph]
            if row:
                rows.add(row)
    return stated


def _add_ties(found: Ties, asked: Asked, pattern: str, stated: Stated) -> None:
    dates = _read_dates(asked, pattern, "node")
    values = _read_values(asked, pattern) if asked.is_quantity else {}
    for node, members in _read_members(found, asked, pattern, stated).items():
        when = dates.get(node)
        if when is None or (asked.is_quantity and when.earliest_begin != when.latest_end):
            continue
        graphs, ids = tuple(sorted(stated[node])), _ids(node, stated[node], asked.namespaces)
        for one, other in _pairs(members, asked.variable):
            years = when
            for stay in (one.stay, other.stay):
                years = years.both(stay) if stay else years
            roles = one.role, other.role
            found.ties.append(Tie(node, one.number, other.number, roles, years, graphs, ids, values.get(node)))


def _read_dates(asked: Asked, pattern: str, dated: str, path: str = "") -> dict[str, Years]:
    dates: dict[str, Years] = {}
    for row in asked.store.select(_DATES.format(pattern=pattern, dated=dated, path=path)):
        name, years = row[dated].value, years_of(row)
        dates[name] = dates[name].either(years) if name in dates else years
    return dates


def _read_members(found: Ties, asked: Asked, pattern: str, stated: Stated) -> dict[str, list[_Member]]:
    """Give the states that take part in each node, in the order of their numbers."""
    stays = _read_dates(asked, pattern, "participation", "?node kg:participation ?participation .")
    queries = [_ACTORS, _ABOUT] if asked.is_quantity else [_ACTORS]
    columns = ("node", "participation", "actor", "role")
    members: dict[str, set[_Member]] = defaultdict(set)
    strangers = set()
    rows = (row for query in queries for row in _rows(asked.store, query.format(pattern=pattern), columns))
    for node, participation, actor, role in rows:
        if node not in stated:
            continue
        for graph in stated[node]:
            found.schemes[graph].add(scheme_of(actor))
        number = asked.system.placed.get(actor)
        if number is None:
            strangers.add(node)
        else:
            members[node].add(_Member(number, snake_case(IRI(role)) if role else "", stays.get(participation)))
    found.unplaced += len(strangers)
    return {node: sorted(there, key=lambda m: (m.number, m.role)) for node, there in members.items()}


def _pairs(members: list[_Member], variable: Variable) -> Iterator[tuple[_Member, _Member]]:
    """Yield who is tied to whom."""
    if BOUND in {member.role for member in members} and not variable.is_event:
        members = [member for member in members if member.role == BOUND]
    alone = len({member.role for member in members}) == 1
    for one, other in combinations(members, 2):
        if one.number != other.number and (alone or one.role != other.role or one.role in MUTUAL):
            yield one, other


def _read_values(asked: Asked, pattern: str) -> dict[str, Measured]:
    found: dict[str, set[Measured]] = defaultdict(set)
    columns = ("node", "value", "unit", "precision")
    for node, value, *words in _rows(asked.store, _VALUES.format(pattern=pattern), columns):
        found[node].add(Measured(float(value), *(snake_case(IRI(word)) if word else "" for word in words)))
    return {node: next(iter(values)) for node, values in found.items() if len(values) == 1}


def _add_denials(found: Ties, asked: Asked) -> None:
    """Add that a treaty lacks a provision, or that something is not of a kind, where a source denies it.

    A source that denies the broader concept denies what is narrower.
    """
    denied: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for concept in asked.variable.above:
        query = _DENIED.format(property=asked.variable.kind.value, concept=concept)
        for graph, node in _rows(asked.store, query, ("graph", "node")):
            if graph in asked.sources.denials and graph in asked.sources.of_graph:
                denied[node][graph] = set()
    if denied:
        before = len(found.ties)
        _add_ties(found, asked, _THESE.format(nodes=" ".join(f"<{node}>" for node in sorted(denied))), denied)
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


def _rows(store: Selecting, query: str, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a query as texts; an unbound variable is an empty text."""
    solutions = store.select(query)
    assert solutions.variables == columns
    for row in solutions.rows:
        yield tuple(_text(term) for term in row)


def _text(term: Term | None) -> str:
    return "" if term is None else term.value
