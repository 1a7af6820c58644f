"""Turtle and TriG files: read whole, or refused with file, line and column."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Quad, RdfFormat, Triple, parse

from kg.errors import InputError, Location
from kg.rdf.mentions import Mention, iter_mentions
from kg.rdf.syntax import blank_node_error, encoding_error, syntax_error, triple_term_error

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


def read_file(path: Path, name: str | None = None, *, blank_nodes: bool = False) -> SourceFile:
    """Read one Turtle or TriG file; `name` is what errors call it (default: the path).

    Raises InputError with the place: not readable, wrong encoding, wrong syntax, empty, and what our data do without:
    triple terms and (unless `blank_nodes` is set) blank nodes.
    """
    name = name or str(path)
    text = _read_text(path, name)
    quads = _parse(text, FORMATS[path.suffix.lower()], name)
    if not quads:
        raise InputError("the file holds no statement", location=Location(name), remedy="Fill it or delete it.")
    kinds = {type(term) for quad in quads for term in (quad.subject, quad.object, quad.graph_name)}
    if Triple in kinds:
        raise triple_term_error(text, name)
    if BlankNode in kinds and not blank_nodes:
        raise blank_node_error(text, name)
    return SourceFile(name, tuple(quads), text)


def _read_text(path: Path, name: str) -> str:
    if path.exists() and not path.is_file():
        what = "a folder" if path.is_dir() else "something that is no file"
        raise InputError(
            f"{what} stands where a file belongs", location=Location(name), remedy="Rename it or move it elsewhere."
        )
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", location=Location(name)) from error
    except UnicodeDecodeError as error:
        raise encoding_error(error, name) from error


def _parse(text: str, rdf_format: RdfFormat, name: str) -> list[Quad]:
    try:
        return list(parse(input=text, format=rdf_format))
    except SyntaxError as error:
        raise syntax_error(error, text, name) from error
