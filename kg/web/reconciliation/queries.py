"""Queries: which entity is asked for, by a name, types and whatever else is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, cast

from kg.web.reconciliation.asking import RequestError, TooMuchError

BATCH = 50  # queries that are answered at once
LIMIT = 10  # candidates of a query that asks for no number of them
MOST = 100  # and of one that asks for more than this
_LONGEST = 10_000  # characters of a text; whoever sends more has mistaken a column
_NAMES_LONGEST = 300  # and of a name that is looked for: nothing is called longer, and cells may hold whole paragraphs
_MOST_VALUES = 100
_MOST_VALUES_IN_ALL = 1_000
_MOST_CONDITIONS = 50
_MOST_TYPES = 50

Strictness = Literal["any", "should", "all"]
Quantifier = Literal["any", "all", "none"]


class Value(NamedTuple):
    """What a condition asks for: in words, and the identifier of an entity where one is given."""

    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """What else is known of an entity: the values of a property. `is_required`: who has none of them is not meant."""

    property: str
    values: tuple[Value, ...]
    is_required: bool = False
    quantifier: Quantifier = "any"


@dataclass(frozen=True, slots=True)
class Query:
    """A question. With the strictness `should`, an entity of another type is only less likely."""

    text: str = ""
    types: tuple[str, ...] = ()
    limit: int = LIMIT
    conditions: tuple[Condition, ...] = ()
    strictness: Strictness = "any"
    ids: tuple[str, ...] = ()


def parse_batch(value: Any) -> dict[str, Query]:
    """Read a batch of queries by their keys; raises RequestError with the key of the one that is wrong."""
    if not isinstance(value, dict):
        raise RequestError(f"queries is {kind_of(value)}", remedy='Send an object: {"q0": {"query": "a name"}}.')
    check_number(len(value), BATCH, "queries")
    queries = {key: parse_query(query, f"the query {_shown(key)}") for key, query in value.items()}
    check_values(queries.values())
    return queries


def parse_query(value: Any, what: str = "the query") -> Query:
    """Read one query, as 0.2 has it; one that is nothing but a text is a name."""
    if isinstance(value, str):
        return Query(text_of(value, what))
    if not isinstance(value, dict):
        raise RequestError(f"{what} is {kind_of(value)}, not an object")
    conditions = tuple(_parse_conditions(value.get("properties"), what))
    if value.get("query") is None and not conditions:
        raise RequestError(f"{what} has neither a query nor properties")
    return Query(
        text_of("" if value.get("query") is None else value["query"], f"the name in {what}"),
        parse_types(value.get("type"), what),
        parse_limit(value.get("limit"), what),
        conditions,
        cast(Strictness, one_of(value.get("type_strict"), ("any", "should", "all"), f"type_strict in {what}")),
    )


def parse_types(value: Any, what: str) -> tuple[str, ...]:
    """Read types: an identifier, an object with one, or a list of these; an empty one is none."""
    each = value if isinstance(value, list) else [value]
    check_number(len(each), _MOST_TYPES, f"types in {what}")
    return tuple(filter(None, (_parse_type(one, what) for one in each)))


def parse_values(value: Any, what: str) -> tuple[Value, ...]:
    """Read the values of a condition: a scalar, an entity, or a list of these."""
    each = value if isinstance(value, list) else [value]
    check_number(len(each), _MOST_VALUES, f"values of {what}")
    return tuple(_parse_value(one, what) for one in each if one is not None)


def parse_limit(value: Any, what: str) -> int:
    """Read how many candidates are wanted."""
    if value is None:
        return LIMIT
    number = int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10 else value
    if isinstance(number, bool) or not isinstance(number, int | float) or number != int(number) or number < 1:
        raise RequestError(f"the limit of {what} is no positive whole number")
    return min(int(number), MOST)


def text_of(value: Any, what: str) -> str:
    """Give a scalar as text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value == int(value):
        value = int(value)
    if not isinstance(value, str | int | float):
        raise RequestError(f"{what} is {kind_of(value)}, not a text")
    text = " ".join(str(value).replace("\0", " ").split())
    check_number(len(text), _LONGEST, f"characters in {what}")
    return text


def check_number(number: int, most: int, what: str) -> None:
    """Refuse more than is answered at once."""
    if number > most:
        raise TooMuchError(f"there are {number:,} {what}", remedy=f"Send at most {most:,} at once.")


def check_values(queries: Iterable[Query]) -> None:
    """Refuse a batch with more values than are looked up at once."""
    number = sum(len(condition.values) for query in queries for condition in query.conditions)
    check_number(number, _MOST_VALUES_IN_ALL, "values in all queries")


def shortened(name: str) -> str:
    """Give as much of a name as is looked for."""
    return name[:_NAMES_LONGEST]


def kind_of(value: Any) -> str:
    """Name the kind of a JSON value."""
    kinds: Sequence[tuple[type, str]] = (
        *((bool, "true or false"), (int, "a number"), (float, "a number")),
        *((str, "a text"), (list, "a list"), (dict, "an object")),
    )
    return next((name for kind, name in kinds if isinstance(value, kind)), "null")


def _parse_conditions(value: Any, what: str) -> Iterator[Condition]:
    if value is None:
        return
    if not isinstance(value, list):
        raise RequestError(f"properties in {what} is {kind_of(value)}, not a list")
    check_number(len(value), _MOST_CONDITIONS, f"properties in {what}")
    for each in value:
        if not isinstance(each, dict) or not isinstance(each.get("pid"), str) or "v" not in each:
            raise RequestError(f"a property in {what} has no pid or no v", remedy='Send {"pid": "year", "v": "1995"}.')
        yield Condition(each["pid"], parse_values(each["v"], f"{_shown(each['pid'])} in {what}"))


def _parse_type(value: Any, what: str) -> str:
    if isinstance(value, Mapping):
        value = value.get("id")
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RequestError(f"the type in {what} is {kind_of(value)}, not a text")
    return text_of(value, f"the type in {what}")


def _parse_value(value: Any, what: str) -> Value:
    if not isinstance(value, dict):
        return Value(text_of(value, f"a value of {what}"))
    identifier, name = value.get("id"), value.get("name")
    if identifier is None and name is None:
        raise RequestError(f"a value of {what} is an object without id")
    text, given = (text_of(each or "", f"a value of {what}") for each in (name, identifier))
    return Value(text, given)


def one_of(value: Any, choices: Sequence[str], what: str) -> str:
    """Read one of several words; the first of them where none is given."""
    if value is None or value == "":
        return choices[0]
    if value not in choices:
        raise RequestError(f"{what} is none of {', '.join(choices)}")
    return str(value)


def _shown(text: str) -> str:
    return repr(text if len(text) < 40 else text[:40] + "…")
