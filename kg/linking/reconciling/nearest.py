"""The nearest names: what somebody may have meant by a name that nothing has. They are suggested, never taken."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process, utils

from kg.linking.spelling import words_of

_MOST = 3
_ALIKE = 75  # of 100


def nearest_names(text: str, names: Iterable[str]) -> list[str]:
    """Give the names that hold all words of a text, shortest first, and those that are nearly spelt so."""
    choices = list(dict.fromkeys(names))
    words = _words(text)
    holding = [name for name in choices if words and words <= _words(name)]
    close = process.extract(
        text, choices, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=_ALIKE, limit=_MOST
    )
    found = [*sorted(holding, key=lambda name: (len(name), name)), *(name for name, _, _ in close)]
    return list(dict.fromkeys(found))[:_MOST]


@lru_cache(maxsize=100_000)
def _words(name: str) -> frozenset[str]:
    return frozenset(words_of(name))
