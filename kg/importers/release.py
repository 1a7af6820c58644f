"""Releases: what is said of one release of a dataset, the graph that its rows stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.config.namespaces import STANDARD
from kg.importers.dataset import Descriptor
from kg.importers.terms import Terms
from kg.importers.text import escape

_DCTERMS = STANDARD["dcterms"]


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """One file of a release: its IRI, its name on disk, its table and its checksum."""

    iri: str
    name: str
    table: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Release:
    """One release of a dataset as a graph of the workspace."""

    descriptor: Descriptor
    version: str
    terms: Terms
    retrieved: str = ""

    @property
    def name(self) -> str:
        """The name by which it is listed and removed."""
        return f"{self.descriptor.name}-{self.version}"

    @property
    def graph(self) -> str:
        """The IRI of the release and of its graph."""
        return self.terms.namespaces.src + self.name

    def description(self, files: tuple[ReleaseFile, ...], covers: str) -> Iterator[str]:
        """Yield the N-Triples that describe the release, the years that it `covers`, and its files."""
        about, kg = self.descriptor, self.terms.namespaces.ontology
        for kind in self.terms.ancestors(kg + "DatasetRelease"):
            yield self._link(STANDARD["rdf"] + "type", kind)
        yield self._link(kg + "modality", kg + "Fact")
        label = f"{about.title} {self.version}"
        yield self._literal(STANDARD["rdfs"] + "label", label, "@en")
        yield self._literal(_DCTERMS + "title", about.title, "@en")
        yield self._literal(STANDARD["schema"] + "version", self.version)
        edtf = f"^^<{STANDARD['edtf']}EDTF>"
        for prop, text, suffix in (
            (_DCTERMS + "bibliographicCitation", about.citation, "@en"),
            (_DCTERMS + "rights", about.licence, "@en"),
            (kg + "covers", covers, edtf),
            (kg + "coversActors", about.covers_actors, "@en"),
            (kg + "retrieved", self.retrieved, edtf),
        ):
            if text:
                yield self._literal(prop, text, suffix)
        if about.homepage:
            yield self._link(STANDARD["rdfs"] + "seeAlso", about.homepage)
        for file in files:
            yield self._link(kg + "file", file.iri)
            yield f'<{file.iri}> <{STANDARD["rdfs"]}label> "{escape(file.name)}"@en .\n'
            yield f'<{file.iri}> <{kg}sha256> "{file.sha256}" .\n'

    def _link(self, prop: str, target: str) -> str:
        return f"<{self.graph}> <{prop}> <{target}> .\n"

    def _literal(self, prop: str, text: str, suffix: str = "") -> str:
        return f'<{self.graph}> <{prop}> "{escape(text)}"{suffix} .\n'
