"""Descriptors: what a dataset is, and which of its columns make which nodes, as its file in `datasets/` says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kg.importers.templates import Template

BY_ROWS = "rows"  # what a descriptor says that it covers where each import covers the days of its rows


@dataclass(frozen=True, slots=True)
class Condition:
    """Which rows something is for: each cell of `when` is one of its texts, none of `unless` is one of its."""

    when: tuple[tuple[Template, tuple[str, ...]], ...] = ()
    unless: tuple[tuple[Template, tuple[str, ...]], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.when or self.unless)

    def templates(self) -> tuple[Template, ...]:
        """The templates it tests."""
        return tuple(template for template, _values in (*self.when, *self.unless))


@dataclass(frozen=True, slots=True)
class DayColumns:
    """Where a day stands: year, month and day in up to three columns, or a text in one that follows `format`."""

    columns: tuple[str, ...]
    format: str = ""


@dataclass(frozen=True, slots=True)
class DateColumns:
    """Where a date stands: a day (`on`), or the begin and end of an interval.

    It has no end yet where `still` holds, or, with `until_closed`, where it ends on the day when the release closed.
    """

    on: DayColumns | None = None
    begin: DayColumns | None = None
    end: DayColumns | None = None
    still: Condition = Condition()
    until_closed: bool = False

    def columns(self) -> tuple[str, ...]:
        """The columns it reads."""
        days = (day for day in (self.on, self.begin, self.end) if day)
        tested = (column for template in self.still.templates() for column in template.columns())
        return (*(column for day in days for column in day.columns), *tested)


@dataclass(frozen=True, slots=True)
class Value:
    """One property of a node and where its value comes from; if `every`, from every row that describes the node.

    `datatype` is `iri`, `decimal`, `integer`, a language, or the IRI of a datatype ("": a plain text). `scale` is the
    power of ten that a number is multiplied by. `gaps` are the values that stand for "not known".
    """

    property: str
    value: Template
    datatype: str = ""
    scale: int = 0
    gaps: tuple[str, ...] = ()
    every: bool = False
    condition: Condition = Condition()


@dataclass(frozen=True, slots=True)
class Participation:
    """Who takes part in a node, in which role."""

    id: Template
    actor: Template
    role: Template
    date: DateColumns | None = None
    values: tuple[Value, ...] = ()
    condition: Condition = Condition()


@dataclass(frozen=True, slots=True)
class Node:
    """What one row makes: a node with its class, label, date, properties and participations.

    Several rows may describe a node that is `once`. A `shared` one belongs to no release: a code, an actor.
    """

    id: Template
    kind: str
    label: Template | None = None
    once: bool = False
    shared: bool = False
    date: DateColumns | None = None
    values: tuple[Value, ...] = ()
    participations: tuple[Participation, ...] = ()
    condition: Condition = Condition()


@dataclass(frozen=True, slots=True)
class Fold:
    """Rows one after the other that are the same in some columns are one: the first, with the last of other columns."""

    by: tuple[str, ...]
    last: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of file of a dataset: how it is written, and which nodes its rows make.

    `columns` maps each column to the names it has had in other releases; of those in `optional` a file may lack any.
    `header` names the columns in order where the file itself does not. `release` gives the name of the release from
    the first row. If `tolerant`, bytes that are in no encoding spoil only the rows that use them.
    """

    name: str
    columns: Mapping[str, tuple[str, ...]]
    nodes: tuple[Node, ...]
    format: str = "csv"
    encoding: str = "utf-8"
    delimiter: str = ","
    quote: str = '"'
    null: tuple[str, ...] = ("",)
    record: str = ""
    sheet: str = ""
    header: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    release: Template | None = None
    fold: Fold | None = None
    tolerant: bool = False
    computed: tuple[tuple[str, Template], ...] = ()
    lookups: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def dates(self) -> tuple[DateColumns, ...]:
        """The dates of its nodes and of their participations."""
        own = [node.date for node in self.nodes]
        taking = [participation.date for node in self.nodes for participation in node.participations]
        return tuple(date for date in (*own, *taking) if date)


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A dataset: what it is, in the words of its makers, and its tables.

    `covers` is an EDTF date, or `rows` where each import covers the days of its rows.
    """

    name: str
    title: str
    release: str
    path: str
    sha256: str
    tables: tuple[Table, ...]
    citation: str = ""
    licence: str = ""
    homepage: str = ""
    reuse: str = ""
    covers: str = ""
    closed: str = ""
    covers_actors: str = ""
    notes: str = ""
    releases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def for_release(self, version: str) -> Descriptor:
        """Give the descriptor as it is for one release."""
        changes: dict[str, Any] = {**self.releases.get(version, {}), "release": version}
        return replace(self, **changes)

    def table(self, name: str) -> Table:
        """Give a table by its name."""
        return next(table for table in self.tables if table.name == name)
