"""Blocks: the sections of an entity as a page sets them, every row with what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.exports.entity import FACTS, STATEMENTS, alike
from kg.views.entity import Line, Section
from kg.views.identifiers import Identifiers
from kg.views.sections import ELSEWHERE
from kg.views.sources import Source
from kg.views.when import When

BACKGROUND = "Background that the makers of this graph give for orientation; no document is cited for it."


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a row names: in words, with the address it leads to if it is a node or a record."""

    text: str
    iri: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: when, how it relates, what is named, who says so; then the claims that say it in words.

    `words` say what it rests on where that is no claim.
    """

    relation: str
    items: tuple[Item, ...]
    when: When | None = None
    sources: tuple[Source, ...] = ()
    statements: tuple[Source, ...] = ()
    words: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A section: its heading, what its rows are (entries, facts, statements, records), and the rows."""

    id: str
    heading: str
    sort: str
    rows: tuple[Row, ...]

    @property
    def has_dates(self) -> bool:
        """Whether any row has a time."""
        return any(row.when for row in self.rows)


def block_of(section: Section, identifiers: Identifiers) -> Block:
    """Set a section."""
    sort, rows = _rows(section, identifiers)
    return Block(anchor(section.heading), section.heading, sort, tuple(rows))


def anchor(heading: str) -> str:
    """Give the fragment by which a section is addressed."""
    return re.sub(r"\W+", "-", heading.lower()).strip("-")


def _rows(section: Section, identifiers: Identifiers) -> tuple[str, Iterable[Row]]:
    if section.heading == ELSEWHERE:
        return "records", (_record(lines, identifiers) for lines in alike(section.lines))
    if section.heading in STATEMENTS:
        return "statements", map(_statement, section.lines)
    if section.heading in FACTS:
        return "facts", map(_fact, alike(section.lines))
    return "entries", _entries(section)


def _statement(line: Line) -> Row:
    return Row(line.relation, (Item(line.text, line.iri),), sources=line.sources, words=_words(line))


def _fact(lines: list[Line]) -> Row:
    first = lines[0]
    items = tuple(Item(line.text, line.iri, _new(line.detail, line.text)) for line in lines)
    when = first.when if first.when and not any(first.when.text in line.text for line in lines) else None
    return Row(first.relation, items, when, first.sources, words=_words(first))


def _record(lines: list[Line], identifiers: Identifiers) -> Row:
    items = tuple(Item(line.text, identifiers.page(line.iri or "") or line.iri) for line in lines)
    return Row(lines[0].relation, items, sources=lines[0].sources, words=_vouching(lines[0]))


def _entries(section: Section) -> Iterator[Row]:
    """Yield entries, each with what claims say of it in words, unless an entry above has it already."""
    told: set[str] = set()
    for number, line in enumerate(section.lines, 1):
        untold = tuple(source for source in line.sources if source.statement not in told | {line.text})
        told.update(source.statement for source in untold)
        yield Row(
            line.relation,
            (Item(line.text, line.iri, _new(line.detail, line.text)),),
            line.when,
            tuple(source for source in line.sources if source not in untold),
            untold,
            _words(line),
            f"{anchor(section.heading)}-{number}",
        )


def _new(detail: str, text: str) -> str:
    return "" if detail in text else detail


def _words(line: Line) -> str:
    return "" if line.sources else BACKGROUND


def _vouching(line: Line) -> str:
    if line.sources:
        return ""
    return f"Mapping by {line.detail}." if line.detail else BACKGROUND
