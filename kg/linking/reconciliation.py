"""Reconciliation services: what others know by a name, asked by the Reconciliation Service API 0.2.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/. Names, types and dates are sent, and
nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from kg.linking.record import Record
from kg.linking.spelling import words_of
from kg.linking.web import JsonClient, ServiceError

VERSION = "0.2"
BATCH = 10  # queries sent at once
NAMES = 4  # names of one entity that are asked for

DATES = ("begin", "end")  # what a property of the service can be filled with

Type = tuple[str, str]  # identifier and name


class Manifest(NamedTuple):
    """What a service says of itself: its name, and the types it knows from the start."""

    name: str
    types: tuple[Type, ...]


class Found(NamedTuple):
    """A candidate of a service for one entity: its record, its rank for the entity, and whether the service is sure."""

    entity: str
    record: Record
    rank: int
    is_match: bool


class ReconciliationService:
    """One service. `properties` says which property of it takes which date: {"P571": "begin"}."""

    def __init__(
        self,
        url: str,
        client: JsonClient,
        *,
        type_: str | None = None,
        properties: Mapping[str, str] | None = None,
        limit: int = 5,
    ) -> None:
        self._client = client
        self._type = type_
        self._properties = dict(properties or {})
        self._limit = limit
        manifest, self.url = client.get(url)
        self.manifest = _read_manifest(manifest, url)

    def find(self, entities: Sequence[Record], progress: Callable[[int], None] | None = None) -> list[Found]:
        """Ask for every entity by each of its names; raises ServiceError where the service does not answer as it must.

        `progress` is told how many queries are answered.
        """
        asked = [(entity, query) for entity in entities for query in self._queries(entity)]
        found: dict[tuple[str, str], Found] = {}
        for start in range(0, len(asked), BATCH):
            batch = asked[start : start + BATCH]
            for (entity, _), results in zip(batch, self._ask([query for _, query in batch]), strict=True):
                for each in self._read(entity, results):
                    key = entity.id, each.record.id
                    found[key] = min(found.get(key, each), each, key=lambda one: (not one.is_match, one.rank))
            if progress:
                progress(start + len(batch))
        return list(found.values())

    def _queries(self, entity: Record) -> Iterator[dict[str, Any]]:
        """Make one query for each name; equal but for case and punctuation counts as one name."""
        names: dict[tuple[str, ...], str] = {}
        for name in entity.names:
            names.setdefault(words_of(name), name)
        type_ = self._type or self._type_of(entity)
        for name in islice(names.values(), NAMES):
            query: dict[str, Any] = {"query": name, "limit": self._limit}
            if type_:
                query |= {"type": type_, "type_strict": "should"}
            if properties := list(self._property_values(entity)):
                query["properties"] = properties
            yield query

    def _type_of(self, entity: Record) -> str | None:
        kinds = {words_of(name) for name in entity.classes}
        return next((identifier for identifier, name in self.manifest.types if words_of(name) in kinds), None)

    def _property_values(self, entity: Record) -> Iterator[dict[str, str]]:
        begin, slash, end = entity.date.partition("/")
        dates = {"begin": begin, "end": end if slash else begin}
        for identifier, date in self._properties.items():
            if dates[date].strip("."):
                yield {"pid": identifier, "v": dates[date]}

    def _ask(self, queries: list[dict[str, Any]]) -> list[list[Any]]:
        keyed = {f"q{number}": query for number, query in enumerate(queries)}
        answer = self._client.post(self.url, {"queries": json.dumps(keyed, ensure_ascii=False)}).content
        if not isinstance(answer, dict):
            raise self._wrong("is no object with a result for each query")
        if answer.get("status") == "error":
            raise self._wrong(f"is an error: {answer.get('message', 'which it does not explain')}")
        return [self._results(answer, key) for key in keyed]

    def _results(self, answer: dict[str, Any], key: str) -> list[Any]:
        results = answer[key].get("result") if isinstance(answer.get(key), dict) else None
        if not isinstance(results, list):
            raise self._wrong(f"has no result for the query {key}")
        return results

    def _read(self, entity: Record, results: list[Any]) -> Iterator[Found]:
        try:
            ordered = sorted(results, key=lambda each: -float(each["score"]))
            for rank, each in enumerate(ordered):
                yield Found(entity.id, _read_record(each), rank, each.get("match") is True)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise self._wrong("has a candidate without id, name or score") from error

    def _wrong(self, what: str) -> ServiceError:
        return ServiceError(
            f"the answer of {self.url} {what}", remedy=f"Does it speak the Reconciliation Service API {VERSION}?"
        )


def _read_manifest(manifest: Any, url: str) -> Manifest:
    if not isinstance(manifest, dict) or not isinstance(manifest.get("name"), str):
        raise ServiceError(f"{url} describes no reconciliation service", remedy="Is this the address of its manifest?")
    versions = manifest.get("versions", [VERSION])  # a service of the time before 0.2 names none
    if not isinstance(versions, list) or VERSION not in versions:
        raise ServiceError(f"{url} speaks {versions} of the Reconciliation Service API, and not {VERSION}")
    types = manifest.get("defaultTypes") or []
    return Manifest(
        manifest["name"],
        tuple(_read_type(each) for each in types) if isinstance(types, list) else (),
    )


def _read_type(found: Any) -> Type:
    if isinstance(found, dict):
        return str(found.get("id", "")), str(found.get("name", found.get("id", "")))
    return str(found), str(found)


def _read_record(found: Mapping[str, Any]) -> Record:
    identifier, name = found["id"], found["name"]
    if not (isinstance(identifier, str) and isinstance(name, str)):
        raise TypeError("id and name are texts")
    types = [name for _, name in map(_read_type, found.get("type") or [])]
    about = found.get("description")
    described = [*types, about] if isinstance(about, str) else types
    return Record(identifier, name, (name,), kind=types[0] if types else "", about="; ".join(described))
