"""Describing: candidates and entities as JSON, in the shapes of 0.2."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from kg.linking.evidence import Evidence
from kg.linking.record import Record
from kg.views.when import When
from kg.web.reconciliation.background import Background
from kg.web.reconciliation.weighing import Candidate

_FEATURES: Mapping[str, str] = {
    "names": "likeness of the names",
    "type": "the type",
    "dates": "the time",
    "actors": "who takes part",
    "identifiers": "identifiers",
}


def candidate_json(candidate: Candidate, background: Background) -> dict[str, Any]:
    """Describe a candidate."""
    return {
        **entity_json(candidate.record, background),
        "type": types_json(candidate.record, background),
        "score": candidate.score,
        "match": candidate.is_match,
        "features": features(candidate),
    }


def entity_json(record: Record, background: Background) -> dict[str, Any]:
    """Give the identifier, name and description of an entity."""
    found = {"id": record.id.removeprefix(background.namespaces.ent), "name": record.label}
    if about := described(record):
        found["description"] = about
    return found


def types_json(record: Record, background: Background) -> list[dict[str, str]]:
    """Give all types of an entity, the narrowest first."""
    return [{"id": each.id, "name": each.name} for each in background.types.narrowest(record.classes)]


def described(record: Record) -> str:
    """Describe an entity in a line: when it was, and what it is."""
    when = When(record.date, record.bounds).text if record.date and record.bounds else ""
    return "; ".join(filter(None, (when, record.about)))


def features(candidate: Candidate) -> list[dict[str, Any]]:
    """Give the evidence for a candidate, sort by sort: how alike the names are, and the log odds of the others."""
    sorts: dict[str, list[Evidence]] = defaultdict(list)
    for each in candidate.evidence:
        sorts[each.sort].append(each)
    return [
        {"id": sort, "name": _FEATURES.get(sort, sort), "value": _value(sort, found)} for sort, found in sorts.items()
    ]


def _value(sort: str, found: list[Evidence]) -> float:
    if sort == "names":
        return round(max(each.likeness for each in found), 3)
    return round(sum(each.weight for each in found), 3)
