"""What every store can do, whether its graph lies in a folder here or behind a SPARQL endpoint."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from kg.rdf.terms import Term
from kg.store.binding import Bindings
from kg.store.results import Result, Solutions


class Selecting(Protocol):
    """What names and nodes are looked up in: whatever answers SELECT queries."""

    def select(self, text: str, bindings: Mapping[str, Term] | None = None) -> Solutions:
        """Run a SELECT query."""


class Store(Protocol):
    """A graph that answers SPARQL queries."""

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes that a query may use without declaring them."""

    def query(self, text: str, bindings: Bindings | None = None, *, allow_service: bool = False) -> Result:
        """Run a query, its variables bound; raises QueryError with the place of the mistake."""

    def select(self, text: str, bindings: Bindings | None = None) -> Solutions:
        """Run a SELECT query; raises QueryError for another form."""

    def limited(self, seconds: float) -> Store:
        """Give the same graph as a store each of whose queries is ended after so many seconds."""
