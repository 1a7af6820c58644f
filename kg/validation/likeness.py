"""Likeness of names: two spellings of one, told from two names that differ by little.

North Korea and South Korea, Kim Il Sung and Kim Jong Il, the treaties of 1961 and of 2000 are names that differ: a word
is a spelling of another only if both are long, without digits, begin alike and differ by one letter or two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rapidfuzz.distance import OSA

_SHORTEST = 5  # letters of a word that can be misspelt without being another word
_LONG = 9  # letters from which a second difference is forgiven, if the words end alike too
_LIKENESS = 0.87  # of the whole names
_APOSTROPHES = re.compile(r"['’ʼ`]")
_WORD = re.compile(r"\w+")


def fold(name: str) -> tuple[str, ...]:
    """Give the words of a name without case, diacritics, hyphens and other marks."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return tuple(_WORD.findall(_APOSTROPHES.sub("", unicodedata.normalize("NFC", plain))))


def likeness_keys(name: str) -> Iterator[str]:
    """Yield keys of which two nearly equal names share one: its letters, its words, and its words but one."""
    words = fold(name)
    if not words:
        return
    yield "".join(words)
    yield " ".join(sorted(words))
    for position in range(len(words)):
        yield " ".join((*sorted(words[:position] + words[position + 1 :]), "*"))


def are_nearly_equal(one: str, other: str) -> bool:
    """Say whether two names may be spellings of one."""
    first, second = fold(one), fold(other)
    if not (first and second):
        return False
    if "".join(first) == "".join(second) or sorted(first) == sorted(second):
        return True
    left, right = _without(first, second), _without(second, first)
    return len(left) == len(right) == 1 and _is_spelling(left[0], right[0]) and _ratio(first, second) >= _LIKENESS


def _without(words: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    rest = list(words)
    for word in others:
        if word in rest:
            rest.remove(word)
    return rest


def _is_spelling(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    has_digit = any(c.isdigit() for c in one + other)
    if shorter < _SHORTEST or has_digit or one[0] != other[0]:
        return False
    return OSA.distance(one, other) <= (2 if shorter >= _LONG and one[-1] == other[-1] else 1)


def _ratio(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    return OSA.normalized_similarity(" ".join(sorted(first)), " ".join(sorted(second)))
