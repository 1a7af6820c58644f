"""Datasets for reading: which there are, which releases are imported, what one is, and what an import brought in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from rich.text import Text

from kg.exports.cells import write_csv
from kg.exports.page import BOLD, DIM, ROLE, WARN, Page, clean, styled
from kg.importers.dataset import Descriptor
from kg.model.finding import Finding

SHOWN = 10  # rows left out that are named on the page


class Imported(Protocol):
    """An imported release, as the registry knows it."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def dataset(self) -> str:
        """The dataset it is a release of."""

    @property
    def written(self) -> int:
        """How many rows came in."""

    @property
    def quads(self) -> int:
        """How many quads they became."""

    @property
    def only(self) -> tuple[str, ...]:
        """The filters that its rows passed."""

    @property
    def retrieved(self) -> str:
        """When its files were fetched."""


class Arrival(NamedTuple):
    """What an import brought in: rows, and those left out; nodes by class; the first problems, and how many in all."""

    name: str
    rows: int
    left_out: int
    quads: int
    seconds: float
    nodes: Mapping[str, int]
    problems: Sequence[Finding]
    found: int


def list_page(datasets: Sequence[tuple[str, str]], imports: Sequence[Imported], width: int, *, colour: bool) -> Page:
    """Put on a page which datasets there are, by name and title, each with its releases that are imported."""
    page = Page(width, colour=colour)
    known = dict(datasets)
    titles = {**known, **{each.dataset: "has no descriptor here" for each in imports if each.dataset not in known}}
    rows = []
    for name, title in sorted(titles.items()):
        rows.append([styled(name, ROLE), styled(title)])
        rows += [[styled(""), _state(each)] for each in imports if each.dataset == name]
    page.columns(rows, [24])
    return page


def describe_page(about: Descriptor, imports: Sequence[Imported], width: int, *, colour: bool) -> Page:
    """Put on a page what a dataset is, which files and columns it has, and what of it is imported."""
    page = Page(width, colour=colour)
    page.put(styled(about.title, BOLD).append(f"  ({about.name})", DIM))
    page.columns([[styled(name, DIM), styled(text)] for name, text in _iter_facts(about) if text], [14])
    for table in about.tables:
        page.heading(f"Table {table.name}")
        page.put(styled(", ".join(table.columns)))
    if imports:
        page.heading("Imported")
        page.columns([[_state(each)] for each in imports], [])
    return page


def arrival_page(arrival: Arrival, width: int, *, colour: bool) -> Page:
    """Put on a page what came in and, with their places, the first rows that did not."""
    page = Page(width, colour=colour)
    speed = f", {arrival.rows / arrival.seconds:,.0f} rows a second" if arrival.seconds > 0 else ""
    came = f"  {_count(arrival.rows, 'row')} in, {_count(arrival.quads, 'statement')}{speed}"
    page.put(styled(arrival.name, BOLD).append(came, DIM))
    page.columns([[styled(f"{count:,}"), styled(kind, ROLE)] for kind, count in arrival.nodes.items()], [10])
    if arrival.problems:
        page.heading(f"Left out: {_count(arrival.left_out, 'row')}")
        page.columns([[_problem(each)] for each in arrival.problems[:SHOWN]], [])
    if arrival.found > SHOWN:
        more = f"… and {arrival.found - SHOWN:,} more. To see them in a file: kg import … --problems FILE"
        page.columns([[styled(more, DIM)]], [])
    return page


def problems_csv(problems: Iterable[Finding]) -> bytes:
    """Write what was wrong as CSV: file, line, column, code, message, remedy.

    A text that a spreadsheet would run as a formula gets an apostrophe before it, for it may quote a cell.
    """
    return write_csv(("file", "line", "column", "code", "message", "remedy"), map(_problem_row, problems)).encode()


def _problem_row(problem: Finding) -> tuple[str, ...]:
    place = problem.location
    where = (place.path, str(place.line or ""), str(place.column or "")) if place else ("", "", "")
    return (*where, problem.code, problem.message, problem.remedy)


def _state(each: Imported) -> Text:
    filters = f", only {' and '.join(each.only)}" if each.only else ""
    when = f", fetched {each.retrieved}" if each.retrieved else ""
    counts = f"{_count(each.written, 'row')}{filters}, {_count(each.quads, 'statement')}{when}"
    return styled(each.name, BOLD).append(clean(f": {counts}"))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _years(about: Descriptor) -> str:
    return "the days of the rows that are imported" if about.covers == "rows" else about.covers.replace("/", " to ")


def _iter_facts(about: Descriptor) -> Iterator[tuple[str, str]]:
    yield "Release", about.release
    yield "Covers", "; ".join(filter(None, (_years(about), about.covers_actors)))
    yield "Closed", about.closed
    yield "Citation", about.citation
    yield "Licence", about.licence
    yield "Where", about.homepage
    yield "Files", "you fetch them yourself" if about.reuse == "user supplies" else about.reuse
    yield "Quirks", " ".join(about.notes.split())


def _problem(finding: Finding) -> Text:
    place = styled(f"{finding.location}: " if finding.location else "", DIM)
    return place.append(clean(finding.message), WARN).append(f" [{finding.code}]", DIM)
