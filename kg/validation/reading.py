"""Reading: the files that cannot be read, all of them, as findings."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

from kg.config import Workspace
from kg.errors import InputError
from kg.model.finding import Finding
from kg.rdf.corpus import SHAPES
from kg.rdf.files import read_file
from kg.rdf.listing import list_corpus
from kg.validation.codes import finding


def check_files(workspace: Workspace) -> Iterator[Finding]:
    """Report each file and folder of the ontology and the data that cannot be read."""
    try:
        paths = list_corpus(workspace)
    except InputError as error:
        yield _finding(error)
        return
    for path in paths:
        try:
            read_file(path, _name(path, workspace), blank_nodes=path == workspace.ontology / SHAPES)
        except InputError as error:
            yield _finding(error)


def _name(path: Path, workspace: Workspace) -> str:
    return path.relative_to(workspace.root).as_posix() if path.is_relative_to(workspace.root) else str(path)


def _finding(error: InputError) -> Finding:
    line = textwrap.shorten(error.excerpt or "", 80, placeholder="…")
    message = f"{error.message}, in the line: {line}" if line else error.message
    return finding("unreadable-file", message, location=error.location, remedy=error.remedy or "")
