"""The corpus: everything a workspace says and may say, read once, with the place of every IRI."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.config import Namespaces, Workspace
from kg.errors import Location
from kg.rdf.files import SourceFile, read_file
from kg.rdf.listing import list_data, list_files
from kg.rdf.mentions import Mention, Role
from kg.rdf.terms import IRI, Quad
from kg.rdf.vocabulary import Vocabulary, read_vocabulary

SHAPES = "shapes.ttl"


@dataclass(frozen=True)
class Corpus:
    """The files of the ontology and of the data.

    `shapes` is the ontology's shapes.ttl: it says how data are checked, has blank nodes, and is no part of the graph.
    """

    ontology: tuple[SourceFile, ...]
    data: tuple[SourceFile, ...]
    namespaces: Namespaces
    shapes: SourceFile | None = None

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The ontology's terms."""
        return read_vocabulary(self.ontology_quads, self.namespaces)

    @cached_property
    def ontology_quads(self) -> list[Quad]:
        """All quads of the ontology, without its shapes."""
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
    shapes = workspace.ontology / SHAPES
    ontology = [path for path in list_files(workspace.ontology) if path != shapes]
    return Corpus(
        ontology=tuple(read_file(path, _name(path, workspace)) for path in ontology),
        data=tuple(read_file(path, _name(path, workspace)) for path in list_data(workspace)),
        namespaces=workspace.namespaces,
        shapes=read_file(shapes, _name(shapes, workspace), blank_nodes=True) if shapes.exists() else None,
    )


def _name(path: Path, workspace: Workspace) -> str:
    """Give what messages call a file: its path from the workspace, or the whole path where it lies elsewhere."""
    inside = path.is_relative_to(workspace.root)
    return path.relative_to(workspace.root).as_posix() if inside else str(path)
