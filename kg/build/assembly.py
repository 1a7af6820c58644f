"""The assembled graph: what is curated, what follows from it and what it is linked to, before it is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from kg.build.derivation import Derivation, derive
from kg.build.links import Linked, link
from kg.config import Workspace
from kg.rdf.corpus import Corpus, read_corpus
from kg.rdf.terms import IRI, DefaultGraph, Quad


@dataclass(frozen=True)
class Assembly:
    """A corpus with what was derived from it, and its links; its quads come sorted, each once."""

    corpus: Corpus
    derivation: Derivation
    linked: Linked = field(default_factory=Linked)

    @cached_property
    def default(self) -> list[Quad]:
        """The default graph of every query: the ontology, the union of all the data's graphs, and the links."""
        quads = (*self.corpus.ontology_quads, *self.corpus.quads, *self.derivation, *self.linked.quads)
        return sorted({Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in quads}, key=str)

    @cached_property
    def named(self) -> list[Quad]:
        """The claims' graphs, with what was derived inside them."""
        quads = {quad for quad in (*self.corpus.quads, *self.derivation) if isinstance(quad.graph_name, IRI)}
        return sorted(quads, key=str)

    def __iter__(self) -> Iterator[Quad]:
        """Every quad that the store holds."""
        yield from self.default
        yield from self.named


def assemble(workspace: Workspace) -> Assembly:
    """Read a workspace, derive what follows and link it; raises InputError where a file cannot be read."""
    corpus = read_corpus(workspace)
    return assemble_corpus(corpus, link(corpus, workspace), workspace)


def assemble_corpus(corpus: Corpus, linked: Linked, workspace: Workspace) -> Assembly:
    """Derive what follows from a corpus that has been read and linked."""
    return Assembly(corpus, derive(corpus.quads, corpus.vocabulary, workspace.margins), linked)
