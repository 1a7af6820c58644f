"""Conditions: what is known of an entity beside its name, set against what the graph says of a candidate."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.linking.evidence import Evidence
from kg.linking.reconciling.answer import Status
from kg.linking.record import Record
from kg.linking.spelling import words_of
from kg.linking.states.record import Days
from kg.rdf.terms import IRI, Term
from kg.web.reconciliation.background import GRAPH, Background, States
from kg.web.reconciliation.dating import Dates, read_dates, read_days
from kg.web.reconciliation.properties import Property, Sort
from kg.web.reconciliation.queries import Condition, Query, Value
from kg.web.reconciliation.relations import Relations, text_words

AGREES, DIFFERS = 2.0, -1.5  # log odds: a property may have values that nobody has stated
_RELATED = frozenset({Sort.STATED, Sort.COUNTRY, Sort.ANY})


class Known(NamedTuple):
    """A condition with the property that it is about; one that there is not may be about anything."""

    condition: Condition
    about: Property

    @property
    def sort(self) -> Sort:
        """How its values are compared."""
        return self.about.sort


@dataclass(frozen=True, slots=True)
class Conditions:
    """All conditions of a query, sorted by what they are about."""

    all: tuple[Known, ...]
    dates: Dates

    def values(self, *sorts: Sort) -> Iterator[Value]:
        """Yield the values of some sorts of conditions."""
        return (value for each in self.all if each.sort in sorts for value in each.condition.values)

    def texts(self, *sorts: Sort) -> Iterator[str]:
        """Yield these values as texts."""
        return filter(None, (value.text or value.id for value in self.values(*sorts)))

    @property
    def codes(self) -> Mapping[str, frozenset[str]]:
        """What other schemes call the entity."""
        found: dict[str, frozenset[str]] = {}
        for each in self.all:
            if each.sort is Sort.CODE:
                values = frozenset(filter(None, (value.id or value.text for value in each.condition.values)))
                found[each.about.id] = found.get(each.about.id, frozenset()) | values
        return found

    @property
    def related(self) -> list[Property]:
        """The properties whose values have to be read."""
        return [each.about for each in self.all if each.sort in _RELATED]


def read_conditions(query: Query, background: Background) -> Conditions:
    """Find out what the conditions of a query are about."""
    found = []
    for condition in query.conditions:
        known = background.properties.get(condition.property)
        found.append(Known(condition, known or Property(f"any:{condition.property}", condition.property, Sort.ANY)))
    bare = Conditions(tuple(found), Dates())
    dates = read_dates(*(bare.texts(sort) for sort in (Sort.ON, Sort.BEGIN, Sort.END)))
    return Conditions(bare.all, dates)


def agrees(
    known: Known, candidate: Record, relations: Relations, meant: Mapping[Value, Collection[str]]
) -> bool | None:
    """Say whether a candidate is as a condition has it; None where the graph does not say."""
    verdicts = [_fits(known, value, candidate, relations, meant) for value in known.condition.values]
    said = [verdict for verdict in verdicts if verdict is not None]
    if not said:
        return None
    quantifier = known.condition.quantifier
    return not any(said) if quantifier == "none" else all(said) if quantifier == "all" else any(said)


def evidence(known: Known, verdict: bool | None) -> Iterator[Evidence]:
    """Give what it weighs that a candidate is as a condition has it, or is not."""
    if verdict is not None:
        words = "agrees" if verdict else "differs"
        yield Evidence(known.about.id.removeprefix("any:"), AGREES if verdict else DIFFERS, words)


def is_weighed_here(known: Known) -> bool:
    """Say whether a condition is none of those that records are compared by anyway."""
    return known.sort in _RELATED or known.sort in {Sort.KIND, Sort.DESCRIPTION}


def meaning(value: Value, background: Background, days: Days | None) -> set[str]:
    """Give the states that a value means on some days, by IRI; as somebody reads it, if no days are given."""
    if value.id:
        return {background.namespaces.ent + value.id.removeprefix(background.namespaces.ent)}
    return {background.namespaces.ent + slug for slug in states_called(value.text, background.states, days)}


def states_called(text: str, states: States, days: Days | None) -> Sequence[str]:
    """Give the graph's short names of the states that a name or code means on some days; the one, or all it may be."""
    if not text:
        return ()
    answer = states.resolver.resolve(text, days).answers[GRAPH]
    if answer.status is Status.FOUND:
        return (answer.code,)
    if answer.status is Status.AMBIGUOUS:
        return [slug for each in answer.candidates if (slug := each.partition(" ")[0]) in states.by_slug]
    return ()


def _fits(
    known: Known, value: Value, candidate: Record, relations: Relations, meant: Mapping[Value, Collection[str]]
) -> bool | None:
    if known.sort in _RELATED:
        return _is_related(known, value, relations.of(candidate.id, known.about), relations, meant)
    if known.sort is Sort.ON:
        return _was_there(value.text or value.id, candidate)
    if known.sort is Sort.CODE:
        codes = candidate.codes.get(known.about.id)
        return (value.id or value.text) in codes if codes else None
    texts = _texts(known.sort, candidate)
    return words_of(value.text or value.id) in set(map(words_of, texts)) if texts else None


def _texts(sort: Sort, candidate: Record) -> Collection[str]:
    if sort is Sort.NAME:
        return candidate.names
    if sort is Sort.KIND:
        return (candidate.kind, *candidate.concepts, *candidate.classes)
    if sort is Sort.DESCRIPTION:
        return (candidate.about,) if candidate.about else ()
    return [name for actor in candidate.actors for name in actor.names] if sort is Sort.PARTY else ()


def _is_related(
    known: Known,
    value: Value,
    others: Collection[Term],
    relations: Relations,
    meant: Mapping[Value, Collection[str]],
) -> bool | None:
    if not others:
        return None
    states, words = meant.get(value, ()), words_of(value.text)
    found = any(
        other.value in states or (words in relations.names(other.value))
        if isinstance(other, IRI)
        else words and words == text_words(other)
        for other in others
    )
    return found or (None if known.sort is Sort.ANY else False)


def _was_there(text: str, candidate: Record) -> bool | None:
    days, bounds = read_days(text), candidate.bounds
    if days is None or bounds is None:
        return None
    return Days(bounds.earliest_begin, bounds.latest_end).meets(days)
