"""The index of names: every label of a graph, in a file beside its store."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import BusyError
from kg.views.search.asking import Asked, Asking, Readings
from kg.views.search.fit import Fit, Hit, fit_of, order_of, score_of
from kg.views.search.writing import write_index

_FEW = 3  # with fewer names that hold the words, similar ones are looked at too

_HITS = """
SELECT name.id, name.text, name.key, name.is_label, name.node, node.importance, sort.place
FROM name JOIN node ON node.id = name.node JOIN sort ON sort.id = node.sort WHERE name.id IN ({})"""
_NODES = """
SELECT node.id, node.iri, node.slug, node.label, sort.kind, sort.classes
FROM node JOIN sort ON sort.id = node.sort WHERE node.id IN ({})"""
_SORTS = "SELECT id, kind, classes, place, nodes FROM sort"
_MEMBERS = """
SELECT node.iri, node.slug, node.label, sort.kind, sort.classes
FROM node JOIN sort ON sort.id = node.sort WHERE node.id IN (
    SELECT id FROM node INDEXED BY node_by_key WHERE sort IN ({}) ORDER BY key, id LIMIT ? OFFSET ?)
ORDER BY node.key, node.id"""


__all__ = ["Found", "NameIndex", "write_index"]


@dataclass(frozen=True, slots=True)
class Found:
    """A node whose name fits: `name` is the one that does, `label` the one to show, `score` from 0 to 100.

    `kind` is its narrowest class in words, `classes` are the local names of all its classes.
    """

    iri: str
    slug: str
    label: str
    kind: str
    classes: tuple[str, ...]
    name: str
    score: float


class NameIndex:
    """The names of a graph, opened for reading from any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._own = threading.local()
        self._opened: list[sqlite3.Connection] = []

    @property
    def is_ready(self) -> bool:
        """Whether the file is there; until then whatever is asked raises BusyError."""
        return self._path.is_file()

    def find(self, text: str, *, most: int = 10, classes: Sequence[str] = (), whole_words: bool = False) -> list[Found]:
        """Give what is called so or nearly so, best first; only nodes of one of `classes` (local names) if given.

        The last word may be a beginning, unless `whole_words`. What holds the words is looked at before what holds
        similar ones, and that before what holds only some; each only if there is not enough of what comes before.
        """
        asked = Asked(text, tuple(classes), whole_words)
        if not asked.key:
            return []
        connection = self._connection
        best = _Best(connection, asked)
        self._collect(best, Asking(connection, asked, most), most)
        return best.found(most)

    def members(self, name: str, *, first: int = 0, most: int = 100) -> tuple[list[Found], int]:
        """Give nodes of a class (local name) in the order of their labels, and how many there are in all."""
        sorts = [row for row in self._rows() if name in row[2].split()]
        query = _MEMBERS.format(_marks(sorts))
        rows = self._connection.execute(query, (*(row[0] for row in sorts), most, first))
        total = sum(row[4] for row in sorts)
        return [
            Found(iri, slug, label, kind, tuple(of.split()), label, 0.0) for iri, slug, label, kind, of in rows
        ], total

    def counts(self) -> dict[tuple[str, str], int]:
        """Count the things of each class that is the narrowest of some: its local name and its words, most first.

        What belongs to a narrower class belongs to the wider one, too.
        """
        sorts = [(kind, classes.split(), nodes) for _, kind, classes, place, nodes in self._rows() if place == 0]
        words = {classes[0]: kind for kind, classes, _ in sorts if classes}
        counted = {(name, words[name]): sum(nodes for _, of, nodes in sorts if name in of) for name in words}
        return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))

    def _rows(self) -> list[tuple[int, str, str, int, int]]:
        return self._connection.execute(_SORTS).fetchall()

    def close(self) -> None:
        """Let go of the file."""
        while self._opened:
            self._opened.pop().close()

    def _collect(self, best: _Best, asking: Asking, most: int) -> None:
        best.add(asking.exact())
        holding = asking.holding()
        best.add(holding)
        if len(holding) >= asking.window and best.count(Fit.BEGINNING) < most:
            best.add(asking.beginning())
        if best.count(Fit.WORDS) < min(most, _FEW) and not best.count(Fit.OTHER_NAME):
            best.add(*asking.similar())
        if not best.count(Fit.SIMILAR):
            best.add(asking.some(), fit=Fit.SOME_WORDS)

    @property
    def _connection(self) -> sqlite3.Connection:
        """The connection of this thread."""
        known = getattr(self._own, "connection", None)
        if isinstance(known, sqlite3.Connection):
            return known
        if not self.is_ready:
            raise BusyError("the index of names is still being written", 2)
        connection = sqlite3.connect(
            f"{self._path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        connection.executescript("PRAGMA mmap_size = 1073741824; PRAGMA query_only = 1;")
        self._own.connection = connection
        self._opened.append(connection)
        return connection


class _Best:
    """The names that fit, of each node the one that fits best."""

    def __init__(self, connection: sqlite3.Connection, asked: Asked) -> None:
        self._connection = connection
        self._asked = asked
        self._hits: dict[int, tuple[tuple[float, ...], Hit, Fit]] = {}

    def add(self, numbers: Sequence[int], readings: Readings | None = None, fit: Fit | None = None) -> None:
        """Add names by their numbers, found by words like those asked if there are `readings` of them."""
        for row in self._connection.execute(*_lookup(_HITS, numbers)):
            hit = Hit(*row)
            how = fit or fit_of(hit, self._asked, is_similar=readings is not None)
            known = self._hits.get(hit.node)
            place = (order_of(hit, self._asked, how, readings or ()), hit, how)
            if known is None or _within(place[0]) < _within(known[0]):
                self._hits[hit.node] = place

    def count(self, worst: Fit) -> int:
        """Count the nodes that fit at least so well."""
        return sum(fit <= worst for _, _, fit in self._hits.values())

    def found(self, most: int) -> list[Found]:
        """Give the best of them, in order."""
        best = sorted(self._hits.values())
        rows = {row[0]: row[1:] for row in self._connection.execute(*_lookup(_NODES, [hit.node for _, hit, _ in best]))}
        found = [self._found(hit, fit, rows[hit.node]) for _, hit, fit in best]
        wanted = set(self._asked.classes)
        return [each for each in found if not wanted or wanted.intersection(each.classes)][:most]

    def _found(self, hit: Hit, fit: Fit, row: tuple[str, str, str, str, str]) -> Found:
        iri, slug, label, kind, classes = row
        return Found(iri, slug, label, kind, tuple(classes.split()), hit.text, score_of(hit, self._asked, fit))


def _within(order: tuple[float, ...]) -> tuple[float, ...]:
    """Give the order among the names of one node: of those that fit alike the one to show, however long it is."""
    return *order[:-2], order[-1]


def _lookup(query: str, values: Sequence[int]) -> tuple[str, Sequence[int]]:
    return query.format(_marks(values)), values


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
