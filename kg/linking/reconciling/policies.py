"""Policies of state identity: when records of two lists, on a day, are one state.

`cow`: the states are those that Correlates of War numbers: 365 is one state from the Empire to the Federation, 345 from
Serbia to Yugoslavia and back, and Germany before 1945 and from 1990 is another one than the Federal Republic of 260.
`gw`: those of Gleditsch and Ward, where 260 is Germany still and Serbia (340) is not Yugoslavia (345).
`legal`: those that ISO 3166 has, with what it withdrew (3166-3): the Soviet Union and Russia are two.

In a list that divides a policy's one state, that state has the code of whoever has it last.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from kg.linking.reconciling.meaning import Meaning
from kg.linking.states.naming import key_of, part_readings, whole_readings
from kg.linking.states.record import COW, GW, ISO, Days, State
from kg.linking.states.table import StateTable

POLICIES: Mapping[str, str] = MappingProxyType({"cow": COW, "gw": GW, "legal": ISO})  # policy -> the list it goes by


class Same(NamedTuple):
    """What is one state with what was meant, in one list, on a day; or which other state stood in its place."""

    states: tuple[State, ...]
    instead: tuple[State, ...] = ()


def same_state(meaning: Meaning, policy: str, target: str, days: Days | None, table: StateTable) -> Same:
    """Give the records of the list `target` that are the state meant on these days, under a policy."""
    found: list[State] = []
    instead: list[State] = []
    for line in {id(line): line for line in map(table.line_of, meaning.states)}.values():
        meant = [state for state in meaning.states if state in line]
        same = _same_in_line(meant, POLICIES[policy], target, days, table)
        found += same.states
        instead += same.instead
    return Same(tuple(found), tuple(instead))


def available(table: StateTable) -> tuple[str, ...]:
    """Give the policies whose lists are there."""
    return tuple(policy for policy, name in POLICIES.items() if name in table.lists)


def _same_in_line(meant: list[State], rule: str, target: str, days: Days | None, table: StateTable) -> Same:
    own = _own(meant, rule, table)
    there = [state for state in table.in_line(meant[0], rule) if table.exists(state, days)]
    one = [state for state in there if state in own]
    if there and not one:
        return Same((), tuple(there))
    if target == rule:
        found = one
    elif target == ISO and one:
        found = list(dict.fromkeys(holder for state in one for holder in _holders(state, table)))
    else:
        found = [state for state in table.in_line(meant[0], target) if table.exists(state, days)]
        if target == ISO:
            found = [state for state in found if state in _own(meant, ISO, table)]
    named = [state for state in found if state in meant]
    return Same(tuple(named if len(found) > 1 and named else found))


def _own(meant: list[State], rule: str, table: StateTable) -> list[State]:
    """Give the records of a policy's list that were meant: those named, or else all of their line."""
    own = [state for state in meant if state.list == rule] or list(table.in_line(meant[0], rule))
    before = [table.identity.continuations.get(state.id, "") for state in own]
    return own + [table.states[each] for each in before if each in table.states]


def _holders(state: State, table: StateTable) -> list[State]:
    """Give the ISO records that stand for a record of another list as a whole."""
    records = table.in_line(state, ISO)
    if len(records) < 2:
        return list(records)
    if not (state.spells and state.spells[-1].days.last):
        return [record for record in records if not record.spells]
    keys = {key_of(reading) for spell in state.spells for reading in whole_readings(spell.label)}
    named = [record for record in records if keys & _keys(record)]
    end = Days(state.spells[-1].days.last, state.spells[-1].days.last)
    return named or [record for record in records if table.exists(record, end)]


def _keys(record: State) -> set[str]:
    names = [name.text for name in record.names]
    return {key_of(reading) for name in names for reading in (*whole_readings(name), *part_readings(name))}
