"""Joining by rule: records of releases that describe what a record of a document does, though nobody linked the two.

An observation is joined with those of the same measure, period and actors; an event or relationship with those of a
kindred kind and an overlapping time in which every participant has a counterpart in a kindred role.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from kg.model.bounds import Bounds, Certainty
from kg.rdf.terms import IRI, Term
from kg.views.comparison.correspondence import Actors
from kg.views.comparison.coverage import Coverage, is_of_one_year
from kg.views.comparison.members import actors_of, is_same
from kg.views.comparison.origins import Origin
from kg.views.comparison.records import Record, Records, when_of
from kg.views.comparison.sorts import Sort, Sorts
from kg.views.nodes import Nodes

# With terms in place of variables that VALUES would bind: the engine looks these up, where it would read all records.
_CANDIDATES = """
SELECT DISTINCT ?record ?begin ?end {{ GRAPH {graph} {{
    ?record {taking} {first} , {second} ; {property} {term} .
    OPTIONAL {{ ?record kg:earliestBegin ?begin }} OPTIONAL {{ ?record kg:latestEnd ?end }}
}} }}"""


@dataclass(frozen=True, slots=True)
class _Candidate:
    node: IRI
    begin: dt.date | None
    end: dt.date | None


class Joining:
    """A finder of records; the candidates of two actors are read once, and serve for every year."""

    def __init__(self, nodes: Nodes, actors: Actors, sorts: Sorts, coverage: Coverage) -> None:
        self.nodes = nodes
        self.actors = actors
        self.sorts = sorts
        self.coverage = coverage
        self._found: dict[tuple[Origin, IRI, IRI, IRI, IRI], list[_Candidate]] = {}

    def candidates(self, record: Record, releases: Iterable[Origin]) -> list[IRI]:
        """Give the records of the releases that may describe the same, by their actors and their time."""
        sort = self.sorts.of(record)
        when = when_of(record, self.nodes)
        anchors = self._anchors(record)
        if sort is None or when.edtf is None or not anchors or sort.property not in self._joined:
            return []
        found: list[IRI] = []
        for release in releases:
            if release.covers_time(when.bounds) and self.coverage.has(release, sort):
                for candidate in self._candidates(release, sort, anchors):
                    fits = _same_period if sort.property == self.nodes.term["measure"] else _share_days
                    if fits(when.bounds, Bounds(candidate.begin, None, None, candidate.end)):
                        found.append(candidate.node)
        return found

    def describes_same(self, record: Record, other: Record) -> bool:
        """Say whether all who take part in a record have a counterpart in another, in a kindred role."""
        if record.links(self.nodes.term["measure"]):
            own, others = actors_of(self.nodes, record), actors_of(self.nodes, other)
            return len(own) == len(others) and all(any(self._same(a, b) for b in others) for a in own)
        return bool(record.parts) and all(
            any(self._kindred(part.role, each.role) and self._same(part.actor, each.actor) for each in other.parts)
            for part in record.parts
        )

    @property
    def _joined(self) -> tuple[IRI, IRI]:
        return self.nodes.term["measure"], self.nodes.term["kind"]

    def _anchors(self, record: Record) -> Sequence[IRI]:
        """Give two actors at most whom links join to others, by which records can be looked up without reading all."""
        own = actors_of(self.nodes, record)
        self.actors.load(own)
        linked = [actor for actor in own if len(self.actors.keys(actor)) > 1]
        if record.links(self.nodes.term["measure"]) and len(linked) < len(own):
            return []
        return linked[:2]

    def _candidates(self, release: Origin, sort: Sort, anchors: Sequence[IRI]) -> Iterator[_Candidate]:
        pairs = sorted(product(*(self._known(release, anchor) for anchor in (anchors[0], anchors[-1]))), key=str)
        for term, (first, second) in product(sorted(sort.terms, key=str), pairs):
            if len(anchors) > 1 or first == second:
                yield from self._look_up(release, sort.property, term, first, second)

    def _known(self, release: Origin, actor: IRI) -> list[IRI]:
        """Give the names under which a release has anything of an actor."""
        return [key for key in self.actors.keys(actor) if self.coverage.names(release, key)]

    def _look_up(self, release: Origin, property_: IRI, term: IRI, first: IRI, second: IRI) -> list[_Candidate]:
        key = (release, property_, term, first, second)
        if key not in self._found:
            taking = self.nodes.term["about" if property_ == self.nodes.term["measure"] else "participant"]
            query = _CANDIDATES.format(
                graph=IRI(release.iri), taking=taking, first=first, second=second, property=property_, term=term
            )
            self._found[key] = [
                _Candidate(record, _day(row.get("begin")), _day(row.get("end")))
                for row in self.nodes.store.select(query)
                if isinstance(record := row["record"], IRI)
            ]
        return self._found[key]

    def _same(self, one: IRI, other: IRI) -> bool:
        return is_same(self.actors, one, other)

    def _kindred(self, role: IRI | None, other: IRI | None) -> bool:
        return role is None or other is None or other in self.sorts.kin(role)


def _share_days(own: Bounds, other: Bounds) -> bool:
    return other.overlaps(own.earliest_begin, own.latest_end) is not Certainty.IMPOSSIBLE


def _same_period(own: Bounds, other: Bounds) -> bool:
    """Say whether two observations are of the same year, or of just the same days."""
    if is_of_one_year(own) and is_of_one_year(other):
        return _year(own) == _year(other)
    return (own.earliest_begin, own.latest_end) == (other.earliest_begin, other.latest_end)


def _year(bounds: Bounds) -> int | None:
    return bounds.earliest_begin.year if bounds.earliest_begin else None


def _day(term: Term | None) -> dt.date | None:
    return None if term is None else dt.date.fromisoformat(term.value)


def join(joining: Joining, reader: Records, groups: Sequence[list[Record]], releases: Sequence[Origin]) -> None:
    """Add to each group of records those of the releases that it has none of, and that describe the same by rule."""
    wanted: list[tuple[list[Record], Record, list[IRI]]] = []
    for group in groups:
        spoken = {record.origin for record in group}
        for record in group:
            if not record.origin.is_release:
                found = joining.candidates(record, [release for release in releases if release not in spoken])
                wanted.append((group, record, found))
    read = reader.read(node for *_, found in wanted for node in found)
    for group, record, found in wanted:
        known = {each.node for each in group}
        group.extend(
            other
            for node in found
            if node not in known
            for other in read[node]
            if other.origin.is_release and joining.describes_same(record, other)
        )
