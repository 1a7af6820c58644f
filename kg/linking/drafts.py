"""Drafts: suggestions as a mapping set of their own, which waits for somebody to decide on it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from kg.config import Namespaces, Workspace
from kg.linking.candidates import Candidate
from kg.linking.listing import SUFFIX
from kg.linking.record import Record
from kg.linking.schemes import Scheme
from kg.model.mapping import Mapping, MappingSet

DECISION = "decision"
FOLDER = "candidates"

_MOST = Decimal("0.99")  # a suggestion is never certain
_LONGEST = 300


def draft_path(workspace: Workspace, scheme: str) -> Path:
    """Give the file in which the suggestions for a scheme wait, unless another is named."""
    return workspace.store / FOLDER / f"{scheme}{SUFFIX}"


def draft_set(candidates: Iterable[Candidate], scheme: Scheme, namespaces: Namespaces, source: str) -> MappingSet:
    """Make a mapping set of suggestions, with an empty column for the decision on each."""
    title = f"Suggestions for {scheme.title}, to be decided on"
    return MappingSet(
        id=f"{namespaces.base}candidates/{scheme.prefix}",
        title=title,
        license="https://w3id.org/sssom/license/unspecified",
        prefixes={
            "ent": namespaces.ent,
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "semapv": "https://w3id.org/semapv/vocab/",
            scheme.prefix: scheme.iri,
        },
        mappings=tuple(_draft(candidate, scheme, namespaces) for candidate in candidates),
        further={
            "extension_definitions": [
                {"slot_name": DECISION, "type_hint": "xsd:string"},
            ],
            "mapping_set_description": f"From {source}. Write yes, no or unsure into the column {DECISION}.",
        },
    )


def _draft(candidate: Candidate, scheme: Scheme, namespaces: Namespaces) -> Mapping:
    entity, record = candidate.entity, candidate.record
    further = {
        DECISION: "",
        "object_category": record.kind,
        "similarity_score": f"{candidate.likeness:.2f}" if candidate.likeness else "",
        "similarity_measure": "SoftTFIDF" if candidate.likeness else "",
        "mapping_tool": "kg link suggest",
        "other": _details(record),
    }
    return Mapping(
        namespaces.shrink(entity.id),
        "skos:exactMatch",
        f"{scheme.prefix}:{record.id}",
        "semapv:LexicalMatching" if candidate.is_lexical else "semapv:CompositeMatching",
        subject_label=entity.label,
        object_label=record.label,
        confidence=min(Decimal(f"{candidate.confidence:.2f}"), _MOST),
        comment=candidate.why,
        further=tuple(sorted((name, value) for name, value in further.items() if value or name == DECISION)),
    )


def _details(record: Record) -> str:
    """Write what a reader needs to know of a record, as JSON: its other names, its date, who takes part, and more."""
    details = {
        "names": " · ".join(name for name in record.names if name != record.label)[:_LONGEST],
        "date": record.date,
        "actors": ", ".join(actor.names[0] for actor in record.actors if actor.names)[:_LONGEST],
        "about": record.about[:_LONGEST],
    }
    return (
        json.dumps({key: value for key, value in details.items() if value}, ensure_ascii=False)
        if any(details.values())
        else ""
    )
