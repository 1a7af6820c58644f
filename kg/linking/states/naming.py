"""Naming: the key under which a name is looked up, and what else a name in a list can be read as."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.linking.spelling import words_of

_AS_WRITTEN = {  # words that are written in several ways, or left out
    **dict.fromkeys(("the", "of"), ""),
    **dict.fromkeys(("st", "ste"), "saint"),
    "rep": "republic",
    "dem": "democratic",
    "fed": "federated",
    "sts": "states",
    "is": "islands",
}
_PARENTHESES = re.compile(r"\s*\(([^)]*)\)\s*")
_SHORTEST = 3  # letters of a part that can stand for the whole name
_FORMS = frozenset(  # what sort of state it is, or which part: these words name none
    words_of(
        "republic kingdom state states of and democratic people peoples socialist federal federated islamic arab"
        " plurinational bolivarian province union commonwealth part british french dutch us former special"
        " administrative region"
    )
)


@lru_cache(maxsize=200_000)
def key_of(name: str) -> str:
    """Give a name without case, diacritics, punctuation, spacing and articles; `St.` is Saint, `Rep.` Republic."""
    return "".join(_words(name)) or "".join(words_of(name))


@lru_cache(maxsize=200_000)
def unordered_key_of(name: str) -> str:
    """Give the same for the words of a name in any order: "Korea North" has that of "North Korea"."""
    words = _words(name)
    return " ".join(sorted(words)) if len(words) > 1 else ""


def _words(name: str) -> list[str]:
    words = words_of(name.replace("&", " and "))
    return [written for word in words if (written := _AS_WRITTEN.get(word, word))]


def whole_readings(name: str) -> Iterator[str]:
    """Yield a name, and what is the same name turned round: "Korea, Republic of" is "Republic of Korea"."""
    yield name
    before, comma, after = name.partition(", ")
    if comma:
        yield f"{after} {before}"
    outside, inside = _PARENTHESES.sub(" ", name).strip(), _PARENTHESES.findall(name)
    if len(inside) == 1 and outside:
        yield f"{inside[0]} {outside}"


def alternative_readings(name: str) -> Iterator[str]:
    """Yield the names that stand beside each other in "Iran (Persia)" and "Italy/Sardinia"."""
    outside, inside = _PARENTHESES.sub(" ", name).strip(), _PARENTHESES.findall(name)
    for part in (*outside.split("/"), *inside):
        if part != name and _is_name(part):
            yield from whole_readings(part.strip())


def part_readings(name: str) -> Iterator[str]:
    """Yield these, and what stands before the comma in "Korea, Republic of"."""
    yield from alternative_readings(name)
    before, comma, _ = _PARENTHESES.sub(" ", name).strip().partition(", ")
    if comma and _is_name(before):
        yield before


def is_short_name(name: str) -> bool:
    """Say whether a name does not tell what sort of state it is: "Germany", not "Federal Republic of Germany"."""
    return _FORMS.isdisjoint(words_of(name))


def _is_name(part: str) -> bool:
    return len(part.strip()) >= _SHORTEST and not _FORMS.issuperset(words_of(part))
