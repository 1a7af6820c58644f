"""What a query gives: rows, yes or no, or triples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.rdf.terms import Term, Triple

Row = tuple[Term | None, ...]


@dataclass(frozen=True)
class Solutions:
    """The rows of a SELECT query; an unbound variable is None."""

    variables: tuple[str, ...]
    rows: list[Row]

    def __iter__(self) -> Iterator[dict[str, Term]]:
        for row in self.rows:
            yield {name: term for name, term in zip(self.variables, row, strict=True) if term is not None}

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Boolean:
    """The answer of an ASK query."""

    value: bool

    def __bool__(self) -> bool:
        return self.value


@dataclass(frozen=True)
class Graph:
    """The triples of a CONSTRUCT or DESCRIBE query."""

    triples: list[Triple]


Result = Solutions | Boolean | Graph
