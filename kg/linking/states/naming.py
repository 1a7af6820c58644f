"""Naming: the key under which a name is looked up, and what else a name in a list can be read as."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.linking.spelling import words_of

_AS_WRITTEN = {"st": "saint", "ste": "saint", "s": "", "the": ""}
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
    """Give a name without case, diacritics, punctuation, spacing and articles; `St.` is Saint and `&` is and."""
    words = words_of(name.replace("&", " and "))
    return "".join(_AS_WRITTEN.get(word, word) for word in words) or "".join(words)


def whole_readings(name: str) -> Iterator[str]:
    """Yield a name, and what is the same name turned round: "Korea, Republic of" is "Republic of Korea"."""
    yield name
    before, comma, after = name.partition(", ")
    if comma:
        yield f"{after} {before}"
    outside, inside = _PARENTHESES.sub(" ", name).strip(), _PARENTHESES.findall(name)
    if len(inside) == 1 and outside:
        yield f"{inside[0]} {outside}"


def part_readings(name: str) -> Iterator[str]:
    """Yield the parts that may stand for the whole of "Iran (Persia)", "Italy/Sardinia" or "Korea, Republic of"."""
    outside, inside = _PARENTHESES.sub(" ", name).strip(), _PARENTHESES.findall(name)
    parts = [*inside, *outside.split("/"), *outside.split(", ", 1)]
    for part in parts:
        if part != name and len(part) >= _SHORTEST and not _FORMS.issuperset(words_of(part)):
            yield from whole_readings(part)
