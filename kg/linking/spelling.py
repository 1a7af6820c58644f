"""Spelling: the words of a name, the ways of writing it, and how alike two words are.

Names are compared within one script. A name in Hangul says nothing about one in Latin letters, because no romanisation
is added here that a source does not give.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rapidfuzz.distance import OSA, JaroWinkler

_APOSTROPHES = re.compile(r"['’ʼ`]")
_WORD = re.compile(r"[^\W_]+")
_PARENTHESES = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")
_SHORTEST = 6  # letters of a word that can be misspelt without being another word
_LIKENESS = 0.92  # Jaro-Winkler, of two spellings of one word
_INITIAL = 0.6  # a letter that stands for a word

Words = tuple[str, ...]


def words_of(name: str) -> Words:
    """Give the words of a name without case, diacritics and punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return tuple(_WORD.findall(_APOSTROPHES.sub("", unicodedata.normalize("NFC", plain))))


def readings(name: str) -> Iterator[str]:
    """Yield a name as it is written, and then what else it can be read as.

    "Korea, Republic of" is turned round; of "Russia (Soviet Union)" and "Italy/Sardinia" each part stands alone.
    """
    yield name
    outside = _PARENTHESES.sub(" ", name).strip()
    inside = [part for part in _PARENTHESES.findall(name) if len(part) > 3]
    parts = [outside, *inside, *(outside.split("/") if "/" in outside else ())]
    for part in parts:
        yield from (_turned(part.strip()), part.strip())


def _turned(name: str) -> str:
    before, comma, after = name.partition(",")
    return f"{after.strip()} {before.strip()}" if comma and "," not in after else name


def word_likeness(one: str, other: str) -> float:
    """Say how likely two words are the same, from 0 to 1: equal, spelt differently, or the initial of the other."""
    if one == other:
        return 1.0
    if min(len(one), len(other)) == 1:
        return _INITIAL if one[0] == other[0] and one.isalpha() else 0.0
    if one[0] != other[0] or min(len(one), len(other)) < _SHORTEST or any(c.isdigit() for c in one + other):
        return 0.0
    if OSA.distance(one, other, score_cutoff=1) <= 1:
        return 0.95
    likeness = JaroWinkler.similarity(one, other)
    return 0.95 * likeness if likeness >= _LIKENESS else 0.0
