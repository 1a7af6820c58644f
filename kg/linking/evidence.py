"""Evidence: what speaks for and against two records being one, each piece with its weight and in words.

Weights are log odds (after Fellegi and Sunter 1969), so they add up: 0 says nothing, 3 is strong, and an identifier
that both have, or that differs, decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kg.linking.names import Rarity, compare_names
from kg.linking.record import Actor, Record
from kg.linking.spelling import words_of
from kg.model.bounds import Bounds, Certainty

DECISIVE = 12.0

_NAME_SLOPE = 12.0  # of likeness: 1 weighs 4.2
_NAME_NEUTRAL = 0.65
_PRECISION = ((1, 4.0), (31, 3.0), (366, 2.0))  # days that two begins may lie apart, and what it weighs that they meet


class Evidence(NamedTuple):
    """One reason: of which sort (names, type, dates, actors, identifiers), how heavy, and in words."""

    sort: str
    weight: float
    words: str
    likeness: float = 0.0


def weigh(entity: Record, candidate: Record, rarity: Rarity) -> tuple[Evidence, ...]:
    """Give all evidence that two records are one, or not."""
    sorts: tuple[Callable[[Record, Record], Iterator[Evidence]], ...] = (_identifiers, _type, _dates, _actors)
    found = [each for sort in sorts for each in sort(entity, candidate)]
    return (*_names(entity, candidate, rarity), *found)


def weight_of_names(likeness: float) -> float:
    """Say how heavy it is that two names are so alike, from 0 to 1."""
    return _NAME_SLOPE * (likeness - _NAME_NEUTRAL)


def _names(entity: Record, candidate: Record, rarity: Rarity) -> Iterator[Evidence]:
    """Compare names; what is known by its dates and actors is not less likely the same for being called otherwise."""
    score, one, other = compare_names(entity, candidate, rarity)
    weight = weight_of_names(score)
    if entity.is_temporal and candidate.is_temporal:
        weight = max(0.0, weight / 2)
        if not weight:
            return
    if not (entity.names and candidate.names):
        return
    if score == 1.0:
        yield Evidence("names", weight, f"“{other}”, the same name", score)
    elif score:
        yield Evidence("names", weight, f"“{one}” and “{other}” alike to {score:.2f}", score)
    else:
        yield Evidence("names", weight, "no name in common")


def _identifiers(entity: Record, candidate: Record) -> Iterator[Evidence]:
    for scheme in sorted(entity.codes.keys() & candidate.codes.keys()):
        ours, theirs = entity.codes[scheme], candidate.codes[scheme]
        if shared := sorted(ours & theirs):
            yield Evidence("identifiers", DECISIVE, f"both are {scheme} {', '.join(shared)}")
        else:
            said = f"{scheme} {', '.join(sorted(ours))} here, {', '.join(sorted(theirs))} there"
            yield Evidence("identifiers", -DECISIVE, said)


def _type(entity: Record, candidate: Record) -> Iterator[Evidence]:
    if not (entity.classes and candidate.classes):
        return
    if candidate.kind in entity.classes or entity.kind in candidate.classes:
        yield Evidence("type", 1.5, f"both {candidate.kind}")
    else:
        yield Evidence("type", -4.0, f"{entity.kind} here, {candidate.kind} there")
    yield from _concepts(entity, candidate)


def _concepts(entity: Record, candidate: Record) -> Iterator[Evidence]:
    """Compare kinds; only what two observations measure has to be the same, since datasets name kinds otherwise."""
    shared = sorted(entity.concepts & candidate.concepts)
    if shared:
        yield Evidence("type", 1.5, f"both {', '.join(shared)}")
    elif entity.concepts and candidate.concepts and entity.kind == candidate.kind == "Observation":
        ours, theirs = (", ".join(sorted(each.concepts)) for each in (entity, candidate))
        yield Evidence("type", -8.0, f"{ours} here, {theirs} there")


def _dates(entity: Record, candidate: Record) -> Iterator[Evidence]:
    ours, theirs = entity.bounds, candidate.bounds
    if ours is None or theirs is None:
        return
    if entity.is_temporal and candidate.is_temporal:
        yield _begins(entity, candidate, ours, theirs)
        yield from _ends(ours, theirs)
    elif _meet(ours, theirs):
        yield Evidence("dates", 0.5, f"{_time(entity)} meets {_time(candidate)}")
    else:
        yield Evidence("dates", -5.0, f"{_time(entity)} and {_time(candidate)} do not meet")


def _begins(entity: Record, candidate: Record, ours: Bounds, theirs: Bounds) -> Evidence:
    """Compare when two things began: datasets differ on ends far more than on begins."""
    said = f"{entity.date} and {candidate.date}"
    ranges = [(bounds.earliest_begin, bounds.latest_begin) for bounds in (ours, theirs)]
    (first, last), (other_first, other_last) = ranges
    if first is None or last is None or other_first is None or other_last is None:
        return Evidence("dates", 0.5 if _meet(ours, theirs) else -4.0, said)
    gap = max((other_first - last).days, (first - other_last).days, 0)
    if not gap:
        days = max((last - first).days, (other_last - other_first).days) + 1
        weight = next((weight for most, weight in _PRECISION if days <= most), 0.5)
        return Evidence("dates", weight, f"{said} begin alike")
    return Evidence("dates", -1.0 if gap <= 31 else -3.0 if gap <= 366 else -6.0, f"{said}: begins {gap} days apart")


def _ends(ours: Bounds, theirs: Bounds) -> Iterator[Evidence]:
    """Compare when two things ended, where both sides say it; that they differ says little."""
    if ours.latest_end is None or theirs.latest_end is None or ours.earliest_end is None or theirs.earliest_end is None:
        return
    gap = max((theirs.earliest_end - ours.latest_end).days, (ours.earliest_end - theirs.latest_end).days, 0)
    if gap:
        yield Evidence("dates", -1.0 if gap <= 366 else -2.0, f"ends {gap} days apart")
    else:
        yield Evidence("dates", 0.5, "end alike")


def _time(record: Record) -> str:
    """Name the time of a record: its date, or the years between which it does something."""
    if record.date or record.bounds is None:
        return record.date
    first, last = record.bounds.earliest_begin, record.bounds.latest_end
    return f"active {first.year if first else ''} to {last.year if last else 'no known end'}"


def _meet(ours: Bounds, theirs: Bounds) -> bool:
    return ours.overlaps(theirs.earliest_begin, theirs.latest_end) is not Certainty.IMPOSSIBLE


def _actors(entity: Record, candidate: Record) -> Iterator[Evidence]:
    if not (entity.actors and candidate.actors):
        return
    shared = [actor for actor in entity.actors if any(is_same_actor(actor, other) for other in candidate.actors)]
    ours, theirs = len(entity.actors) - len(shared), len(candidate.actors) - len(shared)
    union = len(shared) + ours + theirs
    said = ", ".join(actor.names[0] for actor in shared if actor.names)
    if not shared:
        yield Evidence("actors", -5.0, "no actor in common")
        return
    share = len(shared) / union
    # that one side names fewer may be a gap; that each names somebody whom the other does not is a contradiction
    weight = 9.0 * share - 6.5 if ours and theirs else 4.0 * share - 1.0
    yield Evidence("actors", weight, f"{said}: {len(shared)} of {union} actors in common")


def is_same_actor(one: Actor, other: Actor) -> bool:
    """Say whether two actors share an identifier or, where nothing links them, a name."""
    if one.ids & other.ids:
        return True
    return bool({words_of(name) for name in one.names} & {words_of(name) for name in other.names})
