"""Answers of queries, as a server gives them and as the suites expect them: rows, yes or no, or a graph."""

from __future__ import annotations

import csv
import io
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from tests.conformance.likeness import Row, are_alike, are_isomorphic, spell
from tests.conformance.manifests import RDF, Document, Node, format_of, read_document

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"

# What is asked for, so that the answer comes in the format of the one that is expected.
ACCEPTED = {".srx": "application/sparql-results+xml", ".csv": "text/csv", ".tsv": "text/tab-separated-values"}
_JSON = "application/sparql-results+json"
_FORMATS = {
    _JSON: ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}


@dataclass(frozen=True)
class Answer:
    """Rows (`is_ordered`: their order counts), or yes or no, or a graph."""

    rows: list[Row] | None = None
    boolean: bool | None = None
    quads: list[ox.Quad] | None = None
    is_ordered: bool = False

    def is_like(self, expected: Answer, *, is_lax: bool = False) -> bool:
        """Say whether it is what is expected; `is_lax`: how often a row comes does not count."""
        if expected.quads is not None:
            return self.quads is not None and are_isomorphic(self.quads, expected.quads)
        if expected.rows is None:
            return self.boolean == expected.boolean
        if self.rows is None:
            return False
        ours, theirs = (_once(self.rows), _once(expected.rows)) if is_lax else (self.rows, expected.rows)
        return are_alike(ours, theirs, in_order=expected.is_ordered)

    def __str__(self) -> str:
        return str(self.quads or self.rows if self.boolean is None else self.boolean)[:1500]


def accept_for(path: Path) -> str:
    """Give the header Accept that asks for an answer like the one in a file."""
    return f"{ACCEPTED.get(path.suffix, _JSON)}, application/n-triples"


def read_answer(content_type: str, content: bytes) -> Answer:
    """Read what a server answered."""
    media_type = content_type.partition(";")[0]
    if media_type == "text/csv":
        return Answer(rows=_read_csv(content.decode()))
    if media_type in _FORMATS:
        return _read_results(content, _FORMATS[media_type])
    form = ox.RdfFormat.from_media_type(media_type)
    assert form is not None, f"{content_type} is no answer to a query"
    return Answer(quads=list(ox.parse(content, form)))


def read_expected(path: Path) -> Answer:
    """Read what a suite expects."""
    if path.suffix == ".csv":
        return Answer(rows=_read_csv(path.read_text(encoding="utf-8")))
    form = ox.QueryResultsFormat.from_extension(path.suffix[1:])
    if form is not None:
        return _read_results(path.read_bytes(), form)
    document = read_document(path)
    for node in document.nodes(f"{RS}boolean"):
        return Answer(boolean=document.text(node, f"{RS}boolean") == "true")
    for node in [node for node in document.nodes(f"{RDF}type") if _is_result_set(document, node)]:
        return _read_result_set(document, node)
    return Answer(quads=list(ox.parse(path=path, base_iri=path.as_uri(), format=format_of(path))))


def _is_result_set(document: Document, node: Node) -> bool:
    return any(kind.value == f"{RS}ResultSet" for kind in document.values(node, f"{RDF}type"))


def _read_results(content: bytes, form: ox.QueryResultsFormat) -> Answer:
    results = ox.parse_query_results(content, form)
    if isinstance(results, ox.QueryBoolean):
        return Answer(boolean=bool(results))
    assert isinstance(results, ox.QuerySolutions)
    names = [variable.value for variable in results.variables]
    return Answer(rows=[_row(zip(names, solution, strict=True)) for solution in results])


def _read_result_set(document: Document, node: Node) -> Answer:
    solutions = document.values(node, f"{RS}solution")
    indexes = [document.text(solution, f"{RS}index") for solution in solutions]
    if any(indexes):
        solutions = [solution for _, solution in sorted(zip(map(int, indexes), solutions, strict=True), key=_first)]
    rows = [
        _row(
            (document.text(binding, f"{RS}variable"), document.value(binding, f"{RS}value"))
            for binding in document.values(solution, f"{RS}binding")
        )
        for solution in solutions
    ]
    return Answer(rows=rows, is_ordered=any(indexes))


def _first(pair: tuple[int, Node]) -> int:
    return pair[0]


def _read_csv(text: str) -> list[Row]:
    names, *lines = csv.reader(io.StringIO(text, newline=""))
    return [_row(zip(names, map(_cell, line), strict=True)) for line in lines]


def _cell(cell: str) -> Hashable:
    return ox.BlankNode(cell[2:]) if cell.startswith("_:") else cell


def _row(values: Iterable[tuple[str, Hashable]]) -> Row:
    return {name: spell(value) for name, value in values if value is not None}


def _once(rows: list[Row]) -> list[Row]:
    return list({repr(sorted(row.items(), key=repr)): row for row in rows}.values())
