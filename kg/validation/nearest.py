"""The nearest name there is, for whoever has mistyped one."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

LIKENESS = 75.0  # of 100: below it, a suggestion is more puzzling than none


def nearest(name: str, names: Iterable[str], likeness: float = LIKENESS) -> str | None:
    """Give the name most like `name`, or None where none is like it; of several the first in the alphabet."""
    found = process.extractOne(name, sorted(set(names)), scorer=fuzz.ratio, score_cutoff=likeness)
    return found[0] if found else None


def did_you_mean(name: str, names: Iterable[str], otherwise: str) -> str:
    """Give a remedy: the nearest name, or else another one."""
    found = nearest(name, names)
    return f"Did you mean {found}? {otherwise}" if found else otherwise
