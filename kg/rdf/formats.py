"""The RDF formats we write, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import UsageError

FORMATS = "http://www.w3.org/ns/formats/"  # the namespace of unique URIs for file formats


@dataclass(frozen=True, slots=True)
class Format:
    """One RDF format. `holds_graphs`: it keeps each claim as a named graph, rather than only their union."""

    name: str
    title: str
    suffix: str
    media_type: str
    holds_graphs: bool
    engine: ox.RdfFormat

    @property
    def iri(self) -> str:
        """Give the name that it has among the W3C's unique URIs for file formats."""
        return FORMATS + self.title.replace("/", "_")

    def write(self, quads: Iterable[ox.Quad], prefixes: Mapping[str, str]) -> bytes:
        """Write quads in the order in which they come; a format without graphs drops the graph names."""
        statements = quads if self.holds_graphs else (quad.triple for quad in quads)
        content = ox.serialize(statements, format=self.engine, prefixes=dict(prefixes))
        assert content is not None
        return content

    def read(self, content: bytes) -> Iterable[ox.Quad]:
        """Read quads out of a whole file."""
        return ox.parse(input=content, format=self.engine)


RDF_FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        form.name: form
        for form in (
            Format("turtle", "Turtle", ".ttl", "text/turtle", False, ox.RdfFormat.TURTLE),
            Format("trig", "TriG", ".trig", "application/trig", True, ox.RdfFormat.TRIG),
            Format("ntriples", "N-Triples", ".nt", "application/n-triples", False, ox.RdfFormat.N_TRIPLES),
            Format("nquads", "N-Quads", ".nq", "application/n-quads", True, ox.RdfFormat.N_QUADS),
            Format("rdfxml", "RDF/XML", ".rdf", "application/rdf+xml", False, ox.RdfFormat.RDF_XML),
            Format("jsonld", "JSON-LD", ".jsonld", "application/ld+json", True, ox.RdfFormat.JSON_LD),
        )
    }
)


def find_format(name: str) -> Format:
    """Give the RDF format of that name; raises UsageError."""
    try:
        return RDF_FORMATS[name]
    except KeyError as error:
        raise UsageError(
            f"no RDF format is called {name!r}", remedy="Formats: " + ", ".join(sorted(RDF_FORMATS))
        ) from error
