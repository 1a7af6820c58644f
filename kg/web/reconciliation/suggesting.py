"""Suggesting: entities, types and properties as somebody types their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from kg.linking.entities import read_nodes
from kg.linking.spelling import words_of
from kg.web.reconciliation.background import Background, background_of
from kg.web.reconciliation.describing import entity_json, types_json
from kg.web.reconciliation.finding import entities_called, find_addressed, valid_iris
from kg.web.snapshot import Snapshot

_MOST = 20  # suggestions at once
_FURTHEST = 400  # entities that somebody may leaf through


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


def suggest_entities(snapshot: Snapshot, prefix: str, cursor: int, types: Sequence[str]) -> list[dict[str, Any]]:
    """Give the entities whose name, or identifier, begins like a text, from the `cursor`-th on."""
    background = background_of(snapshot)
    nodes = _entities(snapshot, background, prefix, cursor, types)[cursor : cursor + _MOST]
    records = {each.id: each for each in read_nodes(snapshot.store, background.types.hierarchy, nodes)}
    wanted = set(_classes(background, types))
    found = [records[node] for node in nodes if node in records and (not wanted or records[node].classes & wanted)]
    return [{**entity_json(each, background), "notable": types_json(each, background)} for each in found]


def suggest_types(snapshot: Snapshot, prefix: str, cursor: int) -> list[dict[str, Any]]:
    """Give the types whose name or identifier begins like a text, or one of whose words does."""
    types = background_of(snapshot).types
    used = [*types.used, *(each for each in types if each not in types.used)]
    return [types.as_json(each) for each in _beginning(used, prefix)[cursor : cursor + _MOST]]


def suggest_properties(snapshot: Snapshot, prefix: str, cursor: int) -> list[dict[str, Any]]:
    """Give the properties whose name or identifier begins like a text, or one of whose words does."""
    background = background_of(snapshot)
    used = background.propose(snapshot.store, "")
    every = [*used, *(each for each in background.properties if each not in used)]
    chosen = _beginning(every, prefix)[cursor : cursor + _MOST]
    return [{"id": each.id, "name": each.name, "description": each.description} for each in chosen]


def _entities(snapshot: Snapshot, background: Background, prefix: str, cursor: int, types: Sequence[str]) -> list[str]:
    space = background.namespaces.ent
    known = _classes(background, types)
    if cursor > _FURTHEST or (types and not known):
        return []
    addressed = find_addressed(snapshot.store, valid_iris([space + prefix.strip().removeprefix(space)]))
    most = 2 * (cursor + _MOST)
    found = entities_called(snapshot.names, prefix, space, most, known, whole_words=False) if prefix.strip() else []
    return list(dict.fromkeys([*addressed, *(each.iri for each in found)]))


def _classes(background: Background, types: Sequence[str]) -> list[str]:
    return [each.id for text in types if (each := background.types.get(text, background.namespaces))]


def _beginning(each: Iterable[_Named], prefix: str) -> list[Any]:
    """Choose what begins like a text; what does so as a whole comes first."""
    wanted, words = prefix.strip().casefold(), words_of(prefix)
    whole = [one for one in each if one.name.casefold().startswith(wanted) or one.id.casefold().startswith(wanted)]
    partly = [one for one in each if words and one not in whole and _has(one.name, words)]
    return [*whole, *partly]


def _has(name: str, words: Sequence[str]) -> bool:
    return all(any(one.startswith(word) for one in words_of(name)) for word in words)
