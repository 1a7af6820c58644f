"""The fixture workspace with three invented releases and a second document in it, as a build leaves them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.build.derivation import derive
from kg.build.opening import open_store
from kg.config import Margins, Workspace
from kg.rdf.terms import IRI, RDF, Quad, ontology_terms
from kg.rdf.vocabulary import read_vocabulary
from kg.store.embedded import EmbeddedStore, write_store
from kg.views.comparison.comparing import Question, read_comparison
from kg.views.comparison.topic import Comparison, Topic
from tests.conftest import ROOT

REGISTERS = ROOT / "tests" / "fixtures" / "registers" / "registers.trig"


class Registers:
    """The two graphs that are compared: without the releases, and with them."""

    def __init__(self, built: Workspace, folder: Path, more: str = "") -> None:
        self.workspace = built
        curated = list(open_store(built, lambda _: None).quads())
        quads = [*ox.parse(REGISTERS.read_bytes(), ox.RdfFormat.TRIG), *ox.parse(more, ox.RdfFormat.TRIG)]
        write_store(folder, {*curated, *_derived(built, curated, quads)})
        terms = ontology_terms(built.namespaces)
        releases = [
            q.subject.value for q in quads if q.object == terms["DatasetRelease"] and isinstance(q.subject, IRI)
        ]
        self.curated = EmbeddedStore(folder, built.namespaces.prefixes)
        self.whole = EmbeddedStore(folder, built.namespaces.prefixes, sorted(releases))

    def compare(self, *names: str, datasets: Iterable[str] = (), kinds: Iterable[str] = ()) -> Comparison:
        return read_comparison(self.curated, self.whole, Question(names, tuple(datasets), tuple(kinds)), Margins())

    def topic(self, name: str) -> Topic:
        return next(topic for topic in self.compare().topics if topic.slug == name)


def _derived(workspace: Workspace, curated: list[Quad], quads: list[Quad]) -> Iterable[Quad]:
    """Add what import and build derive: a release has it in its own graph, a claim in the default one too."""
    vocabulary = read_vocabulary(curated, workspace.namespaces)
    graph_of = {quad.subject: quad.graph_name for quad in quads if quad.predicate == RDF["type"]}
    for quad in (*quads, *derive(quads, vocabulary, Margins())):
        graph = quad.graph_name
        if quad.predicate == RDF["type"]:
            graph = graph_of.get(quad.subject, graph)
        yield Quad(quad.subject, quad.predicate, quad.object, graph)
        if "/claim/" in str(graph):
            yield Quad(quad.subject, quad.predicate, quad.object)
