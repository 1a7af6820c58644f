"""Writing mapping sets in one layout: the same set, the same text; a change shows as the rows that it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from kg.linking.cells import format_row, join_values
from kg.linking.metadata import format_metadata
from kg.linking.slots import ALWAYS, COLUMNS, NEGATION
from kg.model import mapping as model
from kg.rdf.writing import write_file

_CELLS: Mapping[str, Callable[[model.Mapping], str]] = MappingProxyType(
    {
        "subject_id": lambda m: m.subject_id,
        "subject_label": lambda m: m.subject_label,
        "predicate_id": lambda m: m.predicate_id,
        "predicate_modifier": lambda m: NEGATION if m.negated else "",
        "object_id": lambda m: m.object_id,
        "object_label": lambda m: m.object_label,
        "mapping_justification": lambda m: m.justification,
        "author_label": lambda m: join_values(m.author_labels),
        "mapping_date": lambda m: m.date.isoformat() if m.date else "",
        "confidence": lambda m: "" if m.confidence is None else f"{m.confidence:f}",
        "see_also": lambda m: join_values(m.see_also),
        "comment": lambda m: m.comment,
    }
)


def format_mapping_set(mapping_set: model.MappingSet) -> str:
    """Write a set as SSSOM/TSV: its metadata, its columns in the order of the standard, its mappings sorted."""
    mappings = mapping_set.sorted().mappings
    further = {column for mapping in mappings for column, _ in mapping.further}
    columns = [column for column in COLUMNS if column in {*ALWAYS, *further}] + sorted(further.difference(COLUMNS))
    rows = (format_row(_cells(mapping, columns)) for mapping in mappings)
    return "".join([format_metadata(mapping_set), format_row(columns), *rows])


def write_mapping_set(path: Path, mapping_set: model.MappingSet) -> None:
    """Write a set into a file, which is there whole or as it was."""
    write_file(path, format_mapping_set(mapping_set).encode())


def _cells(mapping: model.Mapping, columns: list[str]) -> list[str]:
    further = dict(mapping.further)
    return [_CELLS[column](mapping) if column in _CELLS else further.get(column, "") for column in columns]
