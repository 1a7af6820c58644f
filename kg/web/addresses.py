"""Addresses: where on the site an IRI of ours is answered, and which IRI an address stands for.

The path is the IRI without the graph's base; what IRIs may hold and addresses may not is written as RFC 3987 has it
(section 3.1), and read back so (3.2). A document has the path of what it describes, with the suffix of its format. The
terms of the ontology, whose IRIs may be fragments or lie elsewhere, have a path each below `/ontology`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote, unquote

from kg.config import Namespaces
from kg.config.namespaces import CODE
from kg.rdf.formats import RDF_FORMATS

SPARQL, GRAPHS, DATASET = "/sparql", "/graphs", "/void"  # where programs ask; other rooms lead there

HTML = "html"
ONTOLOGY = "/ontology"

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {HTML: ".html", **{form.name: form.suffix for form in RDF_FORMATS.values()}}
)

_AS_THEY_ARE = "%/:@!$&'()*+,;=~[]"
_NOT_ASCII = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


class Address(NamedTuple):
    """A path taken apart: that of the thing, and the format that its suffix names (empty: none)."""

    path: str
    format: str


def page_of(iri: str, namespaces: Namespaces) -> str:
    """Give the address of the page about an IRI of ours, or the IRI itself where it is not one."""
    return document_of(iri, HTML, namespaces)


def document_of(iri: str, format_name: str, namespaces: Namespaces) -> str:
    """Give the address of the document about an IRI of ours, in a format; any other IRI is its own address."""
    path = path_of(iri, namespaces)
    if path is None:
        return iri
    path, hash_, fragment = path.partition("#")
    return path + ("" if path == "/" else SUFFIXES[format_name]) + hash_ + fragment


def path_of(iri: str, namespaces: Namespaces) -> str | None:
    """Give the path that an IRI of ours is answered at, or None where the site does not answer for it."""
    if iri == namespaces.base:
        return "/"
    if iri == vocabulary_of(namespaces):
        return ONTOLOGY
    for namespace, room in _rooms(namespaces):
        local = iri.removeprefix(namespace)
        if local and local != iri:
            return room + quote(local, safe=_AS_THEY_ARE + "#")
    return None


def uri_of(iri: str, safe: str = _AS_THEY_ARE + "#?") -> str:
    """Give an IRI in ASCII (RFC 3987, section 3.1), as the headers of HTTP want it."""
    return quote(iri, safe=safe)


def iris_of(path: str, namespaces: Namespaces) -> tuple[str, ...]:
    """Give the IRIs that a path may stand for, the likeliest first: the inverse of `path_of`.

    A node may be called anything, so only the graph knows which of them are there.

    A path is taken as it comes, undecoded. What is escaped in it may be escaped in the IRI as well, or not.
    """
    if path in {"", "/"}:
        return (namespaces.base,)
    if path == ONTOLOGY:
        return (vocabulary_of(namespaces),)
    iris = [namespace + path.removeprefix(room) for namespace, room in _rooms(namespaces) if path.startswith(room)]
    spelt = [read(iri) for iri in iris for read in (_unescape, str, unquote)]
    return tuple(dict.fromkeys(spelt))


def read_address(path: str) -> Address:
    """Take the suffix of a format off a path, if it has one."""
    for name, suffix in SUFFIXES.items():
        if path.endswith(suffix):
            return Address(path.removesuffix(suffix), name)
    return Address(path, "")


def vocabulary_of(namespaces: Namespaces) -> str:
    """Give the IRI of the ontology, which is that of its namespace without the last sign."""
    return namespaces.ontology.rstrip("#/")


def _rooms(namespaces: Namespaces) -> list[tuple[str, str]]:
    """Each namespace of ours with the path that stands for it, the narrowest first."""
    return [(namespaces.ontology, ONTOLOGY + "/"), (CODE, "/code/"), (namespaces.base, "/")]


def _unescape(text: str) -> str:
    """Read what is escaped because it is no ASCII; an escaped ASCII sign stays, since it means something else so."""
    return _NOT_ASCII.sub(lambda match: _decoded(match[0]), text)


def _decoded(escaped: str) -> str:
    try:
        return unquote(escaped, errors="strict")
    except UnicodeDecodeError:
        return escaped
