"""Reading: which table a file belongs to, by its columns, and its rows in batches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher, get_close_matches
from pathlib import Path

from kg.errors import InputError, Location
from kg.importers.batches import Batch, Columns
from kg.importers.dataset import Descriptor, Table
from kg.importers.delimited import iter_delimited, read_header
from kg.importers.files import kind_of
from kg.importers.folding import iter_folded
from kg.importers.markup import iter_markup, iter_records
from kg.importers.sheets import iter_parquet, iter_sheet, read_names
from kg.importers.templates import Template

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


def iter_batches(path: Path, table: Table) -> Iterator[Batch]:
    """Yield the rows of a file that belongs to a table."""
    batches = _iter_batches(path, table)
    return iter_folded(batches, table.fold) if table.fold else batches


def _iter_batches(path: Path, table: Table) -> Iterator[Batch]:
    kind = kind_of(path)
    if kind == "xml":
        return iter_markup(path, table)
    columns = locate_columns(path, table)
    if kind == "text":
        return iter_delimited(path, table, columns)
    return iter_sheet(path, table, columns) if kind == "excel" else iter_parquet(path, table, columns)


def locate_columns(path: Path, table: Table) -> Columns:
    """Find the columns of a table in a file."""
    names = column_names(path, table)
    if table.record:
        return Columns({}, names)
    places = {}
    for column, others in table.columns.items():
        found = next((name for name in (column, *others) if name in names), None)
        if found is not None:
            places[column] = names.index(found)
    return Columns(places, names)


def column_names(path: Path, table: Table) -> tuple[str, ...]:
    """Give the names of a file's columns when it is read as a table says."""
    kind = kind_of(path)
    if kind == "xml" or table.record:
        return _paths(path, table) if kind == "xml" and table.record else ()
    if kind != "text":
        return read_names(path, table, kind)
    names = read_header(path, table)
    return table.header if table.header and len(table.header) == len(names) else () if table.header else names


def missing_columns(names: tuple[str, ...], table: Table) -> list[str]:
    """Name the columns that a table needs and a file does not have under any of their names."""
    if table.record:
        return [] if names else list(table.columns)
    return [
        column
        for column, others in table.columns.items()
        if column not in table.optional and not {column, *others}.intersection(names)
    ]


def first_value(path: Path, table: Table, template: Template) -> str:
    """Give the text that a template makes of the first row of a file; nothing if a cell of it is empty there."""
    batch = next(iter_batches(path, table), None)
    if batch is None or not batch.frame.height:
        return ""
    cells = {name: batch.frame[name][0].strip() for name in template.columns()}
    filled = all(cells.values())
    return "".join(part if isinstance(part, str) else cells[part.column] for part in template.parts) if filled else ""


def find_table(path: Path, descriptor: Descriptor) -> Table:
    """Find the table of a dataset that a file belongs to: the one of which it has all columns, and of those the most.

    Raises InputError that names what is missing from the nearest table, and what looks renamed.
    """
    tried = [(missing_columns(column_names(path, table), table), table) for table in descriptor.tables]
    fitting = [table for missing, table in tried if not missing]
    if fitting:
        return max(fitting, key=lambda table: len(table.columns))
    missing, table = min(tried, key=lambda pair: len(pair[0]) / len(pair[1].columns))
    raise _unfitting(path, table, missing, descriptor)


def likeness(path: Path, table: Table) -> float:
    """Say what share of a table's columns a file has, 0 to 1, whatever separates them and however they are capitalised.

    Raises InputError where the file cannot be read as such a table is.
    """
    names = column_names(path, replace(table, quote=""))
    other = _other_delimiter(names, table) if names else ""
    cut = names[0].split(other) if other else names
    there = {name.strip('" ').casefold() for name in cut}
    found = [there.intersection(map(str.casefold, (column, *others))) for column, others in table.columns.items()]
    return sum(map(bool, found)) / len(found)


def _paths(path: Path, table: Table) -> tuple[str, ...]:
    record = next(iter_records(path, table.record), None)
    return tuple(record[0]) if record else ()


def _unfitting(path: Path, table: Table, missing: list[str], descriptor: Descriptor) -> InputError:
    place = Location(str(path))
    if table.record:
        return InputError(f"has no element <{table.record}>", location=place, remedy="Is it the right file?")
    if table.header:
        message = f"has not the {len(table.header)} columns of the table {table.name} of {descriptor.name}"
        return InputError(message, location=place, remedy="Is it the right file?")
    names = column_names(path, table)
    other = _other_delimiter(names, table)
    if other:
        return InputError(
            f"is separated by {_DELIMITERS[other]}, not by {_DELIMITERS.get(table.delimiter, table.delimiter)}",
            location=Location(str(path), 1),
            remedy=f"Save it with {_DELIMITERS.get(table.delimiter, table.delimiter)}, or set delimiter = {other!r} "
            f"for the table {table.name} in a descriptor of your own; begin with a copy of {descriptor.path}.",
        )
    return InputError(
        f"has not all columns of the table {table.name} of {descriptor.name}: {_listed(missing)} missing",
        location=Location(str(path), 1),
        remedy=_renamed(missing, names, table, descriptor),
    )


def _other_delimiter(names: tuple[str, ...], table: Table) -> str:
    """Give the delimiter that cuts a header which was not cut: the one that finds most columns, or else cuts most."""
    if len(names) > 1:
        return ""
    header = table.delimiter.join(names)
    cut = {other: [name.strip('" ') for name in header.split(other)] for other in _DELIMITERS if other in header}
    return min(cut, key=lambda other: (len(missing_columns(tuple(cut[other]), table)), -len(cut[other])), default="")


def _renamed(missing: list[str], names: tuple[str, ...], table: Table, descriptor: Descriptor) -> str:
    known = {name for column, others in table.columns.items() for name in (column, *others)}
    free = {name.casefold(): name for name in names if name not in known}
    nearest = {column: get_close_matches(column.casefold(), free, 1, 0.6) for column in missing}
    found = {column: near[0] for column, near in nearest.items() if near}
    pairs = []
    for column in sorted(found, key=lambda column: -SequenceMatcher(None, column.casefold(), found[column]).ratio()):
        name = free.pop(found[column], None)  # one column is not two
        pairs += [f"{column} may be {name}"] if name else []
    if not pairs:
        return f"It has: {_listed(list(names))}. Is it the right file?"
    return (
        f"{'; '.join(pairs)}. If so, add the new names under [table.columns] in a descriptor of your own; "
        f"begin with a copy of {descriptor.path}."
    )


def _listed(names: list[str]) -> str:
    return ", ".join(names[:20]) + (f" and {len(names) - 20} more" if len(names) > 20 else "")
