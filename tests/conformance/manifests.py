"""The manifests of the W3C's SPARQL suites: which tests there are, of which kind, with which files and requests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox

Node = ox.NamedNode | ox.BlankNode | ox.Literal

SUITES = Path(__file__).resolve().parents[3] / "shared" / "suites" / "rdf-tests" / "sparql"
IS_THERE = (SUITES / "sparql11").is_dir()
WHY_NOT = f"the W3C's suites are not in {SUITES}"

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"


class Document:
    """An RDF file, asked for the values of a node's properties."""

    def __init__(self, path: Path) -> None:
        self._values: dict[tuple[Node, str], list[Node]] = {}
        for quad in ox.parse(path=path, base_iri=path.as_uri(), format=format_of(path)):
            assert not isinstance(quad.subject, ox.Triple)
            assert not isinstance(quad.object, ox.Triple)
            self._values.setdefault((quad.subject, quad.predicate.value), []).append(quad.object)

    def values(self, node: Node, name: str) -> list[Node]:
        """Give the values of a property, in no order."""
        return self._values.get((node, name), [])

    def value(self, node: Node, name: str) -> Node | None:
        """Give the value of a property that has at most one."""
        values = self.values(node, name)
        assert len(values) < 2, f"{node} has several values of {name}"
        return values[0] if values else None

    def text(self, node: Node, name: str) -> str:
        """Give a value as text, empty where there is none."""
        value = self.value(node, name)
        return "" if value is None else text_of(value)

    def items(self, node: Node, name: str) -> Iterator[Node]:
        """Yield the members of a list, or of several."""
        for head in self.values(node, name):
            place: Node | None = head
            while place is not None and text_of(place) != f"{RDF}nil":
                yield from self.values(place, f"{RDF}first")
                place = self.value(place, f"{RDF}rest")

    def nodes(self, name: str) -> list[Node]:
        """Give the nodes that have a property."""
        return [node for node, key in self._values if key == name]


@dataclass(frozen=True)
class Case:
    """One test: `kind` is its class in the manifests' vocabulary, `name` is unique in all suites."""

    name: str
    kind: str
    node: Node
    document: Document

    @property
    def action(self) -> Node:
        """What is done."""
        action = self.document.value(self.node, f"{MF}action")
        assert action is not None
        return action

    @property
    def result(self) -> Node | None:
        """What is to come of it."""
        return self.document.value(self.node, f"{MF}result")


def iter_cases(*path: str) -> Iterator[Case]:
    """Yield the tests of a manifest, and of those that it includes, in their order."""
    file = SUITES.joinpath(*path)
    document, node = read_document(file), ox.NamedNode(file.as_uri())
    for included in document.items(node, f"{MF}include"):
        yield from iter_cases(str(path_of(included).relative_to(SUITES)))
    folder = file.parent.relative_to(SUITES).as_posix()
    for case in document.items(node, f"{MF}entries"):
        kind = document.text(case, f"{RDF}type").removeprefix(MF)
        yield Case(f"{folder}:{text_of(case).partition('#')[2]}", kind, case, document)


@cache
def read_document(path: Path) -> Document:
    """Read a manifest, or another RDF file."""
    return Document(path)


def path_of(node: Node) -> Path:
    """Give the file that a node stands for."""
    return Path(unquote(urlsplit(text_of(node)).path))


def format_of(path: Path) -> ox.RdfFormat:
    """Give the RDF format of a file, by its suffix."""
    form = ox.RdfFormat.from_extension(path.suffix[1:])
    assert form is not None, path
    return form


def text_of(node: Node) -> str:
    """Give what a node is called or says."""
    return node.value
