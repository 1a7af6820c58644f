"""Blocking: which records are worth weighing against an entity, so that not every pair has to be."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from kg.linking.record import Record
from kg.linking.spelling import readings, words_of

_COMMON = 0.05  # of the records: a word that more of them have (and more than ten) brings none of them up
_MOST = 200  # and so does one that this many have
_NEAREST = 20  # spellings that are looked at for each name
_ANYBODY, _NOBODY = "*", "-"  # as an actor: of every record, and of those that name none
_SPELLING = 72.0  # of 100: how alike those are at least


class Index:
    """Records by their identifiers, the words of their names, their spellings, and the year in which they began."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._records = records
        self._by_code: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_time: dict[tuple[int, str], list[int]] = defaultdict(list)
        for number, record in enumerate(records):
            self._enter(number, record)
        self._names = list(self._by_name)
        self._common = min(max(10, int(_COMMON * len(records))), _MOST)

    def near(self, entity: Record) -> list[Record]:
        """Give the records that share an identifier, a telling word, a spelling or, in time, a year and an actor."""
        numbers = {number for found in self._iter_found(entity) for number in found}
        return [self._records[number] for number in sorted(numbers)]

    def _enter(self, number: int, record: Record) -> None:
        for scheme, codes in record.codes.items():
            for code in codes:
                self._by_code[scheme, code].append(number)
        for name in _spellings(record):
            self._by_name[name].append(number)
        for word in {word for name in _spellings(record) for word in name.split()}:
            self._by_word[word].append(number)
        for year in _years(record):
            for actor in {_ANYBODY, *(_actors(record) or {_NOBODY})}:
                self._by_time[year, actor].append(number)

    def _iter_found(self, entity: Record) -> Iterator[list[int]]:
        for scheme, codes in entity.codes.items():
            yield from (self._by_code[scheme, code] for code in codes if (scheme, code) in self._by_code)
        for name in _spellings(entity):
            near = process.extract(
                name, self._names, scorer=fuzz.ratio, processor=None, limit=_NEAREST, score_cutoff=_SPELLING
            )
            yield from (self._by_name[found] for found, _, _ in near)
            words = (self._by_word.get(word, []) for word in name.split())
            yield from (found for found in words if len(found) <= self._common)
        known = _actors(entity)
        actors = {*known, _NOBODY} if known else {_ANYBODY}
        yield from (
            self._by_time[year, who] for year in _years(entity) for who in actors if (year, who) in self._by_time
        )


def _spellings(record: Record) -> set[str]:
    return {" ".join(words_of(reading)) for name in record.names for reading in readings(name)} - {""}


def _actors(record: Record) -> set[str]:
    """Give all that actors can be known by: their identifiers, and the words of their names."""
    names = (" ".join(words_of(name)) for actor in record.actors for name in actor.names)
    return {*names, *(identifier for actor in record.actors for identifier in actor.ids)}


def _years(record: Record) -> Iterator[int]:
    """Yield the years in which something in time may have begun, if they are few."""
    bounds = record.bounds
    if not record.is_temporal or bounds is None or bounds.earliest_begin is None or bounds.latest_begin is None:
        return
    if bounds.latest_begin - bounds.earliest_begin <= dt.timedelta(days=3653):
        yield from range(bounds.earliest_begin.year, bounds.latest_begin.year + 1)
