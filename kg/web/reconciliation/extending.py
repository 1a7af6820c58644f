"""Extending: the values of properties, for entities that somebody has reconciled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kg.web.reconciliation.asking import RequestError
from kg.web.reconciliation.background import Background, background_of
from kg.web.reconciliation.finding import valid_iris
from kg.web.reconciliation.properties import Property, Sort
from kg.web.reconciliation.queries import check_number, kind_of, text_of
from kg.web.reconciliation.values import Cell, Values, Wanted
from kg.web.snapshot import Snapshot

_MOST_IDS = 500
_MOST_PROPERTIES = 50

_TYPES = {Sort.COUNTRY: "State", Sort.PARTY: "Actor"}


class Extend(NamedTuple):
    """A request: which entities, and which properties of them."""

    ids: tuple[str, ...]
    properties: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Extension:
    """The answer: what the properties are, and by entity and property the values."""

    meta: list[dict[str, Any]]
    rows: dict[str, dict[str, list[Cell]]]

    def as_json(self) -> dict[str, Any]:
        """Give it in the shape of 0.2."""
        return {"meta": self.meta, "rows": self.rows}


def parse_extend(value: Any) -> Extend:
    """Read a request; raises RequestError."""
    if not isinstance(value, dict):
        raise RequestError(f"extend is {kind_of(value)}, not an object")
    ids, properties = value.get("ids"), value.get("properties")
    if not isinstance(ids, list) or not isinstance(properties, list):
        raise RequestError("extend has no list of ids or no list of properties")
    check_number(len(ids), _MOST_IDS, "ids")
    check_number(len(properties), _MOST_PROPERTIES, "properties")
    if not all(isinstance(each, str) for each in ids):
        raise RequestError("an id is no text")
    return Extend(tuple(ids), tuple(map(_parse_wanted, properties)))


def extend(snapshot: Snapshot, asked: Extend) -> Extension:
    """Fetch the values; raises RequestError for a property that there is not."""
    background = background_of(snapshot)
    wanted = [(_property(each, background), each) for each in asked.properties]
    space = background.namespaces.ent
    nodes = {text: iri.value for text in asked.ids for iri in valid_iris([space + text.removeprefix(space)])}
    values = Values(snapshot, background, set(nodes.values()), [known for known, _ in wanted])
    rows = {text: _row(values, nodes.get(text, ""), wanted) for text in asked.ids}
    return Extension([_meta(known, each, background) for known, each in wanted], rows)


def _row(values: Values, node: str, wanted: Sequence[tuple[Property, Wanted]]) -> dict[str, list[Cell]]:
    return {each.property: values.cells(node, known, each) for known, each in wanted}


def _meta(known: Property, wanted: Wanted, background: Background) -> dict[str, Any]:
    meta: dict[str, Any] = {"id": wanted.property, "name": known.name}
    type_ = background.types.get(_TYPES.get(known.sort, ""), background.namespaces)
    return {**meta, "type": {"id": type_.id, "name": type_.name}} if type_ else meta


def _property(wanted: Wanted, background: Background) -> Property:
    known = background.properties.get(wanted.property)
    if known is None:
        raise RequestError(
            f"there is no property {wanted.property[:100]!r}", remedy="/reconcile/extend/propose lists what there is."
        )
    return known


def _parse_wanted(value: Any) -> Wanted:
    value = {"id": value} if isinstance(value, str) else value
    if not isinstance(value, dict) or not isinstance(value.get("id"), str):
        raise RequestError("a property has no id")
    settings = value.get("settings") or {}
    if not isinstance(settings, dict):
        raise RequestError(f"the settings of {value['id'][:100]} are {kind_of(settings)}, not an object")
    limit, language, content = (
        text_of(settings.get(name) or "", f"the setting {name}") for name in ("limit", "language", "content")
    )
    if limit and not (limit.isascii() and limit.isdigit()):
        raise RequestError(f"the setting limit is no whole number: {limit[:20]!r}")
    return Wanted(value["id"], min(int(limit[:9] or 0), 10**6), language, content == "url")
