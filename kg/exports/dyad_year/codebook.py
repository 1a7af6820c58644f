"""The codebook: what each column of a table means, who its sources are, and how its gaps are written."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from kg.views.dyads.columns import Cell, Column, Form, Measure, Status
from kg.views.dyads.sources import Source
from kg.views.dyads.table import Table

_ANSWERS = {
    Cell.YES: ("1", "a source says that it held, or happened, on some day of the year"),
    Cell.NO: ("0", "a source denies it, or covers the pair and the whole year and records none"),
    Cell.POSSIBLE: (".p", "what the sources know of its begin and end leaves it open"),
    Cell.NOT_COVERED: (".n", "no source speaks of this pair in this year: nobody knows"),
}
_STATUSES = {
    Status.STATED: "one value, in the column beside it",
    Status.DISPUTED: "sources give different values; there is none in the column beside it",
    Status.NOT_STATED: "there is a record, and its value is a gap",
    Status.NO_RECORD: "a source covers the pair and the year, and has no record",
    Status.NOT_COVERED: "no source speaks of this pair in this year",
}


def write_codebook(table: Table, name: str, title: str) -> str:
    """Write the codebook of a table in a file of that name, as Markdown."""
    lines = [
        f"# {name}: codebook",
        "",
        f"{title}. One row for each {'ordered ' if table.question.is_directed else ''}pair of states and year, "
        f"{table.question.first} to {table.question.last}: {len(table):,} rows.",
        "",
        *_iter_states(table),
        *_iter_answers(),
        *_iter_sources(table),
        *_iter_variables(table),
    ]
    return "\n".join(lines) + "\n"


def _iter_states(table: Table) -> Iterator[str]:
    system = table.system
    yield "## Rows"
    yield ""
    yield f"States: those of the system `{system.scheme}`, {len(system.states)} of them."
    if system.spells is None:
        yield "No list of states with their years was there, so every pair stands in every year."
    else:
        yield "A pair stands in the years in which both states exist on some day, or may exist."
    if table.question.is_directed:
        yield "Each pair stands in the table from both sides. Both say the same, except in the columns whose label is"
        yield "`state 1 as …`, which say it of the other state."
    yield ""


def _iter_answers() -> Iterator[str]:
    yield "## Answers"
    yield ""
    yield "| word | in Stata | meaning |"
    yield "|---|---|---|"
    for cell, (code, meaning) in _ANSWERS.items():
        yield f"| {cell.text} | {code} | {meaning} |"
    yield ""
    yield "The status of a quantity:"
    yield ""
    yield "| word | in Stata | meaning |"
    yield "|---|---|---|"
    for status, meaning in _STATUSES.items():
        yield f"| {status.text} | {int(status) + 1} | {meaning} |"
    yield ""
    yield "A number that is not there is an empty cell in CSV, null in Parquet and `.` in Stata; it is never 0. A count"
    yield "is 0 only where the answer is no. Lists of claims, rows and sources are separated by blanks."
    yield ""


def _iter_sources(table: Table) -> Iterator[str]:
    yield "## Sources"
    yield ""
    yield "| name | title | covers | of whom | to be cited as | terms |"
    yield "|---|---|---|---|---|---|"
    for source in table.sources:
        yield f"| {' | '.join(map(_cell, _source_row(source)))} |"
    yield ""
    yield "A document is silent about what it does not say: only what it denies is a no. A release of a dataset says no"
    yield "by its silence, in each year that it covers from the first day to the last, of each pair for which its"
    yield "scheme has codes."
    yield ""


def _source_row(source: Source) -> tuple[str, ...]:
    return source.name, source.title, source.covers, source.actors, source.citation, source.rights


def _iter_variables(table: Table) -> Iterator[str]:
    yield "## Columns"
    yield ""
    yield "| column | what it is | form |"
    yield "|---|---|---|"
    for column in table.keys:
        yield _column_row(column)
    for measure in table.measures:
        yield ""
        yield f"### {measure.variable.label}"
        yield ""
        yield from _iter_measure(table, measure)


def _iter_measure(table: Table, measure: Measure) -> Iterator[str]:
    variable = measure.variable
    yield f"{variable.definition} (`{variable.kind.value}`, <{variable.concept.value}>)"
    for name, centre in measure.centres.items():
        states = ", ".join(table.system.states[number].label for number in centre)
        yield f"{name} records it of pairs with {states} alone, and is taken to speak of no others."
    if measure.unplaced:
        yield f"Records that name somebody who is no state of this system, or may be several: {measure.unplaced}."
    yield ""
    yield "| column | what it is | form |"
    yield "|---|---|---|"
    for column in measure.columns:
        yield _column_row(column)


def _column_row(column: Column) -> str:
    form = column.form.value
    if column.form is Form.ANSWER and column.words is not None:
        counts = np.bincount(column.values.astype(np.int64), minlength=len(column.words))
        form = ", ".join(f"{word.text}: {counts[word]:,}" for word in column.words)
    return f"| {column.name} | {_cell(column.label)} | {form} |"


def _cell(text: str) -> str:
    """Keep a text on its line and in its cell."""
    return " ".join(text.replace("|", "\\|").split())
