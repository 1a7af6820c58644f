"""Recognition: which dataset a file is of, by its columns."""

from __future__ import annotations

from pathlib import Path

from kg.config import Workspace
from kg.errors import InputError, Location
from kg.importers.dataset import Descriptor, Table
from kg.importers.descriptor import list_descriptors, read_descriptor
from kg.importers.reading import column_names, find_table, likeness, missing_columns

_LIKE = 0.5  # the share of a table's columns beyond which a file is probably meant for it


def recognise(file: Path, workspace: Workspace) -> Descriptor:
    """Give the descriptor of the dataset that has a table with just these columns, or else with most of them.

    Raises InputError where no dataset has, or several have as many.
    """
    scores: dict[str, tuple[int, Descriptor]] = {}
    for path in list_descriptors(workspace):
        descriptor = read_descriptor(path, workspace)
        fits = [_fit(file, table) for table in descriptor.tables]
        if max(fits):
            scores[descriptor.name] = (max(fits), descriptor)
    best = max((score for score, _ in scores.values()), default=0)
    found = [descriptor for score, descriptor in scores.values() if score == best]
    if not found:
        raise _unknown(file, workspace)
    if len(found) > 1:
        names = " or ".join(descriptor.name for descriptor in found)
        raise InputError(f"it may be of {names}", location=Location(str(file)), remedy="Name it: kg import NAME FILE")
    return found[0]


def _unknown(file: Path, workspace: Workspace) -> InputError:
    """Say what keeps a file from being of the dataset that it is most like; or that it is like none."""
    nearest, best, errors = None, _LIKE, list[InputError]()
    for path in list_descriptors(workspace):
        descriptor = read_descriptor(path, workspace)
        for table in descriptor.tables:
            try:
                found = likeness(file, table)
            except InputError as error:
                errors.append(error)
            else:
                nearest, best = (descriptor, found) if found > best else (nearest, best)
    return _misfit(file, nearest) if nearest else errors[0] if errors else _strange(file)


def _misfit(file: Path, descriptor: Descriptor) -> InputError:
    try:
        find_table(file, descriptor)
    except InputError as error:
        return error
    return _strange(file)


def _strange(file: Path) -> InputError:
    return InputError(
        "its columns are those of no dataset",
        location=Location(str(file)),
        remedy="Name the dataset: kg import NAME FILE. For those there are, run: kg import --list",
    )


def _fit(file: Path, table: Table) -> int:
    """Say how many columns of a table a file has; none where one is missing."""
    try:
        names = column_names(file, table)
    except InputError as error:
        if error.location and error.location.line:  # it is not written as this table's files are
            return 0
        raise
    if missing_columns(names, table):
        return 0
    return len(table.header or table.columns)
