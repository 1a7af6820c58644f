"""The assembled graph: what is curated and what follows from it, before it is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.build.derivation import Derivation, default_graph, derive
from kg.config import Workspace
from kg.rdf.corpus import Corpus, read_corpus
from kg.rdf.terms import IRI, Quad


@dataclass(frozen=True)
class Assembly:
    """A corpus with what was derived from it. `default` is the union of all its graphs."""

    corpus: Corpus
    derivation: Derivation
    default: list[Quad]

    @property
    def named(self) -> list[Quad]:
        """The claims' graphs with what was derived inside them, sorted, each quad once."""
        quads = {q for q in (*self.corpus.quads, *self.derivation) if isinstance(q.graph_name, IRI)}
        return sorted(quads, key=str)

    def __iter__(self) -> Iterator[Quad]:
        """Every quad that the store holds."""
        yield from self.default
        yield from self.named


def assemble(workspace: Workspace) -> Assembly:
    """Read a workspace and derive what follows; raises InputError where a file cannot be read."""
    return assemble_corpus(read_corpus(workspace), workspace)


def assemble_corpus(corpus: Corpus, workspace: Workspace) -> Assembly:
    """Derive what follows from a corpus that has been read."""
    derivation = derive(corpus.quads, corpus.vocabulary, workspace.margins)
    default = default_graph([*corpus.ontology_quads, *corpus.quads, *derivation])
    return Assembly(corpus, derivation, default)
