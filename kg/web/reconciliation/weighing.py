"""Weighing: what speaks for each candidate of a query, and against it.

Evidence is weighed as `kg link suggest` weighs it, and the states of a time are found as `kg reconcile` finds them.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.linking.candidates import NONE_OF_THEM
from kg.linking.evidence import DECISIVE, Evidence, weigh, weight_of_names
from kg.linking.names import compare_names
from kg.linking.record import Actor, Record
from kg.views.search.keys import key_of, sound_of
from kg.web.reconciliation.background import Background
from kg.web.reconciliation.conditions import Conditions, agrees, evidence, is_weighed_here, states_called
from kg.web.reconciliation.finding import Hit, Hits, names_of
from kg.web.reconciliation.properties import Sort
from kg.web.reconciliation.queries import Query, Value
from kg.web.reconciliation.relations import Relations

SURE = 3.9  # log odds that a candidate has at least if a client may take it without asking
LEAD = 2.0  # and how far it is ahead of the next

_ROMANISED = 0.95  # of likeness: a name in other letters
_SOUNDING = 0.85  # a name of which each word sounds alike
_PERHAPS = 0.75  # a state that a name means at some time
_LOOSELY = 0.6  # likeness of what the index finds and no comparison of words does
_THEN = 2.0  # log odds: it is the state that a name means at a date
_NOT_THEN = -3.0
_BEGINS = 1.5  # what was there in a year began in it


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be meant: its record, the evidence, and whether it clearly leads."""

    record: Record
    evidence: tuple[Evidence, ...]
    is_match: bool = False

    @property
    def weight(self) -> float:
        """The log odds of all evidence."""
        return sum(each.weight for each in self.evidence)

    @property
    def score(self) -> float:
        """How likely it is that this one is meant and not none at all, from 0 to 100."""
        odds = math.exp(-min(max(self.weight - NONE_OF_THEM, -60.0), 60.0))
        return round(100 / (1 + odds), 2)

    @property
    def likeness(self) -> float:
        """How alike the names are, from 0 to 1."""
        return max((each.likeness for each in self.evidence if each.sort == "names"), default=0.0)


class Asked(NamedTuple):
    """A query on its way: its conditions, the nodes that it may mean, and what values of its conditions mean."""

    query: Query
    conditions: Conditions
    hits: Hits
    meant: Mapping[Value, Collection[str]]


class Weighing:
    """The weighing of one query's candidates."""

    def __init__(self, asked: Asked, background: Background, relations: Relations) -> None:
        self.asked = asked
        self.background = background
        self.relations = relations
        self.dates = asked.conditions.dates
        self.names = tuple(names_of(asked.query, asked.conditions))
        types = [background.types.get(text, background.namespaces) for text in asked.query.types]
        self.types = [each.id for each in types if each]
        self.then = self._states_then()

    def candidates(self, records: Mapping[str, Record]) -> list[Candidate]:
        """Give those that may be meant, the likeliest first."""
        hits = self.asked.hits
        found = (self._weighed(records[node], hit) for node, hit in hits.items() if self._may_be(records.get(node)))
        best = sorted(found, key=lambda each: (-each.weight, -hits[each.record.id].score, each.record.id))
        if best and _leads(best) and not self.dates.is_unread:
            best[0] = replace(best[0], is_match=True)
        return best[: self.asked.query.limit]

    # --- who may be meant ---------------------------------------------------------------------------

    def _may_be(self, record: Record | None) -> bool:
        return record is not None and self._has_type(record) and self._is_as_required(record)

    def _has_type(self, record: Record) -> bool:
        query = self.asked.query
        if not query.types or query.strictness == "should":
            return True
        has = [name in record.classes for name in self.types]
        return any(has) if query.strictness == "any" else all(has) and len(has) == len(query.types)

    def _is_as_required(self, record: Record) -> bool:
        required = (each for each in self.asked.conditions.all if each.condition.is_required)
        return all(agrees(each, record, self.relations, self.asked.meant) is True for each in required)

    # --- what speaks for it -------------------------------------------------------------------------

    def _weighed(self, record: Record, hit: Hit) -> Candidate:
        asked = self._as_record(record)
        found = weigh(record, asked, self.background.rarity)
        names = [each for each in found if each.sort == "names"]
        rest = [each for each in found if each.sort != "names"]
        return Candidate(record, (*self._names(record, hit, names), *rest, *self._more(record, hit)))

    def _as_record(self, candidate: Record) -> Record:
        """Give what is asked for as a record that can be set against a candidate."""
        conditions, dates = self.asked.conditions, self.dates
        has_span = dates.span is not None and candidate.is_temporal
        kind = self._kind(candidate)
        return Record(
            "",
            self.asked.query.text,
            self.names,
            kind,
            self.background.types.hierarchy.with_above(kind) if kind else frozenset(),
            dates.span_text if has_span else dates.on_text,
            dates.span if has_span else dates.bounds or dates.span,
            conditions.codes,
            self._actors(),
            "",
            has_span,
        )

    def _kind(self, candidate: Record) -> str:
        """Give the type that was asked for; of several, one that the candidate has."""
        return next((name for name in self.types if name in candidate.classes), next(iter(self.types), ""))

    def _actors(self) -> tuple[Actor, ...]:
        values = dict.fromkeys(self.asked.conditions.values(Sort.PARTY))
        return tuple(
            Actor(frozenset(self.asked.meant.get(value, ())), (value.text,) if value.text else ()) for value in values
        )

    def _names(self, record: Record, hit: Hit, compared: Sequence[Evidence]) -> Iterable[Evidence]:
        """Give how alike the names are; in other letters, or as other lists have them, where that is more."""
        known = max((each.likeness for each in compared), default=0.0)
        likeness = max(known, self._likeness(record, hit)) if self.names else known
        if hit.is_addressed and likeness < 1:
            return ()
        said = f"“{hit.name or record.label}” alike to {likeness:.2f}"
        return compared if likeness == known else [Evidence("names", weight_of_names(likeness), said, likeness)]

    def _likeness(self, record: Record, hit: Hit) -> float:
        if record.id in self.then:
            return 1.0 if len(self.then) == 1 else _PERHAPS
        romanised = tuple(key_of(name) for name in self.names if not name.isascii())
        found = _ROMANISED * self._compared(record, romanised) if romanised else 0.0
        if found < _SOUNDING and hit.name:
            alike = replace(record, names=tuple(map(_sounds_of, record.names)))
            found = max(found, _SOUNDING * self._compared(alike, tuple(map(_sounds_of, self.names))))
        return max(found, _LOOSELY * min(hit.score, 100) / 100)

    def _compared(self, record: Record, names: tuple[str, ...]) -> float:
        return compare_names(record, Record("", "", names), self.background.rarity).score

    def _more(self, record: Record, hit: Hit) -> Iterator[Evidence]:
        if hit.is_addressed:
            yield Evidence("identifiers", DECISIVE, "called so itself")
        yield from self._then(record)
        yield from self._begins(record)
        for known in self.asked.conditions.all:
            if is_weighed_here(known):
                yield from evidence(known, agrees(known, record, self.relations, self.asked.meant))

    # --- when ---------------------------------------------------------------------------------------

    def _states_then(self) -> frozenset[str]:
        """Give the states that the name means at the date that is given, by IRI."""
        if self.types and not any("State" in self.background.types.hierarchy.with_above(name) for name in self.types):
            return frozenset()
        states, space = self.background.states, self.background.namespaces.ent
        return frozenset(space + slug for name in self.names for slug in states_called(name, states, self.dates.on))

    def _then(self, record: Record) -> Iterator[Evidence]:
        """Prefer the one state that a name means on the days asked for, whatever that state is called now."""
        if self.dates.on is None or len(self.then) != 1 or "State" not in record.classes:
            return
        if record.id in self.then:
            yield Evidence("dates", _THEN, "the state that is called so then")
        else:
            yield Evidence("dates", _NOT_THEN, "another state is called so then")

    def _begins(self, record: Record) -> Iterator[Evidence]:
        on, bounds = self.dates.on, record.bounds
        if not (on and on.first and on.last and bounds and record.is_temporal):
            return
        first, last = bounds.earliest_begin, bounds.latest_begin
        if first and last and on.first <= first and last <= on.last:
            yield Evidence("dates", _BEGINS, "begins then")


def _leads(best: Sequence[Candidate]) -> bool:
    """Say whether the first candidate may be taken: it is likely, and well ahead of the next."""
    rest = best[1].weight if len(best) > 1 else -math.inf
    return best[0].weight >= SURE and best[0].weight - rest >= LEAD


def _sounds_of(name: str) -> str:
    return " ".join(map(sound_of, key_of(name).split()))
