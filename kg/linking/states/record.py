"""State records: one state as one list has it, with its names, codes and the spells of its existence there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

COW, GW, ISO = "cow", "gw", "iso"  # the lists; every other scheme of codes belongs to one of them


class Days(NamedTuple):
    """From a first to a last day, both included; None: unbounded."""

    first: dt.date | None = None
    last: dt.date | None = None

    def meets(self, other: Days) -> bool:
        """Say whether the two share a day."""
        return not _before(self.last, other.first) and not _before(other.last, self.first)

    def __str__(self) -> str:
        return f"{self.first or ''}/{self.last or ''}"


class Spell(NamedTuple):
    """A time without a break in which a list has a state, under one label and abbreviation."""

    days: Days
    label: str = ""
    abbrev: str = ""


class Name(NamedTuple):
    """One name of a state. A short name may be shared with a state that is divided from it, a full one is not."""

    text: str
    is_short: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """One record of a list. `id` is the list and its code there (`cow:365`), `codes` what other schemes call it.

    `withdrawn` holds the codes that it had in a standard until a day, by scheme.
    """

    id: str
    label: str
    names: tuple[Name, ...] = ()
    spells: tuple[Spell, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    withdrawn: Mapping[str, tuple[str, dt.date]] = field(default_factory=dict)

    @property
    def list(self) -> str:
        """Which list it is a record of."""
        return self.id.partition(":")[0]

    @property
    def code(self) -> str:
        """Its code in that list."""
        return self.id.partition(":")[2]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"


def _before(day: dt.date | None, other: dt.date | None) -> bool:
    return day is not None and other is not None and day < other
