"""Asking: which names could be meant, from the likeliest to the merely similar."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kg.views.search.keys import key_of, sound_of
from kg.views.search.naming import Group
from kg.views.search.slips import exchanged, parts_near, tolerance
from kg.views.search.writing import BEGINNING, beginning_word, class_word

WINDOW = 240  # names that are looked at for one way of reading the question
_LONGEST = 200  # characters of a question; nobody types more to find a name
_MOST_WORDS = 12
_COMMON = 1_000  # names; a word in more of them is no slip
_READINGS = 10  # words that a misspelt one may stand for
_NEARBY = 5_000  # words sharing one part that are compared with a misspelt one
_BEGINNINGS = 3_000  # words with the same first half
_MOST_VALUES = 2_000  # in one query

_EXACT = "SELECT id FROM name INDEXED BY name_by_key WHERE key = ? AND id <= ? ORDER BY id LIMIT ?"
_BEGINNING = "SELECT id FROM name INDEXED BY name_by_key WHERE key >= ? AND key < ? AND id <= ? ORDER BY id LIMIT ?"
_HOLDING = "SELECT rowid FROM named WHERE named MATCH ? AND rowid <= ? ORDER BY rowid LIMIT ?"
_LAST = "SELECT max(last) FROM extent WHERE place < ?"
_KNOWN = "SELECT text, names FROM word WHERE text IN ({})"
_SOUNDING = "SELECT text, names FROM word WHERE sound = ?"
_SHARING = "SELECT word FROM part WHERE length = ? AND number = ? AND letters = ? LIMIT ?"
_GOING_ON = "SELECT text, names FROM word WHERE text >= ? AND text < ? LIMIT ?"
_AFTER = "\U0010ffff"

# What each of the words may stand for, and how far that is from it.
Readings = Sequence[Mapping[str, float]]


@dataclass(frozen=True)
class Asked:
    """What somebody typed, as it is looked up; the last word may go on, unless all `are_whole`."""

    text: str
    classes: tuple[str, ...] = ()
    are_whole: bool = False

    @cached_property
    def key(self) -> str:
        """The text in the spelling of the index."""
        return key_of(self.text[:_LONGEST])

    @cached_property
    def words(self) -> list[str]:
        """Its words, each once."""
        return list(dict.fromkeys(self.key.split()))[:_MOST_WORDS]

    @cached_property
    def ends_open(self) -> bool:
        """Whether its last word may go on: it is not finished by a blank."""
        return not self.are_whole and not self.text[-1:].isspace()

    @cached_property
    def wants_terms(self) -> bool:
        """Whether terms of the ontology are asked for, which are the instances of classes of other vocabularies."""
        return any(name in _TERM_CLASSES for name in self.classes)


_TERM_CLASSES = frozenset(
    {
        *("AnnotationProperty", "AsymmetricProperty", "Class", "Concept", "ConceptScheme", "Datatype"),
        *("DatatypeProperty", "ObjectProperty", "Ontology", "SymmetricProperty", "TransitiveProperty"),
    }
)


class Asking:
    """One question put to the index, by way of one connection; names are given by their numbers."""

    def __init__(self, connection: sqlite3.Connection, asked: Asked, most: int) -> None:
        self._connection = connection
        self._asked = asked
        self.window = max(WINDOW, 3 * most)
        [last] = connection.execute(_LAST, (Group.TERM + asked.wants_terms,)).fetchone()
        self._last: int = last or 0

    def exact(self) -> list[int]:
        """Give names that are the very text; more than the window if their classes have to be looked at."""
        most = self.window if not self._asked.classes else 20 * self.window
        return self._numbers(_EXACT, self._asked.key, self._last, most)

    def holding(self) -> list[int]:
        """Give names that hold all the words, those of important nodes."""
        last = len(self._asked.words) - 1
        terms = [_quoted(word, open_=place == last and self._asked.ends_open) for place, word in self._iter_words()]
        return self._matching(terms)

    def beginning(self) -> list[int]:
        """Give names that begin with the text, those of important nodes."""
        key = self._asked.key
        if len(key) <= BEGINNING:
            return self._matching([_quoted(beginning_word(key))])
        return self._numbers(_BEGINNING, key, key + _AFTER, self._last, self.window)

    def similar(self) -> tuple[list[int], Readings]:
        """Give names that hold all the words, or others that are a slip away or sound alike, and how far those are.

        A word that many names hold is taken to be right.
        """
        common = {word for word, names in self._known(self._asked.words) if names > _COMMON}
        readings = [{} if word in common else self._readings(word, place) for place, word in self._iter_words()]
        if not any(readings):
            return [], readings
        last = len(readings) - 1
        terms = [
            _any([_quoted(word, open_=place == last and self._asked.ends_open), *map(_quoted, readings[place])])
            for place, word in self._iter_words()
        ]
        return self._matching(terms), readings

    def some(self) -> list[int]:
        """Give names that hold the rarest of the words, as many as possible of them."""
        counts = dict(self._known(self._asked.words))
        rarest = sorted(counts, key=lambda word: (counts[word], word))
        for kept in range(min(len(rarest), len(self._asked.words) - 1, 6), 0, -1):
            found = self._matching([_quoted(word) for word in rarest[:kept]])
            if found:
                return found
        return []

    def _iter_words(self) -> Iterator[tuple[int, str]]:
        return enumerate(self._asked.words)

    def _readings(self, word: str, place: int) -> dict[str, float]:
        """Give what a word may stand for, and how many letters lie between: for what sounds alike less than one."""
        near = self._near(word)
        is_open = self._asked.ends_open and place == len(self._asked.words) - 1
        if is_open and not near:
            near = self._going_on(word)
        counts = dict(self._known(near))
        best = sorted(counts, key=lambda other: (near[other], -counts[other], other))[:_READINGS]
        return {other: near[other] for other in best}

    def _near(self, word: str) -> dict[str, float]:
        """Give the words that are few slips away or sound alike, with their distance."""
        sharing: set[str] = set()
        for part in parts_near(word):
            sharing.update(other for (other,) in self._connection.execute(_SHARING, (*part, _NEARBY)))
        found = {
            other: float(slips)
            for other, slips, _ in process.extract(word, sharing, scorer=OSA.distance, score_cutoff=2, limit=None)
            if slips <= tolerance(len(other))
        }
        if tolerance(len(word)):
            found |= {other: 1.0 for other, _ in self._known(exchanged(word))}
            alike = (other for other, _ in self._connection.execute(_SOUNDING, (sound_of(word),)))
            found |= dict.fromkeys(alike, 0.5)
        return found

    def _going_on(self, word: str) -> dict[str, float]:
        """Give the words that begin almost like this one, whose first half is taken to be right."""
        slips = tolerance(len(word))
        half = word[: (len(word) + 1) // 2]
        rows = self._connection.execute(_GOING_ON, (half, half + _AFTER, _BEGINNINGS)) if slips else ()
        others = [other for other, _ in rows]
        found: dict[str, float] = {}
        for length in range(len(word) - slips, len(word) + slips + 1):
            cut = [other[:length] for other in others]
            for _, distance, place in process.extract(word, cut, scorer=OSA.distance, score_cutoff=slips, limit=None):
                found[others[place]] = min(float(distance), found.get(others[place], distance))
        return found

    def _known(self, words: Iterable[str]) -> list[tuple[str, int]]:
        wanted = list(words)[:_MOST_VALUES]
        return self._connection.execute(_KNOWN.format(", ".join("?" * len(wanted))), wanted).fetchall()

    def _matching(self, terms: Sequence[str]) -> list[int]:
        classes = [_any([_quoted(class_word(name)) for name in self._asked.classes])] if self._asked.classes else []
        return self._numbers(_HOLDING, " AND ".join([*terms, *classes]), self._last, self.window)

    def _numbers(self, query: str, *values: object) -> list[int]:
        return [number for (number,) in self._connection.execute(query, values)]


def _quoted(word: str, *, open_: bool = False) -> str:
    return '"' + word.replace('"', '""') + '"' + "*" * open_


def _any(terms: Iterable[str]) -> str:
    return "(" + " OR ".join(terms) + ")"
