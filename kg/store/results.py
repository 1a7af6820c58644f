"""What a query gives: rows, yes or no, or triples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rdf.terms import Term, Triple

Row = tuple[Term | None, ...]
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_JSON = ox.QueryResultsFormat.JSON
_TRIPLES = ox.RdfFormat.N_TRIPLES


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

    def column(self, variable: str) -> list[Term | None]:
        """Give the values of one variable, row by row."""
        position = self.variables.index(variable)
        return [row[position] for row in self.rows]


class Boolean(NamedTuple):
    """The answer of an ASK query."""

    value: bool

    def __bool__(self) -> bool:
        return self.value


class Graph(NamedTuple):
    """The triples of a CONSTRUCT or DESCRIBE query, each once, in the order of their text."""

    triples: list[Triple]


Result = Solutions | Boolean | Graph


def solutions_of(result: Result) -> Solutions:
    """Give the rows of a result; raises QueryError if it has none."""
    if not isinstance(result, Solutions):
        raise QueryError("not a SELECT query", remedy="Only SELECT gives rows.")
    return result


def read_answer(answer: object) -> Result:
    """Read an engine's answer to its end, in the thread that asked (another one would abort the process)."""
    if isinstance(answer, ox.QueryBoolean):
        return Boolean(bool(answer))
    if isinstance(answer, ox.QuerySolutions):
        variables = tuple(variable.value for variable in answer.variables)
        return Solutions(variables, [tuple(row) for row in answer])
    assert isinstance(answer, ox.QueryTriples)
    return Graph(sorted(set(answer), key=str))


def default_graph(graphs: Sequence[str]) -> list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None:
    """Give what the engine makes the default graph of: the stored one and these; None, the stored one, for none."""
    return [ox.DefaultGraph(), *map(ox.NamedNode, graphs)] if graphs else None


def parse_answer(content: bytes, *, is_triples: bool) -> Result:
    """Read an answer that was written as N-Triples, or as SPARQL JSON."""
    if is_triples:
        return Graph(sorted({quad.triple for quad in ox.parse(content, _TRIPLES)}, key=str))
    return read_answer(ox.parse_query_results(content, _JSON))
