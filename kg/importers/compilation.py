"""Compilation: what a table's rows say, as expressions that write it down as N-Quads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import narwhals as nw

from kg.importers.cells import Cells, Written
from kg.importers.dataset import DateColumns, Node, Participation, Table, Value
from kg.importers.intervals import read_date
from kg.importers.numbers import read_number
from kg.importers.release import Release
from kg.importers.rows import Check, Frame, Rows, all_of, joined
from kg.importers.statements import DATE, EDTF, LABEL, TYPE, Block, Parts, Speaker, suffix, together
from kg.importers.templates import RELEASE, ROW, Template

PLACE = "~place"  # the place of a row in its frame, from 0
KEY = "~key"  # + number of an identity: what tells its nodes apart, null in rows that do not make one
FIRST = "~first"  # + number of an identity that is once: whether a row is the first one to describe its node


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells the nodes made by one of the table's nodes or participations apart, and in which rows they are made.

    `once` says that a node may come again and is then written no more; otherwise it may not come again.
    """

    number: int
    once: bool
    shared: bool
    template: Template

    @property
    def shape(self) -> tuple[str | None, ...]:
        """What all identifiers of its template have in common; the key is the rest."""
        return tuple(part if isinstance(part, str) else None for part in self.template.parts)


@dataclass(frozen=True, slots=True)
class Compiled:
    """Rows with their checks, the identities to be kept apart, the texts of each row, and the bounds of its dates.

    The texts use one column for each identity that is `once`: FIRST + its number.
    """

    frame: Frame
    checks: tuple[Check, ...]
    identities: tuple[Identity, ...]
    own: nw.Expr
    shared: nw.Expr
    days: tuple[nw.Expr, ...] = ()


def compile_table(frame: Frame, table: Table, release: Release, file: str, *, escaped: bool = False) -> Compiled:
    """Compile a table for a frame of its columns, ROW (texts without nulls) and PLACE; `file` is the IRI of the file.

    Nothing is worked out yet on a lazy frame; on an eager one, what no row needs is left out. If `escaped`, no cell has
    a character that a literal has to escape.
    """
    rows = Rows(frame, escaped)
    writer = _Writer(Cells(rows, table, columns_used(table), release.version), release, file)
    for node in table.nodes:
        writer.write_node(node)
    own = together(writer.own)
    shared = together(writer.shared)
    return Compiled(rows.frame, tuple(rows.checks), tuple(writer.identities), own, shared, tuple(writer.days))


def first_rows(compiled: Compiled) -> Frame:
    """Mark the first row of each node that is `once`, in a frame that holds all rows."""
    frame = compiled.frame
    for identity in compiled.identities:
        if identity.once:
            first = nw.col(PLACE) == nw.col(PLACE).min().over(f"{KEY}{identity.number}")
            made = ~nw.col(f"{KEY}{identity.number}").is_null()
            frame = frame.with_columns((first & made).alias(f"{FIRST}{identity.number}"))
    return frame


def columns_used(table: Table) -> set[str]:
    """Name the columns, computed ones included, that the nodes of a table use."""
    used = {column for node in table.nodes for column in _columns_of(node)}
    for name, template in reversed(table.computed):
        if name in used:
            used.update(template.columns())
    return used - {ROW, RELEASE}


def _columns_of(node: Node) -> Iterator[str]:
    parts: tuple[Node | Participation, ...] = (node, *node.participations)
    for part in parts:
        templates = [part.id, *part.condition.templates()]
        templates += [part.label] if isinstance(part, Node) and part.label else []
        templates += [part.actor, part.role] if isinstance(part, Participation) else []
        for value in part.values:
            templates += [value.value, *value.condition.templates()]
        yield from (column for template in templates for column in template.columns())
        yield from part.date.columns() if part.date else ()


class _Writer:
    """Writes the nodes of a table, one after the other."""

    def __init__(self, cells: Cells, release: Release, file: str) -> None:
        self.own: list[Block] = []
        self.shared: list[Block] = []
        self.identities: list[Identity] = []
        self.days: list[nw.Expr] = []
        self._cells = cells
        self._release = release
        self._kg = release.terms.namespaces.ontology
        self._row: Parts = (f"<{file}#row=", nw.col(ROW), ">")

    def write_node(self, node: Node) -> None:
        """Write a node, then its participations."""
        made, written = self._begin(node.id, self._cells.meets(node.condition), must=True)
        speaker = Speaker(written.parts, "" if node.shared else self._release.graph)
        again = node.once or node.shared
        blocks = [*self._description(node, speaker, all_of(made))]
        conditions = [*made, self._identity(node.id, made, once=again, shared=node.shared)]
        target = self.shared if node.shared else self.own
        target.extend(_within(blocks, [c for c in conditions if c is not None]))
        for value in node.values:
            if again and value.every:
                target.extend(self._every(value, node, speaker, made))
        for participation in node.participations:
            self._write_participation(participation, node, speaker, made)

    def _begin(self, template: Template, meets: list[nw.Expr], *, must: bool) -> tuple[list[nw.Expr], Written]:
        """Give when a node is made, and its IRI; where it must be made and its id is empty, the row is reported."""
        written = self._cells.iri(template)
        applies = all_of(meets)
        self._cells.check_identifier(template, applies)
        self._cells.check_lookups(template, applies)
        if not must:
            return [*meets, *written.present], written
        for present, cell in zip(written.present, written.cells, strict=True):
            fails = ~present if applies is None else ~present & applies
            self._cells.rows.check("id-missing", (cell.column,), "an identifier is made of it and it is empty", fails)
        return meets, written

    def _identity(self, template: Template, made: list[nw.Expr], *, once: bool, shared: bool = False) -> nw.Expr | None:
        """Note what has to be told apart; give the condition that a row is the first one, where that matters."""
        if ROW in template.columns() and not once:
            return None
        number = len(self.identities)
        key = joined(*self._cells.iri(template).parts[2 if template.begin() else 1 : -1])
        applies = all_of(made)
        key = key if applies is None else nw.when(applies).then(key)
        self._cells.rows.frame = self._cells.rows.frame.with_columns(key.alias(f"{KEY}{number}"))
        self.identities.append(Identity(number, once, shared, template))
        return nw.col(f"{FIRST}{number}") if once else None

    def _description(self, node: Node, speaker: Speaker, applies: nw.Expr | None) -> Iterator[Block]:
        lines: list[str | nw.Expr] = []
        for kind in self._release.terms.ancestors(node.kind):
            lines.extend(speaker.link(TYPE, kind))
        lines.extend(speaker.link(self._kg + "statedIn", self._release.graph))
        if not node.shared:
            lines.extend(speaker.link(self._kg + "row", self._row))
        yield Block(tuple(lines))
        if node.label:
            label = self._cells.literal(node.label)
            self._cells.check_lookups(node.label, applies)
            yield Block(speaker.literal(LABEL, label.parts, '"@en'), label.present)
        yield from self._dates(node.date, speaker, applies)
        yield from self._values(node.values, speaker, applies, again=node.once or node.shared)

    def _write_participation(
        self, participation: Participation, node: Node, whole: Speaker, made: list[nw.Expr]
    ) -> None:
        cells = self._cells
        meets = [*made, *cells.meets(participation.condition)]
        taking, written = self._begin(participation.id, meets, must=False)
        actor, role = cells.iri(participation.actor), cells.iri(participation.role)
        applies = all_of(meets)
        cells.check_lookups(participation.actor, applies)
        cells.check_lookups(participation.role, applies)
        cells.check_identifier(participation.actor, applies)
        taking = [*taking, *actor.present, *role.present]
        if node.once or participation.id.parts[: len(node.id.parts)] != node.id.parts:
            self._identity(participation.id, taking, once=False)
        speaker = Speaker(written.parts, self._release.graph)
        lines = [*whole.link(self._kg + "participation", written.parts)]
        lines += whole.link(self._kg + "participant", actor.parts)
        for kind in self._release.terms.ancestors(self._kg + "Participation"):
            lines += speaker.link(TYPE, kind)
        lines += speaker.link(self._kg + "actor", actor.parts)
        lines += speaker.link(self._kg + "role", role.parts)
        lines += speaker.link(self._kg + "statedIn", self._release.graph)
        if node.once:
            lines += speaker.link(self._kg + "row", self._row)
        blocks = [Block(tuple(lines)), *self._dates(participation.date, speaker, all_of(taking))]
        blocks += self._values(participation.values, speaker, all_of(taking))
        self.own.extend(_within(blocks, taking))

    def _dates(self, date: DateColumns | None, speaker: Speaker, applies: nw.Expr | None) -> Iterator[Block]:
        """Write the date and its bounds; an undated node is said to be so."""
        if date is None:
            return
        rows = self._cells.rows
        dated = read_date(date, self._cells, self._release.descriptor.closed, applies)
        self.days += [dated.earliest_begin, dated.earliest_end, dated.latest_end]
        undated = dated.text == ""
        some = not dated.full and rows.any(undated)
        parts = speaker.literal(self._kg + "date", (dated.text,), EDTF)
        yield Block(parts, (~undated,) if some else ())
        if some:
            yield Block(speaker.link(self._kg + "notStated", self._kg + "date"), (undated,))
        for name, bound in dated.bounds().items():
            present = (bound != "",) if not dated.full and rows.any(bound == "") else ()
            yield Block(speaker.literal(self._kg + name, (bound,), DATE), present)

    def _every(self, value: Value, node: Node, speaker: Speaker, made: list[nw.Expr]) -> list[Block]:
        """Write a value that every row may add to a node, each once."""
        meets = [*made, *self._cells.meets(value.condition)]
        holds = all_of(meets)
        self._cells.check_lookups(value.value, holds)
        blocks = list(self._value(value, speaker, holds))
        meets += [condition for block in blocks for condition in block.conditions]
        said = Template((*node.id.parts, f" {value.property} ", *value.value.parts))
        first = self._identity(said, meets, once=True, shared=node.shared)
        return _within(blocks, [*meets, *([] if first is None else [first])])

    def _values(
        self, values: tuple[Value, ...], speaker: Speaker, applies: nw.Expr | None, *, again: bool = False
    ) -> Iterator[Block]:
        for value in values:
            if value.every and again:
                continue
            meets = self._cells.meets(value.condition)
            holds = all_of([*([] if applies is None else [applies]), *meets])
            if value.datatype in {"decimal", "integer"}:
                blocks = self._number(value, speaker, holds)
            else:
                self._cells.check_lookups(value.value, holds)
                blocks = self._value(value, speaker, holds)
            yield from _within(list(blocks), meets)

    def _value(self, value: Value, speaker: Speaker, holds: nw.Expr | None) -> Iterator[Block]:
        if value.datatype == "iri":
            target = self._cells.iri(value.value)
            self._cells.check_identifier(value.value, holds)
            said = Block(speaker.link(value.property, target.parts), target.present)
        else:
            literal = self._cells.literal(value.value)
            said = Block(speaker.literal(value.property, literal.parts, suffix(value.datatype)), literal.present)
        if not value.gaps:
            yield said
            return
        text = self._cells.verbatim(value.value)
        yield Block(said.parts, (*said.conditions, ~text.is_in(list(value.gaps))))
        yield from self._gap(value, text.is_in(list(value.gaps)), text, speaker)

    def _number(self, value: Value, speaker: Speaker, holds: nw.Expr | None) -> Iterator[Block]:
        number = read_number(value, self._cells, holds)
        rows = self._cells.rows
        present = [number.text != ""] if rows.any(number.text == "") else []
        gap = number.gap if number.gap is not None and rows.any(number.gap) else None
        if gap is not None:
            present.append(~gap)
        parts = speaker.literal(value.property, (number.text,), suffix(value.datatype))
        yield Block(parts, tuple(present))
        if gap is not None:
            yield from self._gap(value, gap, number.recorded, speaker)

    def _gap(self, value: Value, gap: nw.Expr, recorded: nw.Expr, speaker: Speaker) -> Iterator[Block]:
        """Say that what is recorded is no value, and what is recorded."""
        yield Block(speaker.link(self._kg + "notStated", value.property), (gap,))
        lines = speaker.literal(self._kg + "recorded", (recorded,))
        yield Block(lines, (gap, recorded != ""))


def _within(blocks: list[Block], conditions: list[nw.Expr]) -> list[Block]:
    """Give blocks that have conditions in common: one block of all of them where there are any."""
    if not conditions:
        return blocks
    return [Block((together(blocks),), tuple(conditions))]
