"""Meaning: which records of which lists a cell's text names, as a name in any language or as a code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.linking.reconciling.schemes import LIST_OF
from kg.linking.states.naming import alternative_readings
from kg.linking.states.record import State
from kg.linking.states.table import PART, WHOLE, Bearer, StateTable

NAMES = "name"  # the scheme of a column of names
OWN_NAMES = "-name"  # of names as one list has them: cow-name, gw-name
_ONLY_IF_NAMED = frozenset({"iso-numeric", "geonames"})  # schemes of numbers that look like COW's
_CODE = re.compile(r"[A-Z]{2,4}|\d{1,4}|Q\d+")
_ADDRESS = re.compile(r"https?://\S*/([^/\s#]+)$")
_FLOAT = re.compile(r"(\d+)\.0+")


class Meaning(NamedTuple):
    """The records that a text names, those it names by a part of their names, and how it was read.

    `is_shared` says that the name may also mean the namesakes of a record.
    """

    states: tuple[State, ...] = ()
    others: tuple[State, ...] = ()
    how: str = ""
    is_shared: bool = False

    @property
    def is_code(self) -> bool:
        """Whether the text was read as a code."""
        return self.how.startswith("code: ")

    def __bool__(self) -> bool:
        return bool(self.states)


NOTHING = Meaning()


def meaning_of(text: str, table: StateTable, schemes: Sequence[str] = ()) -> Meaning:
    """Read a text as a code of these schemes, or as a name (`name`; a list's own: `cow-name`); of any if none."""
    text = _plain(text)
    if lists := [scheme.removesuffix(OWN_NAMES) for scheme in schemes if scheme.endswith(OWN_NAMES)]:
        return _by_own_name(text, table, lists)
    looks_like_code = _CODE.fullmatch(text) is not None
    found = _by_code(text, table, schemes) if looks_like_code else NOTHING
    if not found and (not schemes or NAMES in schemes):
        found = _by_name(table.find_name(text)) or _by_alternatives(text, table)
    if not found and not looks_like_code:
        found = _by_code(text, table, schemes)
    return found


def is_code(text: str) -> bool:
    """Say whether a text looks like a code: capitals, digits, or a Wikidata item."""
    return _CODE.fullmatch(_plain(text)) is not None


def schemes_with(text: str, table: StateTable) -> set[str]:
    """Give the schemes in which a text is a code."""
    return set(table.find_code(_plain(text))) & LIST_OF.keys() - _ONLY_IF_NAMED


def _plain(text: str) -> str:
    text = " ".join(text.split())
    address, number = _ADDRESS.match(text), _FLOAT.fullmatch(text)
    return address[1] if address else number[1] if number else text


def _by_code(text: str, table: StateTable, schemes: Sequence[str]) -> Meaning:
    found = table.find_code(text)
    if schemes and "iso-numeric" in schemes:
        found = found or table.find_code(text.zfill(3))
    fitting = [name for name in found if name in schemes or (not schemes and name not in _ONLY_IF_NAMED)]
    states = _distinct(state for name in fitting for state in found[name])
    return Meaning(states, (), f"code: {', '.join(sorted(fitting))}") if states else NOTHING


def _by_name(bearers: Iterable[Bearer]) -> Meaning:
    by_rank: dict[int, list[Bearer]] = {WHOLE: [], PART: []}
    for bearer in bearers:
        by_rank[bearer.rank].append(bearer)
    best = by_rank[WHOLE] or by_rank[PART]
    states = _distinct(bearer.state for bearer in best)
    others = () if best is by_rank[PART] else _distinct(bearer.state for bearer in by_rank[PART])
    how = "name" if by_rank[WHOLE] else "part of a name"
    return Meaning(states, others, how, any(bearer.is_short for bearer in best)) if best else NOTHING


def _by_own_name(text: str, table: StateTable, lists: Sequence[str]) -> Meaning:
    """Read a name as these lists themselves use it: COW's Congo is one state, whatever else is called so."""
    bearers = [bearer for bearer in table.find_name(text) if bearer.rank == WHOLE and bearer.state.list in lists]
    states = _distinct(bearer.state for bearer in bearers)
    return Meaning(states, (), f"name: {', '.join(lists)}") if states else NOTHING


def _by_alternatives(text: str, table: StateTable) -> Meaning:
    """Read "Turkey (Ottoman Empire)": both names are known, and of one line of states."""
    found = [_by_name(table.find_name(each)) for each in dict.fromkeys(alternative_readings(text))]
    lines = {id(table.line_of(state)) for each in found for state in each.states}
    if len(lines) != 1 or not all(each.states for each in found):
        return NOTHING
    states = _distinct(state for each in found for state in each.states)
    return Meaning(states, (), "two names", any(each.is_shared for each in found))


def _distinct(states: Iterable[State]) -> tuple[State, ...]:
    return tuple({state.id: state for state in states}.values())
