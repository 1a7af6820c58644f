"""Cells: their text made ready, filtered, and written so that N-Quads can hold it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import narwhals as nw

from kg.importers.dataset import Condition, DayColumns, Table
from kg.importers.filters import FILTERS, look_up
from kg.importers.rows import Rows, either, joined
from kg.importers.templates import RELEASE, Cell, Filter, Template
from kg.importers.text import ESCAPES, escape

OTHER = "*"
BLANKS = " \t\r\n\u00a0\ufeff"

_ESCAPED = '["\\\\\n\r]'
_FORBIDDEN = ' <>"{}|^`\\[]'  # in any IRI
_RESERVED = "%#?/"  # in a part of one: they would give it another meaning
# What no IRI may have (RFC 3987, ucschar): control, private and unassigned characters.
_NONE = (
    "\u0001-\u001f\u007f-\u009f\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
)
_UNUSABLE = f"[{_NONE}]"
_EXCLUDED = "".join(chr(code) for code in range(32))
_SPECIAL = f'[{_NONE}\u00a0\ufeff "%#<>?/{{}}|^`\\\\\\[\\]]'  # what a literal or an IRI may have to write otherwise
_ABSOLUTE = "^[A-Za-z][A-Za-z0-9+.-]*:"
_KEEPS = {"lower", "upper", "pad"}  # filters that leave no text empty that was not
_CUTS = {*_KEEPS, "first", "last", "before", "after"}  # filters that add no character but zeros


@dataclass(frozen=True, slots=True)
class Written:
    """A template as it is written: its parts, and the conditions under which none of its cells is empty.

    `cells` are the cells that may be empty, one for each condition.
    """

    parts: tuple[str | nw.Expr, ...]
    present: tuple[nw.Expr, ...] = ()
    cells: tuple[Cell, ...] = ()

    def text(self) -> nw.Expr:
        """Its text, in every row."""
        return joined(*self.parts)


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or year of each row; all three texts are empty where it is unknown."""

    text: nw.Expr
    first: nw.Expr
    last: nw.Expr
    full: bool = False  # whether every row is known to have a day


class Cells:
    """The cells of the rows of one table."""

    def __init__(self, rows: Rows, table: Table, used: set[str], release: str) -> None:
        self.rows = rows
        self._lookups: Mapping[str, Mapping[str, str]] = table.lookups
        self._answers: dict[object, bool] = {}
        self.days: dict[DayColumns, tuple[Day, list[tuple[str, str, nw.Expr]]]] = {}
        rows.define(nw.lit(release), ("cell", RELEASE))
        self._plain_columns: set[str] = set()
        self._filled: set[str] = set()
        self._define_columns([name for name in table.columns if name in used], table)
        for name, template in table.computed:
            if name in used:
                rows.define(self._plain(template), ("cell", name))

    def _define_columns(self, columns: list[str], table: Table) -> None:
        """Make the cells ready; what is seen on the way, such as that no cell is empty, need not be asked again."""
        rows, null = self.rows, [value for value in table.null if value]
        special = rows.any_of([nw.col(column).str.contains(_SPECIAL) for column in columns])
        absent = rows.any_of([nw.col(column).is_in(null) for column in columns]) if null else [False] * len(columns)
        empty = rows.any_of([nw.col(column) == "" for column in columns])
        for column, is_special, is_absent, is_empty in zip(columns, special, absent, empty, strict=True):
            cell = nw.col(column)
            if not is_special:
                self._plain_columns.add(column)
            else:
                cell = rows.define(cell.str.strip_chars(BLANKS))
            if is_absent or (is_special and null):
                cell = rows.define(either(cell.is_in(null), "", cell))
            elif not is_empty and not is_special:
                self._filled.add(column)
            rows.remember(("cell", column), cell)
            if table.tolerant:
                damaged = "{} holds bytes that are in no encoding"
                rows.check("text-damaged", (column,), damaged, cell.str.contains("\ufffd"), "Correct the cell.")

    def is_filled(self, column: str) -> bool:
        """Say whether a column is known to have no empty cell."""
        return column in self._filled

    def _is_plain(self, cell: Cell, characters: str) -> bool:
        """Say whether a cell is known to hold none of some characters that a literal or an IRI cannot have."""
        names = [step.name for step in cell.filters]
        if meaning := cell.lookup():
            return not any(set(characters) & set(text) for text in self._lookups[meaning].values())
        if "slug" in names:
            return set(names[names.index("slug") + 1 :]) <= _CUTS
        return cell.column in self._plain_columns and set(names) <= _CUTS

    @staticmethod
    def _has_lookup(cell: Cell) -> bool:
        return any(step.name == "lookup" for step in cell.filters)

    def cell(self, column: str) -> nw.Expr:
        """Give the text of a column, without blanks around it; empty where the dataset says that it is missing."""
        known = self.rows.known(("cell", column))
        return nw.col(column) if known is None else known

    def filtered(self, cell: Cell) -> nw.Expr:
        """Give the text of a cell after its filters."""
        result, done = self.cell(cell.column), Cell(cell.column)
        for step in cell.filters:
            before, done = result, Cell(cell.column, (*done.filters, step))
            known = self.rows.known(("filtered", done))
            result = self.rows.define(self._filter(before, step), ("filtered", done)) if known is None else known
        return result

    def literal(self, template: Template) -> Written:
        """Write a template inside the quotation marks of a literal."""
        parts = [escape(part) if isinstance(part, str) else self._escaped(part) for part in template.parts]
        return Written(tuple(parts), *self._present(template))

    def iri(self, template: Template) -> Written:
        """Write a template inside the angle brackets of an IRI."""
        sole = template.sole_cell()
        if sole and not sole.lookup():
            self._check_absolute(sole)
        forbidden = _FORBIDDEN if sole else _FORBIDDEN + _RESERVED
        parts = [part if isinstance(part, str) else self._encoded(part, forbidden) for part in template.parts]
        return Written(("<", *parts, ">"), *self._present(template))

    def verbatim(self, template: Template) -> nw.Expr:
        """Give the cells of a template as they are, escaped for a literal."""
        return joined(*self.literal(template).parts)

    def meets(self, condition: Condition) -> list[nw.Expr]:
        """Give what has to hold for a condition to be met."""
        when = [self._plain(template).is_in(list(values)) for template, values in condition.when]
        unless = [~self._plain(template).is_in(list(values)) for template, values in condition.unless]
        return [*when, *unless]

    def check_lookups(self, template: Template, applies: nw.Expr | None) -> None:
        """Have the rows reported whose cell is in none of the lookups that should explain it."""
        for cell in template.cells():
            for number, step in enumerate(cell.filters):
                meanings = self._lookups[step.argument] if step.name == "lookup" else {OTHER: ""}
                if OTHER not in meanings:
                    before = self.filtered(Cell(cell.column, cell.filters[:number]))
                    unknown = (before != "") & ~before.is_in(list(meanings))
                    self.rows.check(
                        "code-unknown",
                        (cell.column,),
                        f"{{}} is not in the lookup {step.argument}",
                        unknown if applies is None else unknown & applies,
                        "Add it to the lookup in the descriptor, with an empty text if it means nothing.",
                    )

    def _plain(self, template: Template) -> nw.Expr:
        parts = [part if isinstance(part, str) else self.filtered(part) for part in template.parts]
        return joined(*parts)

    def _filter(self, cell: nw.Expr, step: Filter) -> nw.Expr:
        if step.name in FILTERS:
            return FILTERS[step.name](cell, step.argument)
        meanings = dict(self._lookups[step.argument])
        other = meanings.pop(OTHER, "")
        return look_up(cell, meanings, other)

    def _present(self, template: Template) -> tuple[tuple[nw.Expr, ...], tuple[Cell, ...]]:
        found: dict[Cell, nw.Expr] = {}
        for cell in dict.fromkeys(template.cells()):
            keeps = all(step.name in _KEEPS for step in cell.filters)
            if keeps and self.is_filled(cell.column):
                continue
            done = self.cell(cell.column) if keeps else self.filtered(cell)
            key = ("present", cell)
            if self._asked(key, done == ""):
                found[cell] = done != ""
        return tuple(found.values()), tuple(found)

    def _escaped(self, cell: Cell) -> nw.Expr:
        result = self.filtered(cell)
        is_plain = self._is_plain(cell, '"\\\n\r') or (self.rows.escaped and not self._has_lookup(cell))
        if not is_plain and self._asked(("escape", cell), result.str.contains(_ESCAPED)):
            for plain, escaped in ESCAPES:
                result = result.str.replace_all(plain, escaped, literal=True)
            return self.rows.define(result, ("escaped", cell))
        return result

    def _encoded(self, cell: Cell, forbidden: str) -> nw.Expr:
        result = self.filtered(cell)
        unsafe = result.str.contains(_any_of(forbidden))
        if not self._is_plain(cell, forbidden) and self._asked(("unsafe", forbidden, cell), unsafe):
            encoded = result
            for character in sorted(forbidden, key=lambda c: c != "%"):
                encoded = encoded.str.replace_all(character, f"%{ord(character):02X}", literal=True)
            return self.rows.define(encoded, ("encoded", forbidden, cell))
        return result

    def check_identifier(self, template: Template, applies: nw.Expr | None) -> None:
        """Have the rows reported whose cells cannot stand in an IRI."""
        for cell in dict.fromkeys(template.cells()):
            result = self.filtered(cell)
            bad = result.str.contains(_UNUSABLE)
            if not self._is_plain(cell, _EXCLUDED) and self._asked(("controls", cell), bad):
                self.rows.check(
                    "id-unusable",
                    (cell.column,),
                    "{} has a character that no identifier may have",
                    bad if applies is None else bad & applies,
                    "Correct the cell.",
                )

    def _check_absolute(self, cell: Cell) -> None:
        result = self.filtered(cell)
        bad = (result != "") & ~result.str.contains(_ABSOLUTE)
        if self._asked(("relative", cell), bad):
            self.rows.check("iri-malformed", (cell.column,), "{} is no absolute IRI", bad, "It begins like https://.")

    def _asked(self, key: object, condition: nw.Expr) -> bool:
        """Ask whether a condition may hold in some row, once for each key."""
        if key not in self._answers:
            self._answers[key] = self.rows.any(condition)
        return self._answers[key]


def _any_of(characters: str) -> str:
    return "[" + "".join(re.escape(character) for character in characters) + "]"
