"""Turtle and TriG files: read whole, or refused with file, line and column."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Quad, RdfFormat, parse

from kg.errors import InputError, Location
from kg.rdf.mentions import Mention, iter_mentions

FORMATS = {".ttl": RdfFormat.TURTLE, ".trig": RdfFormat.TRIG}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the ontology or the data: its name in messages, its quads, its text."""

    name: str
    quads: tuple[Quad, ...]
    text: str

    def mentions(self) -> list[Mention]:
        """Where each IRI stands in it."""
        return list(iter_mentions(self.text, self.name))


def read_file(path: Path, name: str | None = None) -> SourceFile:
    """Read one Turtle or TriG file; `name` is what errors call it (default: the path).

    Raises InputError with the place: not readable, wrong encoding, wrong syntax, empty, blank nodes.
    """
    name = name or str(path)
    text = _read_text(path, name)
    quads = _parse(text, FORMATS[path.suffix], name)
    if not quads:
        raise InputError("the file holds no statement", location=Location(name), remedy="Fill it or delete it.")
    _refuse_blank_nodes(quads, text, name)
    return SourceFile(name, tuple(quads), text)


def read_folder(folder: Path, root: Path) -> list[SourceFile]:
    """Read every Turtle and TriG file below a folder, in the order of their names relative to `root`."""
    if not folder.is_dir():
        raise InputError("there is no such folder", location=Location(str(folder)), remedy="Start one with: kg new DIR")
    paths = sorted(path for path in folder.rglob("*") if path.suffix in FORMATS)
    return [read_file(path, _relative(path, root)) for path in paths]


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _read_text(path: Path, name: str) -> str:
    try:
        data = path.read_bytes()
    except IsADirectoryError as error:
        raise InputError("a folder stands where a file belongs", location=Location(name)) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", location=Location(name)) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        raise InputError(
            f"not UTF-8: byte 0x{data[error.start]:02X}",
            location=Location(name, line, column),
            remedy="Save the file in UTF-8.",
        ) from error


def _parse(text: str, rdf_format: RdfFormat, name: str) -> list[Quad]:
    try:
        return list(parse(input=text, format=rdf_format))
    except SyntaxError as error:
        raise _syntax_error(error, text, name) from error


def _syntax_error(error: SyntaxError, text: str, name: str) -> InputError:
    place = error.args[1] if len(error.args) > 1 else (None, 0, 0)
    line, column = place[1] or 0, place[2] or 0
    lines = text.splitlines()
    reason = str(error.args[0]).split(": ", 1)[-1]
    return InputError(
        f"syntax error: {reason}",
        location=Location(name, line, column),
        excerpt=lines[line - 1] if 0 < line <= len(lines) else None,
    )


def _refuse_blank_nodes(quads: list[Quad], text: str, name: str) -> None:
    if any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object, quad.graph_name)):
        lines = text.splitlines()
        line = next((n for n, row in enumerate(lines, 1) if "[" in row or "_:" in row), 0)
        raise InputError(
            "a blank node, which no other file or claim could name",
            location=Location(name, line),
            excerpt=lines[line - 1] if line else None,
            remedy="Give the node an IRI, such as ent:my-event.visitor.",
        )
