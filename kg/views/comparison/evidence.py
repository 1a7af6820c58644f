"""Evidence: where an origin says something, as a reader looks it up: passages of a document, rows of a file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.rdf.terms import IRI
from kg.views.comparison.origins import Origin
from kg.views.comparison.records import Record
from kg.views.nodes import Nodes
from kg.views.sources import merge_manners, read_sources

_ROW = re.compile(r"(?P<file>.*?)#(?P<unit>row|record|line)=(?P<number>\d+)")
_SHOWN = 6


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """Where something is said ("Lankov 2007, P19"; "COW alliances 4.1, member, row 794"), and how and from whom."""

    where: str
    manner: str = ""
    statement: str = ""
    iris: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "; ".join(filter(None, (self.where, self.manner)))


def cite(nodes: Nodes, record: Record, graphs: Iterable[IRI], rows: Iterable[IRI] = ()) -> tuple[Citation, ...]:
    """Cite some claims of a document, or rows of a release: those that are given, or all behind the record."""
    if record.origin.is_release:
        return (cite_rows(record.origin, list(rows) or record.links(nodes.term["row"])),)
    graphs = sorted(set(graphs), key=str)
    sources = read_sources(nodes, graphs)
    iris = tuple(graph.value for graph in graphs)
    return tuple(Citation(source.citation, source.manner, source.statement, iris) for source in merge_manners(sources))


def cite_rows(origin: Origin, rows: Iterable[IRI]) -> Citation:
    """Cite rows, file by file; a release without them by its name alone."""
    by_file: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for row in set(rows):
        match = _ROW.fullmatch(row.value)
        key = (match["file"], match["unit"]) if match else (row.value, "")
        by_file[key].append((int(match["number"]) if match else 0, row.value))
    files = [
        ", ".join(filter(None, (_table(origin, file), _numbers(unit, found))))
        for (file, unit), found in sorted(by_file.items())
    ]
    iris = tuple(iri for _, found in sorted(by_file.items()) for _, iri in sorted(found))
    return Citation(", ".join(filter(None, (origin.name, "; ".join(files)))), iris=iris or (origin.iri,))


def with_more(citations: tuple[Citation, ...], more: Iterable[Citation]) -> tuple[Citation, ...]:
    """Add citations, but for those that read the same as one that is there."""
    found = {str(citation): citation for citation in (*more, *citations)}
    return tuple(sorted(found.values(), key=lambda citation: (citation not in citations, str(citation))))


def _table(origin: Origin, file: str) -> str:
    return file.removeprefix(f"{origin.iri}.") if file.startswith(f"{origin.iri}.") else ""


def _numbers(unit: str, found: list[tuple[int, str]]) -> str:
    numbers = [f"{number}" for number, _ in sorted(found)]
    if not unit:
        return ""
    shown = ", ".join(numbers[:_SHOWN]) + (f" and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else "")
    return f"{unit}{'' if len(numbers) == 1 else 's'} {shown}"
