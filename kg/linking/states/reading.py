"""Reading: all that is known of states here, put into one table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kg.config import Workspace
from kg.linking.schemes import read_schemes
from kg.linking.states.graph import read_curated, read_imported
from kg.linking.states.identity import read_identity
from kg.linking.states.iso import read_iso
from kg.linking.states.lists import StateList, merged, read_list
from kg.linking.states.record import ISO, State
from kg.linking.states.table import StateTable
from kg.store.protocol import Selecting


def read_states(workspace: Workspace, files: Sequence[Path] = (), store: Selecting | None = None) -> StateTable:
    """Give the table of ISO 3166, of the graph's states and imported lists, and of these files.

    A file takes the place of an imported list of the same kind; several files of one kind are put together.
    """
    identity = read_identity(workspace)
    states = {state.id: state for state in read_iso(identity.renamed)}
    closed: dict[str, dt.date] = {}
    lists = [read_list(path) for path in files]
    own = {each.name for each in lists}
    imported = read_imported(store) if store else []
    curated = read_curated(store, workspace.namespaces, read_schemes(workspace)) if store else []
    _add_names(states, [*curated, *(state for each in lists if each.name == ISO for state in each.states)])
    for each in (*(each for each in imported if each.name not in own), *lists):
        _add_list(states, closed, each)
    return StateTable(states.values(), identity, closed)


def _add_names(states: dict[str, State], others: Iterable[State]) -> None:
    for other in others:
        known = states.get(other.id)
        states[other.id] = merged(known, other) if known else replace(other, codes={**other.codes, **_code(other)})


def _add_list(states: dict[str, State], closed: dict[str, dt.date], each: StateList) -> None:
    if each.name != ISO:
        states.update({state.id: state for state in each.states})
        if each.closed:
            closed[each.name] = each.closed


def _code(state: State) -> dict[str, str]:
    return {"iso3": state.code} if len(state.code) == 3 else {"iso3166-3": state.code}
