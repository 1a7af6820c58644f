"""Measuring the search for names: a million invented ones, asked as somebody types them."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.measuring import Ratio, Result, Timing
from kg.config import Workspace
from kg.views.search.index import NameIndex
from kg.views.search.naming import Group, Named, Sort
from kg.views.search.writing import write_names

NAMES = 1_000_000
QUESTIONS = 400
SEED = 20070105
LIMIT = 0.05  # seconds

_HEADS = (
    "b",
    "br",
    "ch",
    "d",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "kh",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "sh",
    "st",
    "t",
    "v",
    "z",
    "zh",
)
_VOWELS = ("a", "e", "i", "o", "u", "ae", "ai", "eo", "ia", "ou")
_TAILS = ("", "", "", "k", "l", "n", "ng", "r", "s", "v")
_SHAPES = (
    (0.45, "person", "Person", "{0} {1}"),
    (0.10, "place", "Place", "{0}"),
    (0.10, "government body", "GovernmentBody", "Ministry of {0} of {1}"),
    (0.15, "treaty", "Treaty", "Treaty of {0} and {1} between {2} and {3}"),
    (0.20, "event", "Event", "Visit of {0} {1} to {2}"),
)


def measure_search(_workspace: Workspace, repetitions: int) -> Result:
    """Write an index of invented names, and ask it in the ways in which people ask."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "names.sqlite"
        start = time.perf_counter()
        write_names(iter_names(NAMES), path)
        written = Timing((time.perf_counter() - start,))
        index = NameIndex(path)
        asked = {name: _ask(index, questions, repetitions) for name, questions in questions_of(_sample()).items()}
        size = path.stat().st_size
        index.close()
    worst = max(_percentile(timing.seconds, 0.95) for timing in asked.values())
    return Result(
        "search",
        repetitions,
        {"write the index": written, **asked},
        [Ratio("95th percentile of the slowest way of asking, in 50 ms", worst / LIMIT, "at most", 1)],
        {"names": NAMES, "bytes": size, "percentiles_ms": {name: _percentiles(each) for name, each in asked.items()}},
    )


def iter_names(count: int, seed: int = SEED) -> Iterator[Named]:
    """Yield invented nodes, each with one name; the same seed gives the same ones."""
    chance = random.Random(seed)
    words = _Words(chance)
    weights = list(accumulate(shape[0] for shape in _SHAPES))
    for number in range(count):
        _, kind, class_, pattern = chance.choices(_SHAPES, cum_weights=weights)[0]
        name = pattern.format(*(words.next().title() for _ in range(pattern.count("{"))))
        importance = int(chance.paretovariate(1.1)) - 1
        sort = Sort(kind, (class_,), Group.THING)
        yield Named(f"http://example.org/id/{number}", str(number), name, sort, importance, ((name, True),))


def questions_of(names: Sequence[str]) -> dict[str, list[str]]:
    """Give questions that are meant to find some names: whole, as far as typed, and with slips."""
    chance = random.Random(SEED)
    words = [max(name.split(), key=len) for name in names]
    return {
        "the whole name": list(names),
        "one letter": [chance.choice("abcdefghijklmnoprstuvyz") for _ in names],
        "two letters": [word[:2] for word in words],
        "three letters": [word[:3] for word in words],
        "five letters": [word[:5] for word in words],
        "one word": words,
        "words and a beginning": [f"{name} "[: chance.randrange(len(name) // 2, len(name))] for name in names],
        "common words and a beginning": [f"treaty of {word[:2]}" for word in words],
        "one slip": [_slip(word, chance) for word in words],
        "two slips": [_slip(_slip(word, chance), chance) for word in words],
        "a slip in a whole name": [_slip(name, chance) for name in names],
        "nothing of the kind": ["".join(chance.choices("bcdfghjklmnpqrstvwxz", k=9)) for _ in names],
        "words in another order": [" ".join(reversed(name.split())) for name in names],
    }


class _Words:
    """Invented words, few of them common and most of them rare."""

    def __init__(self, chance: random.Random, count: int = 200_000) -> None:
        self._chance = chance
        found: dict[str, None] = {}
        while len(found) < count:
            found[self._invent()] = None
        self._words = list(found)
        self._weights = list(accumulate(1 / (place + 20) for place in range(count)))

    def next(self) -> str:
        return self._chance.choices(self._words, cum_weights=self._weights)[0]

    def _invent(self) -> str:
        parts = (_HEADS, _VOWELS, _TAILS)
        syllables = self._chance.choices((1, 2, 3, 4), weights=(1, 6, 6, 2))[0]
        return "".join(self._chance.choice(part) for _ in range(syllables) for part in parts)


def _sample() -> list[str]:
    chance = random.Random(SEED + 1)
    return [chance.choice(node.names)[0] for node in iter_names(NAMES) if chance.random() < 1.2 * QUESTIONS / NAMES][
        :QUESTIONS
    ]


def _slip(text: str, chance: random.Random) -> str:
    """Put one slip into a text: a letter left out, put in, exchanged with its neighbour or mistaken."""
    place = chance.randrange(len(text))
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    rest = text[place + 1 :]
    return text[:place] + chance.choice((rest, letter + rest, letter + text[place:], rest[:1] + text[place] + rest[1:]))


def _ask(index: NameIndex, questions: list[str], repetitions: int) -> Timing:
    seconds: list[float] = []
    for _ in range(repetitions + 1):
        seconds = []
        for question in questions:
            start = time.perf_counter()
            index.find(question)
            seconds.append(time.perf_counter() - start)
    return Timing(tuple(seconds))


def _percentile(seconds: Sequence[float], share: float) -> float:
    return sorted(seconds)[min(len(seconds) - 1, int(share * len(seconds)))]


def _percentiles(timing: Timing) -> dict[str, Any]:
    return {
        f"p{round(100 * share)}": round(1000 * _percentile(timing.seconds, share), 1) for share in (0.5, 0.95, 0.99)
    }
