"""Results of queries: as a table for reading, as Markdown, and in the standard formats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg.config import Namespaces
from kg.errors import UsageError
from kg.exports.forms import GRAPH_FORMATS, READING_FORMATS, RESULT_FORMATS
from kg.rdf.terms import IRI, XSD, DefaultGraph, Literal, Made, Quad, Term
from kg.store.formats import format_answer
from kg.store.results import Boolean, Graph, Result, Row, Solutions

if TYPE_CHECKING:
    from kg.views.citations import Cited

_LABEL = "Label"
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_LONGEST = 60  # digits of a number that is written out
_NUMERIC = {XSD["integer"], XSD["decimal"], XSD["double"], XSD["float"]}


class Paper(NamedTuple):
    """What a table is written on: its width in columns, and whether it takes colours."""

    width: int = 100
    colour: bool = False


def write_result(
    result: Result, form: str, namespaces: Namespaces, *, cited: Cited | None = None, paper: Paper | None = None
) -> bytes:
    """Write a result in one of FORMATS, with the sources of its rows where they are given (`cited`).

    A table and Markdown carry numbered footnotes, the other formats of rows a column `sources`. Raises UsageError where
    a format does not fit what the query gives.
    """
    if isinstance(result, Graph):
        return _write_graph(result, form, namespaces)
    if form in GRAPH_FORMATS:
        raise UsageError(f"{form} is a format of triples, and this query gives none", remedy=_remedy(*RESULT_FORMATS))
    if isinstance(result, Boolean):
        return f"{'yes' if result else 'no'}\n".encode() if form in READING_FORMATS else format_answer(result, form)
    if form in READING_FORMATS:
        return _write_reading(result, form, namespaces, cited, paper or Paper()).encode()
    return format_answer(_with_sources(result, cited) if cited else result, form)


def _write_graph(graph: Graph, form: str, namespaces: Namespaces) -> bytes:
    from kg.exports.rdf import serialize

    if form not in (*GRAPH_FORMATS, *READING_FORMATS):
        raise UsageError(f"{form} is a format of rows, and this query gives triples", remedy=_remedy(*GRAPH_FORMATS))
    quads = [Quad(triple.subject, triple.predicate, triple.object, DefaultGraph()) for triple in graph.triples]
    return serialize(quads, form if form in GRAPH_FORMATS else "turtle", namespaces)


def _remedy(*formats: str) -> str:
    return f"Choose one of: {', '.join(formats)}."


def _with_sources(solutions: Solutions, cited: Cited) -> Solutions:
    """Add a column that names the sources of each row in words."""
    texts = ["; ".join(dict.fromkeys(str(cited.footnotes[n]) for n in numbers)) for numbers in cited.notes_of]
    rows = [(*row, Literal(text)) for row, text in zip(solutions.rows, texts, strict=True)]
    return Solutions((*solutions.variables, "sources"), rows)


def _write_reading(solutions: Solutions, form: str, namespaces: Namespaces, cited: Cited | None, paper: Paper) -> str:
    from kg.views.citations import without_lists

    shown = _folded(without_lists(solutions))
    heading = [_words(name) for name in shown.variables]
    rows = [[_cell(term, namespaces) for term in row] for row in shown.rows]
    if cited:
        heading.append("sources")
        rows = [[*row, " ".join(f"[{n + 1}]" for n in notes)] for row, notes in zip(rows, cited.notes_of, strict=True)]
    notes = [_footnote(number, cited) for number in range(len(cited.footnotes))] if cited else []
    return _to_markdown(heading, rows, notes) if form == "markdown" else _to_table(heading, rows, notes, paper)


def _folded(solutions: Solutions) -> Solutions:
    """Show a node by its label alone where the query gives both (`?treaty ?treatyLabel`)."""
    names = solutions.variables
    kept = [number for number, name in enumerate(names) if name + _LABEL not in names]
    variables = tuple(names[number].removesuffix(_LABEL) for number in kept)
    return Solutions(variables, [_pick(row, kept) for row in solutions.rows])


def _pick(row: Row, positions: Sequence[int]) -> Row:
    return tuple(row[position] for position in positions)


def _words(variable: str) -> str:
    """Write a variable's name as a heading: "attributedTo" as "attributed to"."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in variable).strip()


def _cell(term: Term | Made | None, namespaces: Namespaces) -> str:
    if term is None:
        return ""
    if isinstance(term, IRI):
        return namespaces.shrink(term.value)
    if not isinstance(term, Literal):
        return str(term)
    if term.datatype in _NUMERIC:
        return _number(term.value)
    return term.value


def _number(text: str) -> str:
    """Write a number as people read it: 2100000000.0 as 2,100,000,000."""
    from decimal import Decimal, InvalidOperation

    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite() or abs(number.adjusted()) > _LONGEST:
        return text
    whole, point, fraction = f"{number:,f}".partition(".")
    fraction = fraction.rstrip("0")
    return whole + point + fraction if fraction else whole


def _footnote(number: int, cited: Cited) -> str:
    source = cited.footnotes[number]
    cites = f" Cites {', '.join(source.cites)}." if source.cites else ""
    note = f" Note: {source.note}" if source.note else ""
    return f"{source.statement} {source}{cites}{note}"


def _to_markdown(heading: list[str], rows: list[list[str]], notes: list[str]) -> str:
    from kg.exports.markdown import escape

    lines = [heading, ["---"] * len(heading), *([escape(cell) for cell in row] for row in rows)]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    footnotes = "\n".join(f"{number}. {escape(note)}" for number, note in enumerate(notes, 1))
    return table + "\n" + (f"\n{footnotes}\n" if notes else "")


def _to_table(heading: list[str], rows: list[list[str]], notes: list[str], paper: Paper) -> str:
    from rich.table import Table

    from kg.exports.page import BOLD, DIM, Page, styled

    page = Page(paper.width, colour=paper.colour)
    table = Table(box=None, padding=(0, 2, 0, 0), header_style=BOLD, pad_edge=False)
    for number, name in enumerate(heading):
        is_number = bool(rows) and all(_is_number(row[number]) for row in rows)
        table.add_column(name, justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(styled, row))
    page.put(table)
    if notes:
        page.put("")
        page.columns(
            [[styled(f"[{number}]", DIM), styled(note)] for number, note in enumerate(notes, 1)], [6], indent=0
        )
    return str(page)


def _is_number(cell: str) -> bool:
    return not cell or _NUMBER.fullmatch(cell) is not None
