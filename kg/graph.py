"""The graph as Python users meet it: `g = kg.open()`, then ask it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import sys
import tempfile
import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.build.opening import open_store
from kg.config import Workspace, find_workspace
from kg.exports.answer import Answer, answer_of, to_term
from kg.rdf.terms import IRI, ontology_terms
from kg.store.embedded import EmbeddedStore, write_store
from kg.store.protocol import Selecting
from kg.views.anywhere import is_described, resolve_anywhere
from kg.views.asof import quads_as_of
from kg.views.names import resolve
from kg.views.when import read_period

if TYPE_CHECKING:
    import rdflib

    from kg.exports.comparison.shown import ShownComparison
    from kg.exports.shown import NetworkPage, Shown
    from kg.views.entity import Entity
    from kg.views.network import Network
    from kg.views.path import Paths
    from kg.views.timeline import Timeline

_MOST = 100  # records of datasets on the page of one node
_NAME = re.compile(r"[\w-]+")
_COUNTS = """
SELECT ?label (COUNT(DISTINCT ?node) AS ?nodes) {
    ?node a ?class . ?class a owl:Class ; rdfs:label ?label
    FILTER NOT EXISTS { ?narrower rdfs:subClassOf ?class . ?node a ?narrower }
} GROUP BY ?label ORDER BY DESC(?nodes) ?label"""


class Graph:
    """A built graph, or what it says of one date (`day`)."""

    def __init__(self, store: EmbeddedStore, workspace: Workspace, day: str | None = None) -> None:
        self.store = store
        self.workspace = workspace
        self.day = day

    @classmethod
    def open(cls, path: str | Path | None = None, say: Callable[[str], None] | None = None) -> Graph:
        """Open the graph of the workspace at or above `path` (default: the current folder), or else the shipped one.

        It is built first if it has not been, or if the data have changed; `say` is told so (default: standard error).
        """
        workspace = find_workspace(None if path is None else Path(path))
        return cls(open_store(workspace, say or _say), workspace)

    # --- asking -----------------------------------------------------------------------------------

    def query(self, question: str, **parameters: object) -> Answer:
        """Ask a SPARQL query, or a competency question by its name; `parameters` are put in place of its variables.

        A query is asked of the imported datasets too, and so is a named question that is about them. A parameter of a
        named question is typed as on the command line. One of a query is a Python value, or an IRI in angle brackets.
        Raises QueryError with the place of a mistake.
        """
        if _NAME.fullmatch(question):
            from kg.store.questions import find_question

            found = find_question(self.workspace.ontology / "queries", question)
            asked = {name: str(value) for name, value in parameters.items()}
            store = self.store.whole() if found.datasets else self.store
            return answer_of(found.ask(store, asked, self._resolve_anywhere))
        bindings = {name: to_term(value) for name, value in parameters.items()}
        return answer_of(self.store.whole().query(question, bindings))

    def datasets(self) -> list[str]:
        """List the imported releases that a query sees, by name."""
        from kg.build.imports import list_imports

        return [] if self.day else [release.name for release in list_imports(self.workspace)]

    def find(self, name: str) -> str:
        """Give the IRI of what somebody calls by that name; raises AmbiguousNameError or NameNotFoundError."""
        return self._resolve_anywhere(self.store.whole(), name).value

    def _resolve_anywhere(self, whole: Selecting, name: str) -> IRI:
        return resolve_anywhere(self.store, whole, name)

    def entity(self, name: str, *, quote: bool = False, text: Path | None = None) -> Shown[Entity]:
        """Give everything known about one node, in reading order, each line with its sources.

        Only what the curated graph knows nothing of is looked for in the imported datasets.

        `quote`: also the passages, from the reader's own copies (`text`, or those that kg.toml names). Raises
        UsageError if there is no copy.
        """
        from kg.exports import entity
        from kg.exports.shown import Shown
        from kg.views.entity import read_entity
        from kg.views.quotes import read_quotes

        whole = self.store.whole()
        node = resolve_anywhere(self.store, whole, name)
        is_curated = is_described(self.store, node)
        store = self.store if is_curated else whole
        view = read_entity(store, node, None if is_curated else _MOST)
        if quote:
            copies = {"": text} if text else self.workspace.texts
            view = replace(view, quotes=read_quotes(store, view.passages, copies))
        return Shown(view, entity)

    def path(self, start: str, end: str, *, most: int = 3, unasserted: bool = False) -> Shown[Paths]:
        """Give the shortest connections of two nodes; `unasserted`: also through what is denied or imagined."""
        from kg.exports import path
        from kg.exports.shown import Shown
        from kg.views.path import find_paths

        ends = resolve(self.store, start), resolve(self.store, end)
        return Shown(find_paths(self.store, *ends, most=most, unasserted=unasserted), path)

    def timeline(self, *names: str, **narrowed: Any) -> Shown[Timeline]:
        """Give what has to do with any of the names, or everything, in order of time.

        `narrowed` as in `kg.views.timeline.Question`: first, last, as_of, sources, modalities, undated.
        """
        from kg.exports import timeline
        from kg.exports.shown import Shown
        from kg.views.timeline import Question, read_timeline

        return Shown(read_timeline(self.store, Question(names, **narrowed), self.workspace.margins), timeline)

    def compare(self, *names: str, **narrowed: Any) -> ShownComparison:
        """Set against each other what documents and imported releases say of the same things, or of the names alone.

        `narrowed` as in `kg.views.comparison.comparing.Question`: datasets, kinds.
        """
        from kg.exports.comparison import text
        from kg.exports.comparison.shown import ShownComparison
        from kg.views.comparison.comparing import Question, describe_question, read_comparison

        question = Question(names, **narrowed)
        view = read_comparison(self.store, self.store.whole(), question, self.workspace.margins)
        return ShownComparison(view, text, self.workspace.title, describe_question(question))

    def network(self, *names: str, **narrowed: Any) -> NetworkPage:
        """Draw the network, or what lies around the names; `narrowed` as in `kg.views.scope.Scope`."""
        from kg.exports.network_page.scope_page import write_scope_page
        from kg.exports.shown import NetworkPage
        from kg.views.scope import Scope

        return NetworkPage(write_scope_page(self.store, self.workspace, Scope(names, **narrowed)))

    # --- narrowing and handing on -----------------------------------------------------------------

    def as_of(self, date: str | dt.date, *, certain: bool = False) -> Graph:
        """Give what the graph says of a date (EDTF of any precision): what possibly held, or only what certainly did.

        It is a graph of its own, asked in the same ways, of what is curated: the imported datasets are not in it. What
        has no time is, and so is what is undated unless only the certain is wanted.
        """
        terms = ontology_terms(self.workspace.namespaces)
        period = read_period(str(date), self.workspace.margins)
        folder = Path(tempfile.mkdtemp(prefix="kg-as-of-"))
        write_store(folder, quads_as_of(self.store.quads(), period, terms, certain=certain))
        graph = Graph(EmbeddedStore(folder, self.store.prefixes), self.workspace, str(date))
        weakref.finalize(graph, shutil.rmtree, folder, ignore_errors=True)
        return graph

    def to_networkx(self) -> Network:
        """Give nodes and edges as a networkx.MultiDiGraph; `kg.views.network` says what they know."""
        from kg.views.network import read_network

        return read_network(self.store)

    def to_rdflib(self) -> rdflib.Dataset:
        """Give all quads as an rdflib.Dataset: the union of all claims as default graph, and each claim's graph."""
        from kg.rdf.bridge import to_rdflib_dataset

        return to_rdflib_dataset(self.store.quads())

    # --- showing ----------------------------------------------------------------------------------

    def counts(self) -> dict[str, int]:
        """How many nodes are curated, by the name of their class, most first."""
        return {row["label"].value: int(row["nodes"].value) for row in self.store.select(_COUNTS)}

    def __repr__(self) -> str:
        return f"<Graph {self.workspace.title!r}{f' as of {self.day}' if self.day else ''}>"

    def _repr_html_(self) -> str:
        from kg.exports.notebook import table_html

        title = self.workspace.title + (f", as of {self.day}" if self.day else "")
        return table_html(("class", "nodes"), self.counts().items(), title)


def _say(line: str) -> None:
    print(line, file=sys.stderr)
