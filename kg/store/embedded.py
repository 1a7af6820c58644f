"""The embedded store: Oxigraph in a folder, opened for reading only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.binding import Bindings, bind
from kg.store.guard import check_query, names_its_graphs
from kg.store.lexer import normalize_lines
from kg.store.limited import LimitedStore
from kg.store.results import Result, Solutions, default_graph, read_answer, solutions_of

# Below a curated graph's folder: the store that has the imported releases too, and its list of their graphs.
WHOLE, GRAPHS = "whole", "graphs"

_REBUILD = "Build it again: kg build"


def write_store(folder: Path, quads: Iterable[ox.Quad]) -> None:
    """Write quads into a new store in `folder`, and close it."""
    try:
        store = ox.Store(str(folder))
        store.bulk_extend(quads)
        store.optimize()
        store.flush()
    except OSError as error:
        raise StoreError(f"the store cannot be written: {error}", remedy="Is the disk full?") from error


def read_graphs(folder: Path) -> tuple[str, ...]:
    """Give the graphs that a plain query of the whole graph sees beside the stored default graph; none: no imports."""
    try:
        return tuple((folder / WHOLE / GRAPHS).read_text(encoding="utf-8").split())
    except FileNotFoundError:
        return ()


class EmbeddedStore:
    """A built graph on disk. Queries see the default graph (the union of all claims) and the claims' graphs.

    It is opened when it is first asked; `limited` gives a store that never opens it in this process. `graphs` join the
    stored default graph, except for a query that names its graphs itself (FROM).
    """

    def __init__(self, folder: Path, prefixes: Mapping[str, str], graphs: Sequence[str] = ()) -> None:
        if not (folder / "CURRENT").is_file():
            raise StoreError(f"there is no store in {folder}", remedy=_REBUILD)
        self._folder = folder
        self._prefixes = dict(prefixes)
        self._graphs = tuple(graphs)

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes that a query may use without declaring them."""
        return self._prefixes

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self._folder

    @property
    def graphs(self) -> Sequence[str]:
        """The graphs that join the stored default graph."""
        return self._graphs

    def query(self, text: str, bindings: Bindings | None = None, *, allow_service: bool = False) -> Result:
        """Run a query to its end, its variables bound; raises QueryError with the place of the mistake."""
        text = normalize_lines(text)
        check_query(text, allow_service=allow_service)
        bound = bind(text, bindings or {})
        try:
            graphs = () if self._graphs and names_its_graphs(text) else self._graphs
            answer = self._store.query(bound, prefixes=self._prefixes, default_graph=default_graph(graphs))
            return read_answer(answer)
        except SyntaxError as error:
            from kg.store.syntax import (
                bound_syntax_error,
            )  # explaining a mistake takes more than a question without one

            raise bound_syntax_error(error, text, bound, self._prefixes) from error
        except (RuntimeError, ValueError, OSError) as error:
            from kg.store.syntax import evaluation_error

            raise evaluation_error(error, text, self._prefixes) from error

    def select(self, text: str, bindings: Bindings | None = None) -> Solutions:
        """Run a SELECT query; raises QueryError for another form."""
        return solutions_of(self.query(text, bindings))

    def limited(self, seconds: float) -> LimitedStore:
        """Give the same graph as a store each of whose queries is ended after so many seconds."""
        return LimitedStore(self._folder, self._prefixes, seconds, graphs=self._graphs)

    def whole(self) -> EmbeddedStore:
        """Give the graph with the imported releases, which a plain query sees as it sees what is curated."""
        graphs = read_graphs(self._folder)
        return EmbeddedStore(self._folder / WHOLE, self._prefixes, graphs) if graphs else self

    def quads(self) -> Iterable[ox.Quad]:
        """Every quad of the store."""
        return self._store.quads_for_pattern(None, None, None, None)

    @cached_property
    def _store(self) -> ox.Store:
        try:
            return ox.Store.read_only(str(self._folder))
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the store cannot be opened: {error}", remedy=_REBUILD) from error
