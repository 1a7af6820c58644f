"""The corpus: everything a workspace says and may say, read once, with the place of every IRI."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.config import Namespaces, Workspace
from kg.errors import Location
from kg.rdf.files import SourceFile, read_folder
from kg.rdf.mentions import Mention, Role
from kg.rdf.terms import IRI, Quad
from kg.rdf.vocabulary import Vocabulary, read_vocabulary


@dataclass(frozen=True)
class Corpus:
    """The files of the ontology and of the data."""

    ontology: tuple[SourceFile, ...]
    data: tuple[SourceFile, ...]
    namespaces: Namespaces

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The ontology's terms."""
        return read_vocabulary(self.ontology_quads, self.namespaces)

    @property
    def ontology_quads(self) -> list[Quad]:
        """All quads of the ontology."""
        return [quad for file in self.ontology for quad in file.quads]

    @cached_property
    def quads(self) -> list[Quad]:
        """All quads of the data, as curated."""
        return [quad for file in self.data for quad in file.quads]

    @cached_property
    def mentions(self) -> dict[str, list[Mention]]:
        """Where each IRI stands in the data."""
        found: dict[str, list[Mention]] = {}
        for mention in self._iter_mentions():
            found.setdefault(mention.iri, []).append(mention)
        return found

    def locate(self, node: IRI | str) -> Location | None:
        """Give the place where a node is first described (or else first named)."""
        mentions = self.mentions.get(node if isinstance(node, str) else node.value, [])
        described = (m.location for m in mentions if m.role is not Role.TERM)
        return next(described, mentions[0].location if mentions else None)

    def _iter_mentions(self) -> Iterator[Mention]:
        for file in self.data:
            yield from file.mentions()


def read_corpus(workspace: Workspace) -> Corpus:
    """Read a workspace's ontology and data; raises InputError at the first file that cannot be read."""
    return Corpus(
        ontology=tuple(read_folder(workspace.ontology, workspace.root)),
        data=tuple(read_folder(workspace.data, workspace.root)),
        namespaces=workspace.namespaces,
    )
