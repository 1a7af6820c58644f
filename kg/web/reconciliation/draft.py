"""The draft of version 1.0: the shapes of its queries and answers, read and written.

https://reconciliation-api.github.io/specs/draft/. Its names changed as it went on, so those of earlier editions are
understood as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from kg.web.reconciliation.asking import RequestError
from kg.web.reconciliation.background import Background
from kg.web.reconciliation.describing import described, features, types_json
from kg.web.reconciliation.extending import Extension
from kg.web.reconciliation.queries import (
    BATCH,
    Condition,
    Quantifier,
    Query,
    Value,
    check_number,
    check_values,
    kind_of,
    one_of,
    parse_limit,
    parse_query,
    parse_types,
    parse_values,
)
from kg.web.reconciliation.weighing import Candidate

NAME = "name"
_MOST_CONDITIONS = 50
_MATCH_TYPES = ("name", "property", "id")
_QUANTIFIERS = ("any", "all", "none")
_SPELLINGS = {
    "matchType": ("match_type",),
    "propertyId": ("pid",),
    "propertyValue": ("v",),
    "matchQuantifier": ("match_quantifier",),
}


def parse_draft_batch(value: Any) -> list[Query]:
    """Read a batch of queries; raises RequestError with the number of the one that is wrong."""
    if not isinstance(value, dict) or not isinstance(value.get("queries"), list):
        raise RequestError(
            "the body is no object with a list of queries", remedy='Send {"queries": [{"conditions": …}]}.'
        )
    queries = value["queries"]
    check_number(len(queries), BATCH, "queries")
    found = [_parse_query(query, f"query {number}") for number, query in enumerate(queries, 1)]
    check_values(found)
    return found


def results_json(results: list[list[Candidate]], background: Background) -> dict[str, Any]:
    """Give the candidates of each query of a batch, in order."""
    return {"results": [{"candidates": [_candidate_json(each, background) for each in found]} for found in results]}


def extension_json(extension: Extension) -> dict[str, Any]:
    """Give the values of properties, row by row."""
    rows = [
        {"id": row, "properties": [{"id": name, "values": values} for name, values in columns.items()]}
        for row, columns in extension.rows.items()
    ]
    return {"meta": extension.meta, "rows": rows}


def _parse_query(value: Any, what: str) -> Query:
    if not isinstance(value, dict):
        raise RequestError(f"{what} is {kind_of(value)}, not an object")
    if "conditions" not in value:
        return parse_query(value, what)
    if not isinstance(value.get("type", ""), str | None):
        raise RequestError(f"the type in {what} is {kind_of(value['type'])}, not a text")
    conditions = value["conditions"]
    if not isinstance(conditions, list) or not conditions:
        raise RequestError(f"conditions in {what} is no list of at least one")
    check_number(len(conditions), _MOST_CONDITIONS, f"conditions in {what}")
    by_type: dict[str, list[Condition]] = {name: [] for name in _MATCH_TYPES}
    for match_type, condition in _parse_conditions(conditions, what):
        by_type[match_type].append(condition)
    names, ids = (list(_values(by_type[name])) for name in ("name", "id"))
    return Query(
        names[0].text if names else "",
        parse_types(value.get("type"), what),
        parse_limit(value.get("limit"), what),
        (*([Condition(NAME, tuple(names[1:]))] if names[1:] else []), *by_type["property"]),
        "any",
        tuple(each.id or each.text for each in ids),
    )


def _parse_conditions(conditions: list[Any], what: str) -> Iterator[tuple[str, Condition]]:
    for number, each in enumerate(conditions, 1):
        where = f"condition {number} in {what}"
        if not isinstance(each, dict):
            raise RequestError(f"{where} is {kind_of(each)}, not an object")
        match_type = _get(each, "matchType")
        if match_type not in _MATCH_TYPES:
            raise RequestError(f"{where} has no matchType", remedy=f"It is one of: {', '.join(_MATCH_TYPES)}.")
        yield str(match_type), _parse_condition(each, str(match_type), where)


def _parse_condition(each: Mapping[str, Any], match_type: str, where: str) -> Condition:
    name, value = _get(each, "propertyId"), _get(each, "propertyValue")
    if value is None:
        raise RequestError(f"{where} has no propertyValue")
    if match_type == "property" and not isinstance(name, str):
        raise RequestError(f"{where} has no propertyId")
    is_required = each.get("required")
    if not isinstance(is_required, bool | None):
        raise RequestError(f"required in {where} is {kind_of(is_required)}, not true or false")
    quantifier = one_of(_get(each, "matchQuantifier"), _QUANTIFIERS, f"matchQuantifier in {where}")
    return Condition(str(name or NAME), parse_values(value, where), bool(is_required), cast(Quantifier, quantifier))


def _get(each: Mapping[str, Any], name: str) -> Any:
    return next((each[spelling] for spelling in (name, *_SPELLINGS[name]) if spelling in each), None)


def _values(conditions: list[Condition]) -> Iterator[Value]:
    return (value for condition in conditions for value in condition.values)


def _candidate_json(candidate: Candidate, background: Background) -> dict[str, Any]:
    record = candidate.record
    found: dict[str, Any] = {
        "id": record.id.removeprefix(background.namespaces.ent),
        "name": [{"str": name} for name in dict.fromkeys((record.label, *record.names))],
        "type": types_json(record, background),
        "score": candidate.score,
        "match": candidate.is_match,
        "features": features(candidate),
    }
    if about := described(record):
        found["description"] = [{"str": about}]
    return found
