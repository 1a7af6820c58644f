"""The network as rows of text: what tables, GraphML and GEXF have in common."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.model.bounds import Bounds
from kg.views.network import Network

Row = dict[str, str]

NODE_COLUMNS = ("id", "iri", "label", "class", "classes", "held", "claims", "unasserted")
EDGE_COLUMNS = ("id", "source", "target", "label", "predicate", "role", "asserted", "held", "claims")
TIME_COLUMNS = ("date", "earliestBegin", "latestBegin", "earliestEnd", "latestEnd")

_NOT_IN_ID = re.compile(r"[^A-Za-z0-9_.:-]|_(?=x[0-9A-F]+_)")
_STRUCTURES = frozenset({"labels", "when"})


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a network's nodes and edges, each with its columns; an absent value is an empty text."""

    node_columns: tuple[str, ...]
    edge_columns: tuple[str, ...]
    nodes: list[Row]
    edges: list[Row]


def to_rows(network: Network) -> Rows:
    """Give the rows of a network, sorted by id."""
    nodes = sorted((_node_row(key, data) for key, data in network.nodes(data=True)), key=_by_id)
    edges = sorted((_edge_row(*edge) for edge in network.edges(keys=True, data=True)), key=_by_id)
    return Rows(_columns(NODE_COLUMNS, nodes), _columns(EDGE_COLUMNS, edges), nodes, edges)


def to_id(key: str) -> str:
    """Give an id that XML takes as a name token, different for each key: whatever else it holds is escaped."""
    return _NOT_IN_ID.sub(lambda match: f"_x{ord(match[0]):X}_", key)


def span(row: Row) -> tuple[str, str]:
    """Give the first and last day on which what a row describes can have been; empty where that is open or unknown."""
    return row.get("earliestBegin", ""), row.get("latestEnd", "")


def _node_row(key: str, data: Mapping[str, Any]) -> Row:
    labels = {f"label_{language}": label for language, label in data["labels"].items() if language not in {"", "en"}}
    return {**_texts(data), **labels, "id": to_id(key)}


def _edge_row(source: str, target: str, key: str, data: Mapping[str, Any]) -> Row:
    ends = {"source": to_id(source), "target": to_id(target)}
    return {**_texts(data), **_times(data), **ends, "id": "--".join(map(to_id, (source, key, target)))}


def _times(data: Mapping[str, Any]) -> Row:
    when = data["when"]
    if when is None:
        return {}
    bounds: Bounds = when.bounds
    days = (bounds.earliest_begin, bounds.latest_begin, bounds.earliest_end, bounds.latest_end)
    return dict(zip(TIME_COLUMNS, (when.edtf or "", *map(_day, days)), strict=True))


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _texts(data: Mapping[str, Any]) -> Row:
    return {name: _text(value) for name, value in data.items() if name not in _STRUCTURES}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(value) if isinstance(value, list) else str(value)


def _columns(first: tuple[str, ...], rows: Iterable[Row]) -> tuple[str, ...]:
    used = {name for row in rows for name, text in row.items() if text}
    rest = sorted(used - set(first) - set(TIME_COLUMNS))
    always = {"id", "source", "target", "label"}
    return tuple(name for name in (*first, *TIME_COLUMNS, *rest) if name in used or name in always & set(first))


def _by_id(row: Row) -> str:
    return row["id"]
