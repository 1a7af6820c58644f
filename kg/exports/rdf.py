"""RDF files: the same quads, the same bytes; sorted, grouped by subject, with the prefixes they use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.config import Namespaces
from kg.errors import UsageError
from kg.rdf.formats import Format, find_format
from kg.rdf.terms import IRI, RDF, DefaultGraph, Literal, Quad

DEFAULT = DefaultGraph()
_TYPE = RDF["type"]

# XML 1.0 has no way to write these, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_XML_NAME_END = re.compile(r"[^\W\d][\w.-]*\Z")
_PREFIX_LINE = re.compile(r"@prefix ([^:\s]+): ")


def serialize(quads: Iterable[Quad], format_name: str, namespaces: Namespaces) -> bytes:
    """Write quads as an RDF file in the format of that name.

    Formats with graphs hold each claim as a named graph, and in the default graph only what stands in no claim; the
    others hold the union. The bytes do not depend on the order of the quads.
    Raises UsageError for an unknown format, or for a text that RDF/XML cannot hold.
    """
    form = find_format(format_name)
    chosen = list(arrange(quads, form))
    prefixes = _used_prefixes(chosen, namespaces)
    if form.name == "rdfxml":
        _refuse_not_xml(chosen)
    content = form.write(chosen, prefixes)
    if form.name in {"turtle", "trig"}:
        return _with_air(content.decode()).encode()
    if form.name == "rdfxml":
        return content.replace(b"\r", b"&#13;")
    return _compact(content, prefixes) if form.name == "jsonld" else content


def arrange(quads: Iterable[Quad], form: Format) -> list[Quad]:
    """Choose the quads that a format holds, in the order in which it writes them."""
    if form.holds_graphs:
        return sorted(without_union(quads), key=_reading_order)
    return sorted({Quad(q.subject, q.predicate, q.object, DEFAULT) for q in quads}, key=_reading_order)


def without_union(quads: Iterable[Quad]) -> set[Quad]:
    """Leave out of the default graph what stands in a named graph anyway."""
    every = set(quads)
    claimed = {quad.triple for quad in every if quad.graph_name != DEFAULT}
    return {quad for quad in every if quad.graph_name != DEFAULT or quad.triple not in claimed}


def _reading_order(quad: Quad) -> tuple[str, bool, str, bool, str, str]:
    """A claim's metadata right before its graph, and each node's class before the rest of it."""
    subject, graph = (str(term).strip("<>") for term in (quad.subject, quad.graph_name))
    in_graph = quad.graph_name != DEFAULT
    return (
        graph if in_graph else subject,
        in_graph,
        subject,
        quad.predicate != _TYPE,
        quad.predicate.value,
        str(quad.object),
    )


def _used_prefixes(quads: Iterable[Quad], namespaces: Namespaces) -> dict[str, str]:
    used = {iri for quad in quads for iri in _iris(quad)}
    return {
        prefix: namespace
        for prefix, namespace in namespaces.prefixes.items()
        if any(iri.startswith(namespace) for iri in used)
    }


def _iris(quad: Quad) -> Iterator[str]:
    for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
        if isinstance(term, IRI):
            yield term.value
        elif isinstance(term, Literal):
            yield term.datatype.value


def _with_air(text: str) -> str:
    """Put a blank line between subjects; drop prefixes that nothing uses.

    The engine writes one statement or one brace per line end and escapes line ends in literals.
    """
    lines = text.split("\n")[:-1]
    head = sorted(line for line in lines if _PREFIX_LINE.match(line))
    body = [line for line in lines if not _PREFIX_LINE.match(line)]
    return "\n".join([*_needed(head, "\n".join(body)), *_spaced(body)]) + "\n"


def _needed(head: list[str], body: str) -> list[str]:
    names = [match[1] for line in head if (match := _PREFIX_LINE.match(line))]
    return [line for name, line in zip(names, head, strict=True) if re.search(rf"(?<![\w:.-]){re.escape(name)}:", body)]


def _spaced(body: list[str]) -> Iterator[str]:
    for line in body:
        if not line.startswith(("\t", "}")):
            yield ""
        text = line.lstrip("\t")
        yield "    " * (len(line) - len(text)) + text


def _refuse_not_xml(quads: Iterable[Quad]) -> None:
    for quad in quads:
        if isinstance(quad.object, Literal) and _NOT_XML.search(quad.object.value):
            raise UsageError(
                f"RDF/XML cannot hold the control character in the {quad.predicate.value} of {quad.subject}",
                remedy="Write turtle, ntriples or jsonld instead.",
            )
        if not _XML_NAME_END.search(quad.predicate.value):
            raise UsageError(
                f"RDF/XML cannot hold the property {quad.predicate.value}, which ends in no XML name",
                remedy="Write turtle, ntriples or jsonld instead.",
            )


def _compact(content: bytes, prefixes: Mapping[str, str]) -> bytes:
    """Shorten the IRIs of expanded JSON-LD by a context (JSON-LD 1.1, section 4.1.5), and indent it."""
    nodes = json.loads(content)
    iris = set(_json_iris(nodes))
    schemes = {iri.partition(":")[0] for iri in iris}
    used = {prefix: ns for prefix, ns in prefixes.items() if any(iri.startswith(ns) for iri in iris)}
    context = {prefix: namespace for prefix, namespace in used.items() if prefix not in schemes}
    longest_first = sorted(context.items(), key=lambda pair: -len(pair[1]))
    graph = [_shorten(node, longest_first) for node in nodes]
    return (json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, indent=1) + "\n").encode()


def _json_iris(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _json_iris(item)
    elif isinstance(value, dict):
        yield from (key for key in value if not key.startswith("@") and key != _TYPE.value)
        yield from (value[key] for key in ("@id", "@type") if isinstance(value.get(key), str))
        yield from _json_iris([item for item in value.values() if not isinstance(item, str)])


def _shorten(value: Any, prefixes: list[tuple[str, str]]) -> Any:
    """Shorten a node or a value object; a plain text and a list of one lose their wrapping."""
    if isinstance(value, list):
        items = [_shorten(item, prefixes) for item in value]
        return items[0] if len(items) == 1 else items
    if not isinstance(value, dict):
        return value
    if set(value) == {"@value"}:
        return value["@value"]
    return dict(_shorten_entry(key, item, prefixes) for key, item in value.items())


def _shorten_entry(key: str, item: Any, prefixes: list[tuple[str, str]]) -> tuple[str, Any]:
    if key in {"@id", "@type"} and isinstance(item, str):
        return key, _curie(item, prefixes)
    if key == _TYPE.value and all(set(kind) == {"@id"} for kind in item):
        kinds = [_curie(kind["@id"], prefixes) for kind in item]
        return "@type", kinds[0] if len(kinds) == 1 else kinds
    return key if key.startswith("@") else _curie(key, prefixes), _shorten(item, prefixes)


def _curie(iri: str, prefixes: list[tuple[str, str]]) -> str:
    for prefix, namespace in prefixes:
        local = iri.removeprefix(namespace)
        if local != iri and not local.startswith("//"):
            return f"{prefix}:{local}"
    return iri
