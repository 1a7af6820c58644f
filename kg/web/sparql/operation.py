"""What a request asks of the endpoint: a query or an update, and of which graphs (SPARQL 1.1 Protocol, section 2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException

from kg.rdf.terms import IRI

Fields = Mapping[str, list[str]]

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"

_POSTED = f"What is posted here is a form ({FORM}), a query ({QUERY}) or an update ({UPDATE})"
_GRAPHS = {"query": ("default-graph-uri", "named-graph-uri"), "update": ("using-graph-uri", "using-named-graph-uri")}


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update as it was sent. The graphs are None where the request leaves them to the text.

    `wanted` is the word of `format` or `output`, by which people and old clients ask for a format.
    """

    text: str
    is_update: bool = False
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    wanted: str = ""


def read_address(query: bytes) -> Operation | None:
    """Read what a GET asks, or None if it has no query; raises HTTPException."""
    if not query:
        return None
    fields = read_fields(query)
    if "update" in fields:
        raise HTTPException(400, "an update is posted: a GET changes nothing")
    return _read_operation(fields, "query") if "query" in fields else None


def read_posted(query: bytes, content_type: str, body: bytes) -> Operation:
    """Read what a POST asks, by its address, its Content-Type and its body; raises HTTPException."""
    media_type = read_media_type(content_type)
    if media_type == FORM:
        return _read_form(_merge(read_fields(query), read_fields(body)))
    if media_type not in {QUERY, UPDATE}:
        raise HTTPException(415, f"{_POSTED}; its Content-Type says which")
    kind = "query" if media_type == QUERY else "update"
    fields = read_fields(query)
    if "query" in fields or "update" in fields:
        raise HTTPException(400, f"there is one {kind} in the body and another in the address")
    return _read_operation({**fields, kind: [_decode(body)]}, kind)


def read_fields(content: bytes) -> Fields:
    """Read a form or the query of an address, each name with its values in their order; raises HTTPException."""
    fields: dict[str, list[str]] = {}
    try:
        for name, value in parse_qsl(content.decode(), keep_blank_values=True, errors="strict"):
            fields.setdefault(name, []).append(value)
    except ValueError as error:  # one is UnicodeDecodeError
        raise HTTPException(400, "what was sent is no UTF-8") from error
    return fields


def read_media_type(content_type: str) -> str:
    """Give the media type of a Content-Type in small letters; raises HTTPException if the text is not UTF-8."""
    media_type, *parameters = (part.strip().lower() for part in content_type.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip(' "') not in {"utf-8", "utf8", "us-ascii"}:
            raise HTTPException(415, "only UTF-8 is read here")
    return media_type


def read_graph(value: str) -> str:
    """Give the IRI of a graph as it was sent; raises HTTPException if it is none."""
    try:
        return IRI(value).value
    except ValueError as error:
        raise HTTPException(400, f"no IRI of a graph: {value!r}") from error


def _read_form(fields: Fields) -> Operation:
    kinds = [kind for kind in ("query", "update") if kind in fields]
    if len(kinds) != 1:
        raise HTTPException(400, "a form has either a query or an update")
    return _read_operation(fields, kinds[0])


def _read_operation(fields: Fields, kind: str) -> Operation:
    texts = fields[kind]
    if len(texts) != 1:
        raise HTTPException(400, f"there is more than one {kind}")
    default, named = (fields.get(name) for name in _GRAPHS[kind])
    wanted = fields.get("format") or fields.get("output") or [""]
    if default is None and named is None:
        return Operation(texts[0], kind == "update", wanted=wanted[-1])
    return Operation(texts[0], kind == "update", _read_graphs(default), _read_graphs(named), wanted[-1])


def _read_graphs(values: list[str] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(read_graph(value) for value in values or ()))


def _merge(address: Fields, form: Fields) -> Fields:
    return {name: [*address.get(name, ()), *form.get(name, ())] for name in {**address, **form}}


def _decode(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, "what was sent is no UTF-8") from error
