"""The standard formats of query results (SPARQL 1.1 Query Results JSON, XML, CSV and TSV)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pyoxigraph as ox

from kg.rdf.terms import IRI, BlankNode, Made, Term, Triple
from kg.store.results import Boolean, Solutions

# The engine's names for them.
RESULT_FORMATS: Mapping[str, ox.QueryResultsFormat] = MappingProxyType(
    {
        "csv": ox.QueryResultsFormat.CSV,
        "tsv": ox.QueryResultsFormat.TSV,
        "json": ox.QueryResultsFormat.JSON,
        "xml": ox.QueryResultsFormat.XML,
    }
)


def format_answer(answer: Solutions | Boolean, name: str) -> bytes:
    """Write rows, or yes or no, as csv, tsv, json or xml, by the engine's own writer."""
    parsed = ox.parse_query_results(json.dumps(_record(answer)), format=ox.QueryResultsFormat.JSON)
    return parsed.serialize(format=RESULT_FORMATS[name]) or b""


def _record(answer: Solutions | Boolean) -> dict[str, Any]:
    if isinstance(answer, Boolean):
        return {"head": {}, "boolean": answer.value}
    bindings = [{name: _term_record(term) for name, term in row.items()} for row in answer]
    return {"head": {"vars": list(answer.variables)}, "results": {"bindings": bindings}}


def _term_record(term: Term | Made) -> dict[str, Any]:
    if isinstance(term, IRI):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = zip(("subject", "predicate", "object"), term, strict=True)
        return {"type": "triple", "value": {name: _term_record(part) for name, part in parts}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
