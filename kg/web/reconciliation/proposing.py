"""Proposing: which properties are worth fetching for entities of a type."""

from __future__ import annotations

from typing import Any

from kg.web.reconciliation.background import background_of
from kg.web.snapshot import Snapshot


def propose(snapshot: Snapshot, type_: str, limit: int) -> dict[str, Any]:
    """Propose properties for entities of a type, or of any if it is empty or unknown; 0: all there are."""
    background = background_of(snapshot)
    known = background.types.get(type_, background.namespaces) if type_ else None
    found = background.propose(snapshot.store, known.id if known else "")
    answer: dict[str, Any] = {
        "properties": [
            {"id": each.id, "name": each.name, "description": each.description}
            for each in (found[:limit] if limit else found)
        ]
    }
    if type_:
        answer["type"] = type_
    return {**answer, "limit": limit} if limit else answer
