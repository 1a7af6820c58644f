"""Links and their coverage, as tables, as CSV, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.config import Namespaces
from kg.exports.results import Paper, write_result
from kg.linking.coverage import Coverage
from kg.linking.judgement import Judgement, judgement_of
from kg.linking.links import Link
from kg.rdf.terms import XSD, Literal
from kg.store.results import Solutions

FORMATS = ("table", "csv", "json")
_IN_TABLE = ("entity", "match", "record", "label", "confidence", "author", "comment")

_SAID = {Judgement.YES: "", Judgement.NO: "not ", Judgement.UNSURE: "perhaps "}

Record = Mapping[str, Any]


def write_links(links: Iterable[Link], form: str, namespaces: Namespaces, paper: Paper | None = None) -> bytes:
    """Write links in one of FORMATS; a table leaves out what CSV and JSON have besides: IRIs, evidence, the file.

    Where all are of one entity, a table does without its name.
    """
    records = [_link_record(link) for link in links]
    is_one = len({record["entity"] for record in records}) == 1
    columns = _IN_TABLE[is_one:] if form == "table" else ()
    return _write(records, columns, form, namespaces, paper)


def write_coverage(rows: Iterable[Coverage], form: str, namespaces: Namespaces, paper: Paper | None = None) -> bytes:
    """Write counts in one of FORMATS."""
    records = [{**row._asdict(), "share": _share(row)} for row in rows]
    return _write(records, (), form, namespaces, paper)


def _write(
    records: Sequence[Record], columns: Iterable[str], form: str, namespaces: Namespaces, paper: Paper | None
) -> bytes:
    if form == "json":
        return (json.dumps(records, ensure_ascii=False, indent=2) + "\n").encode()
    columns = tuple(columns) or tuple(records[0] if records else ())
    rows = [tuple(_literal(record[column]) for column in columns) for record in records]
    return write_result(Solutions(columns, list(rows)), form, namespaces, paper=paper)


def _link_record(link: Link) -> Record:
    mapping = link.mapping
    place = mapping.place()
    return {
        "entity": mapping.subject_id.partition(":")[2],
        "name": mapping.subject_label,
        "match": _SAID[judgement_of(mapping)] + link.predicate.rpartition("#")[2].removesuffix("Match"),
        "record": link.name,
        "scheme": link.scheme.prefix if link.scheme else "",
        "identifier": link.identifier,
        "iri": link.object,
        "page": link.scheme.page_of(link.identifier) if link.scheme else "",
        "label": mapping.object_label,
        "confidence": None if mapping.confidence is None else float(mapping.confidence),
        "justification": mapping.justification,
        "author": ", ".join(mapping.author_labels) or dict(mapping.further).get("author_id", ""),
        "date": mapping.date.isoformat() if mapping.date else "",
        "evidence": list(mapping.see_also),
        "comment": mapping.comment,
        "place": str(place) if place else "",
    }


def _literal(value: Any) -> Literal | None:
    if value is None or value == "":
        return None
    if isinstance(value, list):
        return Literal(" ".join(value)) if value else None
    return Literal(str(value), datatype=XSD["decimal"]) if isinstance(value, int | float) else Literal(value)


def _share(row: Coverage) -> int:
    """How many of a hundred have a link."""
    linked = row.exact + row.other
    return round(100 * linked / (linked + row.none)) if linked else 0
