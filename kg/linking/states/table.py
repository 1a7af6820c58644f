"""The table of states: all records of all lists, which of them are one line, when each existed, and their names."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from kg.linking.states.identity import Identity
from kg.linking.states.iso import iter_translations
from kg.linking.states.joining import Line, join
from kg.linking.states.naming import key_of, part_readings, unordered_key_of, whole_readings
from kg.linking.states.record import COW, GW, ISO, Days, State

WHOLE, PART = 0, 1  # a name is what was asked for, or a part of it is


class Bearer(NamedTuple):
    """A record that has a name: as the whole of it or as a part, and whether it is a short name."""

    state: State
    rank: int
    is_short: bool


class StateTable:
    """Every record with its line, its days and its names."""

    def __init__(
        self, states: Iterable[State], identity: Identity, closed: Mapping[str, dt.date] | None = None
    ) -> None:
        self.states = {state.id: state for state in states}
        self.identity = identity
        self.closed = dict(closed or {})  # list -> the day until which it speaks
        self._lines = join(self.states, identity)
        self._in_line: dict[tuple[int, str], tuple[State, ...]] = {}
        self._days: dict[str, tuple[Days, ...]] = {}

    @property
    def lists(self) -> frozenset[str]:
        """The lists of which there are records."""
        return frozenset(state.list for state in self.states.values())

    @property
    def schemes(self) -> frozenset[str]:
        """The schemes in which any record has a code."""
        return frozenset(scheme for state in self.states.values() for scheme in state.codes)

    def line_of(self, state: State) -> Line:
        """Give all records that are one state with this one, or come before or after it in its place."""
        return self._lines[state.id]

    def in_line(self, state: State, name: str) -> tuple[State, ...]:
        """Give what one list has in the line of a state."""
        line = self._lines[state.id]
        key = id(line), name
        if key not in self._in_line:
            self._in_line[key] = tuple(each for each in line if each.list == name)
        return self._in_line[key]

    def days_of(self, state: State) -> tuple[Days, ...]:
        """Give when a record existed: in its own list; an ISO record, as far as lists and withdrawals show."""
        if state.id not in self._days:
            self._days[state.id] = tuple(self._iter_days(state))
        return self._days[state.id]

    def exists(self, state: State, days: Days | None) -> bool:
        """Say whether a record existed on one of the days; a record without any days may have."""
        spells = self.days_of(state)
        return days is None or not spells or any(spell.meets(days) for spell in spells)

    def find_name(self, text: str) -> Sequence[Bearer]:
        """Give the records with this name, in any language: each record once, as it bears it best."""
        key, unordered = key_of(text), unordered_key_of(text)
        return self._names.get(key) or self._unordered.get(unordered) or self._translations.get(key) or ()

    def find_code(self, text: str) -> Mapping[str, list[State]]:
        """Give the records with this code, by scheme."""
        return self._codes.get(text.strip().upper(), {})

    def namesakes(self, state: State) -> list[State]:
        """Give the records that may be meant by a short name of this one, too."""
        rows = [row[1:] for row in self.identity.namesakes if row[0] == state.id]
        return [self.states[each] for row in rows for each in row if each in self.states]

    @cached_property
    def labels(self) -> dict[str, State]:
        """Every name as it is written, for suggestions; translations are not among them."""
        named = ((name, state) for state in self.states.values() for name in state.names)
        other = ((text, state) for text, ids in self.identity.names.items() for state in self._there(ids))
        return {**{reading: state for name, state in named for reading in whole_readings(name.text)}, **dict(other)}

    # --- names and codes --------------------------------------------------------------------------

    @cached_property
    def _names(self) -> dict[str, list[Bearer]]:
        index: dict[str, dict[str, Bearer]] = defaultdict(dict)
        for text, ids in self.identity.names.items():
            for state in self._there(ids):
                _enter(index, Bearer(state, WHOLE, False), whole_readings(text))
        for state in self.states.values():
            for name in state.names:
                _enter(index, Bearer(state, WHOLE, name.is_short), whole_readings(name.text))
                _enter(index, Bearer(state, PART, name.is_short), part_readings(name.text))
        index.pop("", None)
        return {key: list(bearers.values()) for key, bearers in index.items()}

    @cached_property
    def _unordered(self) -> dict[str, list[Bearer]]:
        """Whole names by their words, for whoever puts them in another order."""
        index: dict[str, dict[str, Bearer]] = defaultdict(dict)
        for text, ids in self.identity.names.items():
            for state in self._there(ids):
                _enter(index, Bearer(state, WHOLE, False), [text], unordered_key_of)
        for state in self.states.values():
            for name in state.names:
                _enter(index, Bearer(state, WHOLE, name.is_short), [name.text], unordered_key_of)
        index.pop("", None)
        return {key: list(bearers.values()) for key, bearers in index.items()}

    @cached_property
    def _translations(self) -> dict[str, list[Bearer]]:
        """The names that only translations have: read when a name is none of the others."""
        index: dict[str, dict[str, Bearer]] = defaultdict(dict)
        for state, name in iter_translations(state for state in self.states.values() if state.list == ISO):
            _enter(index, Bearer(state, WHOLE, name.is_short), whole_readings(name.text))
            _enter(index, Bearer(state, PART, name.is_short), part_readings(name.text))
        return {key: list(bearers.values()) for key, bearers in index.items()}

    @cached_property
    def _codes(self) -> dict[str, dict[str, list[State]]]:
        index: dict[str, dict[str, list[State]]] = defaultdict(lambda: defaultdict(list))
        for state in self.states.values():
            for scheme, code in _iter_codes(state):
                if state not in index[code.upper()][scheme]:
                    index[code.upper()][scheme].append(state)
        return index

    def _there(self, ids: Iterable[str]) -> Iterator[State]:
        return (self.states[each] for each in ids if each in self.states)

    # --- days -------------------------------------------------------------------------------------

    def _iter_days(self, state: State) -> Iterator[Days]:
        if state.list != ISO:
            yield from (spell.days for spell in state.spells)
        elif state.id in self.identity.existed:
            yield self.identity.existed[state.id]
        else:
            last = state.spells[0].days.last if state.spells else None
            listed = self._listed_days(state)
            yield from (_until(days, last) for days in listed if not (last and days.first and days.first > last))
            if not listed and (last or self._began(state)):
                yield Days(self._began(state), last)

    def _listed_days(self, state: State) -> list[Days]:
        """Give the spells for an ISO record of Gleditsch and Ward, who ask for independence alone, or else of COW.

        Where several ISO records share the line, only the spells that bear the name of this one are its own.
        """
        alone = len(self.in_line(state, ISO)) == 1
        keys = {
            key_of(reading)
            for name in state.names
            for reading in (*whole_readings(name.text), *part_readings(name.text))
        }
        for name in (GW, COW):
            spells = [spell for each in self.in_line(state, name) for spell in each.spells]
            own = spells if alone else [spell for spell in spells if keys & {*map(key_of, whole_readings(spell.label))}]
            if own:
                return sorted((spell.days for spell in own), key=lambda days: days.first or dt.date.min)
        return []

    def _began(self, state: State) -> dt.date | None:
        for before, after in self.identity.successions:
            if state.id in after and before in self.states:
                ends = [days.last for days in self.days_of(self.states[before]) if days.last]
                return max(ends) + dt.timedelta(1) if ends else None
        return None


def _enter(
    index: dict[str, dict[str, Bearer]], bearer: Bearer, readings: Iterable[str], key: Callable[[str], str] = key_of
) -> None:
    """Enter a bearer under each reading, unless the record has a better one there: a whole name, a short name."""
    for reading in readings:
        bearers, record = index[key(reading)], bearer.state.id
        bearers[record] = min(bearers.get(record, bearer), bearer, key=lambda each: (each.rank, not each.is_short))


def _iter_codes(state: State) -> Iterator[tuple[str, str]]:
    yield from state.codes.items()
    yield from ((f"{state.list}-abbrev", spell.abbrev) for spell in state.spells if spell.abbrev)
    yield from ((scheme.removeprefix("former-"), code) for scheme, (code, _) in state.withdrawn.items())


def _until(days: Days, last: dt.date | None) -> Days:
    return Days(days.first, min(days.last or last, last)) if last else days
