"""A column: each different cell with its date is resolved once, and the answers are laid out row by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from kg.errors import InputError
from kg.linking.files.table import TableFile
from kg.linking.reconciling.answer import Answer, Status
from kg.linking.states.record import Days

_ROWS_NAMED = 5

Parse = Callable[[str], Days | None]


class Resolved(NamedTuple):
    """The answer in each scheme; `differing` holds those in which the policies give different codes."""

    answers: Mapping[str, Answer]
    differing: Mapping[str, Mapping[str, Answer]]


class Resolver(Protocol):
    """What finds the codes of a cell's text in some schemes, on some days or, without any, at all times."""

    @property
    def targets(self) -> Sequence[str]:
        """The schemes that codes are wanted in."""

    def resolve(self, text: str, days: Days | None) -> Resolved:
        """Resolve one text."""

    def suggestions(self, text: str) -> list[str]:
        """Give names that are nearly spelt so."""


@dataclass(slots=True)
class Case:
    """One different cell with its date: how many rows have it, the first of them, and what was found."""

    text: str
    when: str
    resolved: Resolved
    rows: int = 0
    first: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A column and what was found: `cases` in the order in which they first stand, `order` the case of each row."""

    column: str
    targets: tuple[str, ...]
    cases: tuple[Case, ...]
    order: tuple[int, ...]

    def added(self) -> dict[str, list[str]]:
        """Give the columns to be added: for each scheme the codes, and beside them how each was found."""
        columns: dict[str, list[str]] = {}
        for target in self.targets:
            answers = [case.resolved.answers[target] for case in self.cases]
            codes, hows = [answer.code for answer in answers], [answer.how for answer in answers]
            name = added_names(self.column, target)
            columns[name[0]] = [codes[case] for case in self.order]
            columns[name[1]] = [hows[case] for case in self.order]
        return columns

    def count(self, target: str, status: Status) -> int:
        """Say in how many rows a scheme's search ended so."""
        return sum(case.rows for case in self.cases if case.resolved.answers[target].status is status)

    @property
    def undecided(self) -> tuple[Case, ...]:
        """The cases for which a policy must be chosen."""
        return tuple(case for case in self.cases if case.resolved.differing)


def added_names(column: str, target: str) -> tuple[str, str]:
    """Give the names of a scheme's two columns: NAME_cow and NAME_cow_how."""
    name = f"{column}_{target.replace('-', '_')}"
    return name, f"{name}_how"


def reconcile_column(
    table: TableFile, column: str, resolver: Resolver, dates: str | None = None, parse: Parse | None = None
) -> Reconciled:
    """Resolve a column, with the dates of another one; raises InputError with the place of a cell that is no date."""
    texts = table.texts(column)
    whens = table.texts(dates) if dates else [""] * len(texts)
    number: dict[tuple[str, str], int] = {}
    cases: list[Case] = []
    order = []
    for row, pair in enumerate(zip(texts, whens, strict=True)):
        case = number.get(pair)
        if case is None:
            days = _days(parse, pair[1], table, row, dates) if dates and parse else None
            case = number[pair] = len(cases)
            cases.append(Case(*pair, resolver.resolve(pair[0], days)))
        found = cases[case]
        found.rows += 1
        if len(found.first) < _ROWS_NAMED:
            found.first.append(row)
        order.append(case)
    return Reconciled(column, tuple(resolver.targets), tuple(cases), tuple(order))


def _days(parse: Parse, text: str, table: TableFile, row: int, column: str | None) -> Days | None:
    try:
        return parse(text)
    except ValueError as error:
        remedy = (
            "Correct the cell, or leave it empty. A column of whole dates is named by --date, one of years by --year."
        )
        raise InputError(str(error), location=table.place(row, column or ""), remedy=remedy) from error
