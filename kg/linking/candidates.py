"""Candidates: which records of a scheme an entity may be, each with its evidence and how sure that makes it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from kg.linking.blocking import Index
from kg.linking.evidence import Evidence, weigh
from kg.linking.names import Rarity
from kg.linking.record import Record

NONE_OF_THEM = 2.0  # the log odds, before any evidence, that a candidate is not meant

Pair = tuple[str, str]
Weighed = tuple[Record, Record, tuple[Evidence, ...]]

_LIMIT = 60.0  # of log odds: beyond it, nothing changes but the risk of an overflow


class Candidate(NamedTuple):
    """A suggestion: two records, how sure it is that they are one (0 to 1), and why."""

    entity: Record
    record: Record
    confidence: float
    evidence: tuple[Evidence, ...]

    @property
    def why(self) -> str:
        """The evidence in words, the heaviest first."""
        return "; ".join(each.words for each in sorted(self.evidence, key=lambda each: -abs(each.weight)))

    @property
    def likeness(self) -> float:
        """How alike the names are, from 0 to 1."""
        return max((each.likeness for each in self.evidence if each.sort == "names"), default=0.0)

    @property
    def is_lexical(self) -> bool:
        """Whether nothing but names speaks for it."""
        return all(each.sort == "names" for each in self.evidence if each.weight > 0)


class Options(NamedTuple):
    """Which suggestions are wanted: how many for each entity, how sure at least, and which pairs are decided."""

    limit: int = 3
    least: float = 0.3
    decided: frozenset[Pair] = frozenset()


def suggest(
    entities: Sequence[Record],
    records: Sequence[Record],
    options: Options | None = None,
    *,
    near: Callable[[Record], Iterable[Record]] | None = None,
    more: Callable[[Record, Record], Iterable[Evidence]] = lambda _entity, _record: (),
    progress: Callable[[int], None] | None = None,
) -> list[Candidate]:
    """Suggest which record each entity is; entity by entity, the surest first.

    Two records that fit an entity alike halve each other's confidence, and so do two entities that fit one record.
    `near` gives the records that are worth weighing (default: an index finds them), `more` evidence of another sort;
    `progress` is told how many entities are done.
    """
    options = options or Options()
    rarity, near = Rarity(records), near or Index(records).near
    weighed: dict[Pair, Weighed] = {}
    for number, entity in enumerate(entities, 1):
        for record in near(entity):
            if (entity.id, record.id) not in options.decided:
                weighed[entity.id, record.id] = entity, record, (*weigh(entity, record, rarity), *more(entity, record))
        if progress:
            progress(number)
    return list(_chosen(entities, _confident(weighed.values()), options))


def _confident(weighed: Iterable[Weighed]) -> list[Candidate]:
    """Turn weights into confidences, in view of an entity's other candidates, a record's best rival, and neither.

    An entity is one of its candidates or none of them, so their odds add up. Of the entities that a record may be only
    the likeliest counts: there are hundreds that share a word with it.
    """
    odds = [(each, math.exp(min(sum(e.weight for e in each[2]), _LIMIT))) for each in weighed]
    by_entity: dict[str, float] = defaultdict(float)
    by_record: dict[str, list[float]] = defaultdict(list)
    for (entity, record, _), odd in odds:
        by_entity[entity.id] += odd
        by_record[record.id].append(odd)
    best = {identifier: sorted(found, reverse=True)[:2] for identifier, found in by_record.items()}
    none = math.exp(NONE_OF_THEM)
    return [
        Candidate(
            entity, record, odd / (none + max(by_entity[entity.id], odd + _rival(odd, best[record.id]))), evidence
        )
        for (entity, record, evidence), odd in odds
    ]


def _rival(odd: float, best: Sequence[float]) -> float:
    """Give the best odds of the same record that are not these."""
    return best[0] if odd != best[0] else best[1] if len(best) > 1 else 0.0


def _chosen(entities: Iterable[Record], candidates: Iterable[Candidate], options: Options) -> Iterable[Candidate]:
    by_entity: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.confidence >= options.least:
            by_entity[candidate.entity.id].append(candidate)
    for entity in entities:
        best = sorted(by_entity[entity.id], key=lambda each: (-each.confidence, each.record.id))
        yield from best[: options.limit]
