"""Names: how alike two records are called, with rare words counting more than common ones."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from kg.linking.record import Record
from kg.linking.spelling import Words, readings, word_likeness, words_of

_REORDERED = 0.98  # the same letters, divided or ordered otherwise
_CONTAINED = 0.75  # the whole of a shorter name at one end of a longer one
_SURNAME = 0.86  # the same of a person


class NameLikeness(NamedTuple):
    """How alike two names are, from 0 to 1, and which they are."""

    score: float
    one: str = ""
    other: str = ""


class Rarity:
    """How rare each word is among many names: its inverse document frequency (after Cohen et al. 2003, SoftTFIDF)."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._counts: Counter[str] = Counter()
        self._total = 0
        for record in records:
            self._total += 1
            self._counts.update({word for name in record.names for word in words_of(name)})

    def __getitem__(self, word: str) -> float:
        return math.log((self._total + 2) / (self._counts[word] + 1))


def compare_names(one: Record, other: Record, rarity: Rarity) -> NameLikeness:
    """Give the most alike pair of names of two records; of several, the first in the order of the names."""
    best = NameLikeness(0.0)
    is_person = "Person" in one.classes
    for first, second in product(one.names, other.names):
        score = _likeness(first, second, rarity, is_person=is_person)
        if score > best.score:
            best = NameLikeness(score, first, second)
        if score == 1.0:
            break
    return best


@lru_cache(maxsize=100_000)
def _read(name: str) -> tuple[Words, ...]:
    return tuple(dict.fromkeys(words for words in map(words_of, readings(name)) if words))


def _likeness(one: str, other: str, rarity: Rarity, *, is_person: bool) -> float:
    """Compare names as they are written, and in every other reading, which counts a little less."""
    best = 0.0
    for i, first in enumerate(_read(one)):
        for j, second in enumerate(_read(other)):
            score = _words_likeness(first, second, rarity, is_person=is_person)
            best = max(best, score if i == j == 0 else 0.96 * score)
    return best


def _words_likeness(one: Words, other: Words, rarity: Rarity, *, is_person: bool) -> float:
    if one == other:
        return 1.0
    if "".join(one) == "".join(other) or sorted(one) == sorted(other):
        return _REORDERED
    if not _may_be_alike(one, other):
        return 0.0
    return max(_cosine(one, other, rarity), _contained(one, other, is_person=is_person))


def _contained(one: Words, other: Words, *, is_person: bool) -> float:
    """Say how alike a name is to a longer one that begins or ends with it; of a person, to one that ends with it."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == len(longer) or max(map(len, shorter)) < 3:
        return 0.0
    if shorter == longer[-len(shorter) :]:
        return _SURNAME if is_person else _CONTAINED
    return _CONTAINED if shorter == longer[: len(shorter)] and not is_person else 0.0


def _may_be_alike(one: Words, other: Words) -> bool:
    """Say whether any two of their words begin alike, as words that are alike do."""
    return not _initials(one).isdisjoint(_initials(other))


@lru_cache(maxsize=100_000)
def _initials(words: Words) -> frozenset[str]:
    return frozenset(word[0] for word in words)


def _cosine(one: Words, other: Words, rarity: Rarity) -> float:
    """Give the cosine of two names as vectors of words, where a word also meets its other spellings."""
    rest, shared = list(other), 0.0
    for word in one:
        likeness, found = max(((word_likeness(word, each), each) for each in rest), default=(0.0, ""))
        if likeness:
            rest.remove(found)
            shared += likeness * rarity[word] * rarity[found]
    lengths = math.sqrt(sum(rarity[w] ** 2 for w in one) * sum(rarity[w] ** 2 for w in other))
    return min(1.0, shared / lengths) if lengths else 0.0
