"""Joining: which records of several lists are one line of states, by number, by name, and as `identity.toml` says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from rapidfuzz import fuzz

from kg.linking.spelling import words_of
from kg.linking.states.identity import Identity
from kg.linking.states.naming import alternative_readings, key_of, part_readings, whole_readings
from kg.linking.states.record import COW, GW, ISO, State

Line = tuple[State, ...]
_Index = dict[str, set[str]]
_ALIKE = 80  # of 100: the labels of one number in two lists that number states alike


class _Groups:
    """Groups of records that grow together (union-find)."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._leader = {each: each for each in ids}

    def leader(self, each: str) -> str:
        while self._leader[each] != each:
            each = self._leader[each]
        return each

    def unite(self, one: str, other: str) -> None:
        self._leader[self.leader(other)] = self.leader(one)


def join(states: Mapping[str, State], identity: Identity) -> dict[str, Line]:
    """Give the line of each record. Records of one list are put together by `identity` alone."""
    groups = _Groups(states)
    said = {each for line in identity.lines for each in line}
    for line in identity.lines:
        there = [each for each in line if each in states]
        for other in there[1:]:
            groups.unite(there[0], other)
    for one, other in (*_same_numbers(states), *_same_names(states, identity)):
        if other not in said and (one not in said or states[one].list == ISO):
            groups.unite(one, other)
    lines: dict[str, list[State]] = defaultdict(list)
    for each, state in states.items():
        lines[groups.leader(each)].append(state)
    whole = {leader: tuple(line) for leader, line in lines.items()}
    return {each: whole[groups.leader(each)] for each in states}


def _same_numbers(states: Mapping[str, State]) -> Iterator[tuple[str, str]]:
    """Yield the records of COW and of Gleditsch and Ward that share number and name, or nearly."""
    for state in states.values():
        other = states.get(f"{GW}:{state.code}") if state.list == COW else None
        if other and (
            state.codes.get("cow-abbrev") == other.codes.get("gw-abbrev") or _alike(state.label, other.label)
        ):
            yield state.id, other.id


def _alike(one: str, other: str) -> bool:
    return fuzz.token_sort_ratio(" ".join(words_of(one)), " ".join(words_of(other))) >= _ALIKE


def _same_names(states: Mapping[str, State], identity: Identity) -> Iterator[tuple[str, str]]:
    """Yield an ISO record (or a COW one) and the record of another list that has one of its names and no other's."""
    for name, others in ((ISO, (COW, GW)), (COW, (GW,))):
        whole, parts = _by_key(states, identity, name)
        for state in states.values():
            if state.list in others:
                found = (
                    _only(whole, _keys(state, whole_readings))
                    or _only({**parts, **whole}, _keys(state, alternative_readings))
                    or _only({**parts, **whole}, _keys(state, part_readings))
                    or _only(parts, _keys(state, whole_readings))
                )
                if found:
                    yield found, state.id


def _only(index: Mapping[str, set[str]], keys: Iterable[str]) -> str | None:
    """Give the one record that has one of these names."""
    found = {each for key in keys for each in index.get(key, ())}
    return found.pop() if len(found) == 1 else None


def _keys(state: State, readings: Callable[[str], Iterable[str]]) -> set[str]:
    return {key_of(reading) for name in state.names for reading in readings(name.text)}


def _by_key(states: Mapping[str, State], identity: Identity, name: str) -> tuple[_Index, _Index]:
    """Index the names of a list's records, and the parts of these names."""
    whole: _Index = defaultdict(set)
    parts: _Index = defaultdict(set)
    named = [(state.id, each.text) for state in states.values() if state.list == name for each in state.names]
    named += [(id_, text) for text, ids in identity.names.items() for id_ in ids if id_ in states]
    for record, text in named:
        if states[record].list == name:
            for index, readings in ((whole, whole_readings(text)), (parts, part_readings(text))):
                for reading in readings:
                    index[key_of(reading)].add(record)
    return whole, parts
