"""Coverage: whether a release that has no record of something speaks of such things, times and actors at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model.bounds import Bounds
from kg.rdf.terms import IRI
from kg.views.comparison.correspondence import Actors
from kg.views.comparison.members import actors_of
from kg.views.comparison.origins import Origin
from kg.views.comparison.records import Record
from kg.views.comparison.sorts import Sort, Sorts
from kg.views.comparison.verdict import Verdict
from kg.views.nodes import Nodes

_HAS = "SELECT ?node {{ GRAPH {graph} {{ ?node {property} {term} }} }} LIMIT 1"
_NAMES = (
    "SELECT ?node {{ GRAPH {graph} {{ {{ ?node kg:actor {actor} }} UNION {{ ?node kg:about {actor} }} }} }} LIMIT 1"
)
_PLAYS = "SELECT ?node {{ GRAPH {graph} {{ ?node kg:actor {actor} ; kg:role {role} }} }} LIMIT 1"


@dataclass(frozen=True, slots=True)
class Absence:
    """A release that has no record of a topic: silent, or not covering it, and why."""

    origin: Origin
    verdict: Verdict
    reason: str


def is_of_one_year(bounds: Bounds) -> bool:
    """Say whether something began and ended in one and the same year."""
    begin, end = bounds.earliest_begin, bounds.latest_end
    return begin is not None and end is not None and begin.year == end.year


class Coverage:
    """What releases speak about, by questions that end with the first record that answers them."""

    def __init__(self, nodes: Nodes, actors: Actors, sorts: Sorts) -> None:
        self.nodes = nodes
        self.actors = actors
        self.sorts = sorts
        self._answers: dict[str, bool] = {}

    def has(self, origin: Origin, sort: Sort) -> bool:
        """Say whether a release has any record of a sort."""
        return any(self._has_term(origin, sort.property, term) for term in sort.terms)

    def codes(self, origin: Origin, provision: IRI) -> bool:
        """Say whether a release names a provision, or one above or below it, of any treaty."""
        return any(self._has_term(origin, self.nodes.term["provides"], term) for term in self.sorts.kin(provision))

    def names(self, origin: Origin, actor: IRI) -> bool:
        """Say whether a release has anything of an actor by this very name."""
        return self._ask(_NAMES.format(graph=IRI(origin.iri), actor=actor))

    def knows(self, origin: Origin, actor: IRI, roles: frozenset[IRI]) -> bool:
        """Say whether an actor takes part in anything that a release lists, in one of some roles if there are any."""
        names = [name for name in self.actors.keys(actor) if self.names(origin, name)]
        return any(not roles or any(self._plays(origin, name, role) for role in roles) for name in names)

    def absence(self, origin: Origin, sort: Sort, record: Record, bounds: Sequence[Bounds]) -> Absence | None:
        """Say why a release has no record of what another one records; None where it has nothing of that sort."""
        if not self.has(origin, sort) or (self._is_figure(sort) and not any(map(is_of_one_year, bounds))):
            return None  # of figures for several years together releases of yearly figures cannot speak
        if not origin.covers:
            return Absence(origin, Verdict.NOT_COVERED, "does not say which years it covers")
        if not any(origin.covers_time(each) for each in bounds):
            return Absence(origin, Verdict.NOT_COVERED, f"covers {origin.covers}")
        roles_of = self._roles(record)
        if not roles_of:
            return Absence(origin, Verdict.NOT_COVERED, "nobody says who takes part")
        unknown = [actor for actor, roles in roles_of.items() if not self.knows(origin, actor, roles)]
        if unknown:
            names = ", ".join(sorted(map(self.nodes.label, unknown)))
            return Absence(origin, Verdict.NOT_COVERED, f"nothing in it is linked with {names}")
        return Absence(origin, Verdict.SILENT, f"covers {origin.covers} and the actors, and says nothing")

    def _roles(self, record: Record) -> dict[IRI, frozenset[IRI]]:
        if record.links(self.nodes.term["measure"]):
            return dict.fromkeys(actors_of(self.nodes, record), frozenset())
        return {part.actor: self.sorts.kin(part.role) if part.role else frozenset() for part in record.parts}

    def _is_figure(self, sort: Sort) -> bool:
        return sort.property == self.nodes.term["measure"]

    def _has_term(self, origin: Origin, property_: IRI, term: IRI) -> bool:
        return self._ask(_HAS.format(graph=IRI(origin.iri), property=property_, term=term))

    def _plays(self, origin: Origin, actor: IRI, role: IRI) -> bool:
        return self._ask(_PLAYS.format(graph=IRI(origin.iri), actor=actor, role=role))

    def _ask(self, query: str) -> bool:
        if query not in self._answers:
            self._answers[query] = bool(self.nodes.store.select(query).rows)
        return self._answers[query]
