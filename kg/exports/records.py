"""Records: parts of views as plain values, for JSON."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from kg.model.bounds import Bounds
from kg.views.nodes import camel_case
from kg.views.sources import Place, Source
from kg.views.when import When


def to_json(record: Any) -> str:
    """Write a record as JSON, with a line break at its end: the same record, the same text."""
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def when_record(when: When) -> dict[str, str | None]:
    """Give a date as its EDTF, its words and its four bounds."""
    days = {camel_case(field.name): getattr(when.bounds, field.name) for field in fields(Bounds)}
    return {"edtf": when.edtf, "text": when.text, **{name: day and day.isoformat() for name, day in days.items()}}


def place_record(place: Place) -> dict[str, str]:
    """Give a passage as its slug, the label of its document and its own."""
    return {"slug": place.slug, "document": place.document, "passage": place.passage}


def source_record(source: Source) -> dict[str, Any]:
    """Give a claim: what it says, how, from whom, and where."""
    return {
        "claim": source.claim,
        "statement": source.statement,
        "modality": source.modality,
        "asserted": source.is_asserted,
        "attributedTo": list(source.attributed_to),
        "cites": list(source.cites),
        "passages": [place_record(place) for place in source.passages],
        "note": source.note,
    }
