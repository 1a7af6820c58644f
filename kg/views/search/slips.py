"""Slips: which words are a letter or two away from a given one, found without looking at all words.

A word that may have k slips is cut into k + 1 parts, of which one is still whole in whatever is k letters away; so it
is looked up by its parts. (Li, Deng, Wang and Feng: Pass-Join, VLDB 2011.)
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple


class Part(NamedTuple):
    """A part of a word: how long the word is, which of its parts it is, its letters."""

    length: int
    number: int
    letters: str


def tolerance(length: int) -> int:
    """Say how many slips a word of so many letters may have."""
    return 0 if length < 4 else 1 if length < 8 else 2


def parts_of(word: str) -> Iterator[Part]:
    """Yield the parts that a word is found by; none for a word too short for slips."""
    if tolerance(len(word)):
        for number, (start, end) in enumerate(_bounds(len(word))):
            yield Part(len(word), number, word[start:end])


def parts_near(word: str) -> set[Part]:
    """Give the parts of which a word near enough to this one has at least one."""
    found: set[Part] = set()
    for length in range(max(4, len(word) - 2), len(word) + 3):
        if abs(length - len(word)) <= tolerance(length):
            for number, (start, end) in enumerate(_bounds(length)):
                begins = _begins(number, start, length, len(word))
                found.update(Part(length, number, word[begin : begin + end - start]) for begin in begins)
    return {part for part in found if part.letters}


def exchanged(word: str) -> Iterator[str]:
    """Yield a word with two neighbouring letters exchanged, for each two."""
    for place in range(len(word) - 1):
        yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _bounds(length: int) -> list[tuple[int, int]]:
    """Give where the parts of a word of some length begin and end."""
    count = tolerance(length) + 1
    edges = [length * number // count for number in range(count + 1)]
    return list(pairwise(edges))


def _begins(number: int, start: int, length: int, asked: int) -> range:
    """Give where a part of a word may begin in the one asked.

    Before some whole part are at most as many slips as parts, and after it no more than the others.
    """
    slips, longer = tolerance(length), asked - length
    first = max(start - number, start + longer - (slips - number), 0)
    return range(first, min(start + number, start + longer + (slips - number)) + 1)
