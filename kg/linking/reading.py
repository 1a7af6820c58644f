"""Reading mapping sets: SSSOM as tab-separated text, with its metadata above the table or in a file beside it."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError, Location
from kg.linking.cells import Cell, iter_rows, split_values
from kg.linking.codes import finding
from kg.linking.metadata import Metadata, parse_metadata
from kg.linking.slots import ALWAYS, BUILT_IN, COLUMNS, JUSTIFICATIONS, NEGATION, REQUIRED
from kg.model.finding import Finding, Severity
from kg.model.mapping import Mapping, MappingSet

_OURS = ("mapping_set_id", "mapping_set_title", "mapping_set_version", "license", "curie_map")
_HEADER = re.compile(r"(?:#[^\n]*(?:\n|\Z))*")
_ENCODING = "Save it as UTF-8."
_REFERENCES = ("subject_id", "predicate_id", "object_id")

Row = dict[str, Cell]


class Reading(NamedTuple):
    """A mapping set as far as it could be read, and all that is wrong with its form."""

    mapping_set: MappingSet
    findings: tuple[Finding, ...] = ()


def read_mapping_set(path: Path) -> MappingSet:
    """Read a mapping set; raises InputError, with line and column, at the first thing that is not SSSOM."""
    mapping_set, findings = scan_mapping_set(path)
    for found in findings:
        if found.severity is Severity.ERROR:
            raise InputError(found.message, location=found.location, remedy=found.remedy or None)
    return mapping_set


def scan_mapping_set(path: Path, name: str | None = None) -> Reading:
    """Read a mapping set as far as possible; `name` is what findings call it (default: the path)."""
    name = name or str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
        beside = path.with_suffix(".yml")
        if text.startswith("#") or not beside.is_file():
            return parse_mapping_set(text, name)
        metadata = parse_metadata(beside.read_bytes().decode("utf-8-sig"), str(beside), commented=False)
        return parse_mapping_set(text, name, metadata)
    except OSError as error:
        return _unread(f"cannot be read: {error.strerror}", name)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        column = error.start - error.object.rfind(b"\n", 0, error.start)
        reason = f"is no text in UTF-8: byte 0x{error.object[error.start]:02X}"
        return _unread(reason, name, InputError(reason, location=Location(name, line, column), remedy=_ENCODING))
    except InputError as error:
        return _unread(error.message, name, error)


def parse_mapping_set(text: str, name: str, metadata: Metadata | None = None) -> Reading:
    """Read a mapping set from its text, whose metadata stand above its table unless they are given."""
    match = _HEADER.match(text)
    assert match is not None, "no line is a header, too"
    header = match[0]
    try:
        metadata = metadata or parse_metadata(header, name)
        rows = list(iter_rows(text[len(header) :], name, header.count("\n") + 1))
    except InputError as error:
        return _unread(error.message, name, error)
    return _Table(name, metadata).read(rows)


class _Table:
    """The rows of one mapping set, read one by one; what is wrong is noted, and the row left out."""

    def __init__(self, name: str, metadata: Metadata) -> None:
        self.name = name
        self.metadata = metadata
        self.prefixes = {**BUILT_IN, **metadata.prefixes}
        self.findings: list[Finding] = []

    def read(self, rows: list[list[Cell]]) -> Reading:
        columns = rows[0] if rows else []
        self._check_columns(columns)
        names = [cell.text for cell in columns]
        is_whole = set(REQUIRED) <= set(names)
        mappings = [mapping for row in rows[1:] if is_whole and (mapping := self._row(names, row))]
        metadata = self.metadata
        return Reading(
            MappingSet(
                id=metadata.text("mapping_set_id"),
                title=metadata.text("mapping_set_title"),
                version=metadata.text("mapping_set_version"),
                license=metadata.text("license"),
                prefixes=metadata.prefixes,
                mappings=tuple(mappings),
                further={slot: value for slot, value in metadata.entries.items() if slot not in _OURS},
                name=self.name,
                places=metadata.places,
            ),
            tuple(self.findings),
        )

    # --- columns --------------------------------------------------------------------------------

    def _check_columns(self, columns: list[Cell]) -> None:
        names = [cell.text for cell in columns]
        place = columns[0].place if columns else Location(self.name)
        if missing := [name for name in REQUIRED if name not in names]:
            unknown = [name for name in names if name not in COLUMNS]
            alike = [near for name in missing for near in difflib.get_close_matches(name, unknown, 1)]
            remedy = f"Is it what you call {', '.join(alike)}?" if alike else "The columns have their names in one row."
            self._note("mapping-set-malformed", f"columns are missing: {', '.join(missing)}", place, remedy)
        for cell in columns:
            if names.count(cell.text) > 1:
                self._note("mapping-set-malformed", f"the column {cell.text} stands there twice", cell.place)
        known = {*COLUMNS, *self._extensions()}
        for cell in columns:
            if cell.text not in known and not cell.text.startswith("ext_"):
                self._note(
                    "unknown-column", f"SSSOM has no column {cell.text!r}", cell.place, _near(cell.text, COLUMNS)
                )

    def _extensions(self) -> Iterator[str]:
        definitions = self.metadata.entries.get("extension_definitions")
        for definition in definitions if isinstance(definitions, list) else ():
            if isinstance(definition, dict):
                yield str(definition.get("slot_name"))

    # --- rows -----------------------------------------------------------------------------------

    def _row(self, names: list[str], cells: list[Cell]) -> Mapping | None:
        if len(cells) != len(names):
            message = f"the row has {len(cells)} cells, the table {len(names)} columns"
            remedy = "A cell begins after each tab, an empty one too."
            self._note("mapping-set-malformed", message, cells[0].place, remedy)
            return None
        row = dict(zip(names, cells, strict=True))
        before = len(self.findings)
        mapping = self._mapping(row)
        return mapping if len(self.findings) == before else None

    def _mapping(self, row: Row) -> Mapping:
        empty = [name for name in REQUIRED if not row[name].text]
        if empty:
            self._note("mapping-incomplete", f"the mapping has no {', '.join(empty)}", row[empty[0]].place)
        for name in _REFERENCES:
            self._check_reference(row[name])
        return Mapping(
            subject_id=row["subject_id"].text,
            predicate_id=row["predicate_id"].text,
            object_id=row["object_id"].text,
            justification=self._justification(row["mapping_justification"]),
            negated=self._is_negated(row.get("predicate_modifier")),
            subject_label=_text(row, "subject_label"),
            object_label=_text(row, "object_label"),
            author_labels=split_values(_text(row, "author_label")),
            date=self._date(row.get("mapping_date")),
            confidence=self._confidence(row.get("confidence")),
            see_also=split_values(_text(row, "see_also")),
            comment=_text(row, "comment"),
            further=tuple(sorted((name, cell.text) for name, cell in row.items() if name not in ALWAYS and cell.text)),
            places={name: cell.place for name, cell in row.items()},
        )

    def _check_reference(self, cell: Cell) -> None:
        prefix, colon, local = cell.text.partition(":")
        if not cell.text or (colon and local and prefix in self.prefixes and not local.startswith("//")):
            return
        if not colon or local.startswith("//"):
            remedy = "Write it with a prefix that the header declares, such as wikidata:Q159."
            self._note("unknown-prefix", f"{cell.text!r} has no prefix", cell.place, remedy)
            return
        near = _near(prefix, self.prefixes) or "Declare it in the curie_map at the top of the file."
        what = f"nothing follows the prefix in {cell.text!r}" if not local else f"the prefix {prefix!r} is not declared"
        self._note("unknown-prefix", what, cell.place, near if local else "")

    def _justification(self, cell: Cell) -> str:
        if cell.text and cell.text not in JUSTIFICATIONS:
            near = _near(cell.text, JUSTIFICATIONS) or f"There are: {', '.join(JUSTIFICATIONS)}."
            self._note("unknown-justification", f"{cell.text!r} is no justification of SEMAPV", cell.place, near)
        return cell.text

    def _is_negated(self, cell: Cell | None) -> bool:
        if cell is not None and cell.text not in {"", NEGATION}:
            self._note("unknown-modifier", f"{cell.text!r} modifies no predicate", cell.place, "Write Not, or nothing.")
        return cell is not None and cell.text == NEGATION

    def _date(self, cell: Cell | None) -> dt.date | None:
        if cell is None or not cell.text:
            return None
        try:
            return dt.datetime.strptime(cell.text, "%Y-%m-%d").date()
        except ValueError:
            self._note("mapping-date-invalid", f"{cell.text!r} is no day", cell.place, "Write it like 2026-11-24.")
            return None

    def _confidence(self, cell: Cell | None) -> Decimal | None:
        if cell is None or not cell.text:
            return None
        try:
            number = Decimal(cell.text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not (number.is_finite() and 0 <= number <= 1):
            self._note("confidence-malformed", f"{cell.text!r} is no number from 0 to 1", cell.place)
            return None
        return number

    def _note(self, code: str, message: str, place: Location, remedy: str = "") -> None:
        self.findings.append(finding(code, message, location=place, remedy=remedy))


def _text(row: Row, name: str) -> str:
    return row[name].text if name in row else ""


def _near(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), 1)
    return f"Did you mean {near[0]}?" if near else ""


def _unread(message: str, name: str, error: InputError | None = None) -> Reading:
    place = (error.location if error else None) or Location(name)
    remedy = (error.remedy if error else None) or ""
    return Reading(MappingSet(name=name), (finding("mapping-set-malformed", message, location=place, remedy=remedy),))
