"""The embedded store: Oxigraph in a folder, opened for reading only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.store.results import Boolean, Graph, Result, Solutions

Bindings = Mapping[str, ox.NamedNode | ox.Literal]


def write_store(folder: Path, quads: Iterable[ox.Quad]) -> None:
    """Write quads into a new store in `folder`, and close it."""
    try:
        store = ox.Store(str(folder))
        store.bulk_extend(quads)
        store.optimize()
        store.flush()
    except OSError as error:
        raise StoreError(f"the store cannot be written: {error}", remedy="Is the disk full?") from error


class EmbeddedStore:
    """A built graph on disk. Queries see the default graph (the union of all claims) and the claims' graphs."""

    def __init__(self, folder: Path, prefixes: Mapping[str, str]) -> None:
        self._prefixes = dict(prefixes)
        try:
            self._store = ox.Store.read_only(str(folder))
        except OSError as error:
            raise StoreError(f"the store cannot be opened: {error}", remedy="Build it again: kg build") from error

    def query(self, text: str, bindings: Bindings | None = None) -> Result:
        """Run a query; `bindings` are terms put in the place of its variables."""
        try:
            answer = self._store.query(
                text,
                prefixes=self._prefixes,
                substitutions={ox.Variable(name): term for name, term in (bindings or {}).items()},
            )
            return _read(answer)
        except (SyntaxError, RuntimeError, ValueError) as error:
            raise QueryError(str(error)) from error

    def select(self, text: str, bindings: Bindings | None = None) -> Solutions:
        """Run a SELECT query."""
        result = self.query(text, bindings)
        if not isinstance(result, Solutions):
            raise QueryError("not a SELECT query")
        return result

    def quads(self) -> Iterable[ox.Quad]:
        """Every quad of the store."""
        return self._store.quads_for_pattern(None, None, None, None)


def _read(answer: object) -> Result:
    if isinstance(answer, ox.QueryBoolean):
        return Boolean(bool(answer))
    if isinstance(answer, ox.QuerySolutions):
        variables = tuple(variable.value for variable in answer.variables)
        return Solutions(variables, [tuple(row) for row in answer])
    assert isinstance(answer, ox.QueryTriples)
    return Graph(list(answer))
