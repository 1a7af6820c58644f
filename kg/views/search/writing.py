"""Writing the index: one file of SQLite, whose names are numbered from the most important one on.

Whatever looks names up by their words gets them in the order of their numbers, and can stop after the first few.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from kg.store.protocol import Selecting
from kg.views.search.keys import key_of, sound_of, words_of
from kg.views.search.naming import Named, Sort, read_named
from kg.views.search.slips import parts_of

BEGINNING = 3  # letters at the beginning of names that are looked up in the order of importance

_TABLES = """
CREATE TABLE sort (id INTEGER PRIMARY KEY, kind TEXT, classes TEXT, place INTEGER, nodes INTEGER);
CREATE TABLE node (id INTEGER PRIMARY KEY, iri TEXT, slug TEXT, label TEXT, key TEXT, sort INTEGER, importance INTEGER);
CREATE TABLE name (id INTEGER PRIMARY KEY, node INTEGER, text TEXT, key TEXT, is_label INTEGER);
CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT, sound TEXT, names INTEGER);
CREATE TABLE part (length INTEGER, number INTEGER, letters TEXT, word TEXT,
    PRIMARY KEY (length, number, letters, word)) WITHOUT ROWID;
CREATE VIRTUAL TABLE named USING fts5(words, content='', detail=none, columnsize=0, prefix='1 2 3 4 5 6',
    tokenize="ascii tokenchars '_^'");
CREATE TABLE extent (place INTEGER PRIMARY KEY, last INTEGER);
"""
_INDEXES = """
CREATE INDEX node_by_key ON node (key, sort);
CREATE INDEX name_by_key ON name (key);
CREATE UNIQUE INDEX word_by_text ON word (text);
CREATE INDEX word_by_sound ON word (sound);
ANALYZE;
"""


def write_index(store: Selecting, path: Path) -> None:
    """Write the index of a graph's names beside the file it will be, and put it in its place at once."""
    write_names(read_named(store), path)


def write_names(named: Iterable[Named], path: Path) -> None:
    """Write the index of some names, likewise."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    try:
        connection = sqlite3.connect(beside)
        try:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES)
            with connection:
                _fill(connection, sorted(named, key=_rank))
            connection.executescript(_INDEXES)
        finally:
            connection.close()
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _rank(node: Named) -> tuple[int, int, int, str]:
    return node.sort.group, -node.importance, len(node.label), node.iri


class _Row(NamedTuple):
    id: int
    node: int
    text: str
    key: str
    is_label: bool


def _fill(connection: sqlite3.Connection, nodes: list[Named]) -> None:
    sorts = Counter(node.sort for node in nodes)
    numbers = {sort: number for number, sort in enumerate(sorts)}
    connection.executemany("INSERT INTO sort VALUES (?, ?, ?, ?, ?)", _sort_rows(numbers, sorts))
    connection.executemany(
        "INSERT INTO node VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (number, node.iri, node.slug, node.label, key_of(node.label), numbers[node.sort], node.importance)
            for number, node in enumerate(nodes)
        ),
    )
    extent: dict[int, int] = {}
    vocabulary: Counter[str] = Counter()
    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?)", _name_rows(nodes, extent))
    connection.executemany("INSERT INTO extent VALUES (?, ?)", extent.items())
    connection.executemany("INSERT INTO named (rowid, words) VALUES (?, ?)", _word_rows(nodes, vocabulary))
    connection.execute("INSERT INTO named (named) VALUES ('optimize')")
    words = sorted(vocabulary)
    connection.executemany("INSERT INTO word VALUES (?, ?, ?, ?)", _vocabulary_rows(words, vocabulary))
    connection.executemany("INSERT INTO part VALUES (?, ?, ?, ?)", sorted(_part_rows(words)))


def _sort_rows(numbers: dict[Sort, int], sorts: Counter[Sort]) -> Iterator[tuple[object, ...]]:
    for sort, number in numbers.items():
        yield number, sort.kind, " ".join(sort.classes), int(sort.group), sorts[sort]


def _name_rows(nodes: list[Named], extent: dict[int, int]) -> Iterator[_Row]:
    """Yield the names in order; `extent` gets the number of the last one of each group."""
    number = 0
    for place, node in enumerate(nodes):
        for text, is_label in node.names:
            number += 1
            yield _Row(number, place, text, key_of(text), is_label)
        extent[int(node.sort.group)] = number


def _word_rows(nodes: list[Named], vocabulary: Counter[str]) -> Iterator[tuple[int, str]]:
    """Yield the words of the names, their beginnings, and their nodes' classes; `vocabulary` counts the words."""
    named = ((node, text) for node in nodes for text, _ in node.names)
    for number, (node, text) in enumerate(named, 1):
        key = key_of(text)
        vocabulary.update(set(key.split()))
        beginnings = (beginning_word(key[:length]) for length in range(1, min(len(key), BEGINNING) + 1))
        yield number, " ".join(chain(sorted(words_of(text)), beginnings, map(class_word, node.sort.classes)))


def _vocabulary_rows(words: list[str], vocabulary: Counter[str]) -> Iterator[tuple[int, str, str, int]]:
    for number, word in enumerate(words):
        yield number, word, sound_of(word), vocabulary[word]


def _part_rows(words: list[str]) -> Iterator[tuple[int, int, str, str]]:
    for word in words:
        for part in parts_of(word):
            yield *part, word


def beginning_word(letters: str) -> str:
    """Give the word by which names are found that begin with some letters, `BEGINNING` of them at most."""
    return "^" + letters.replace(" ", "_")


def class_word(name: str) -> str:
    """Give the word by which names of nodes of a class are found; none in a text begins like that."""
    return "_" + key_of(name).replace(" ", "_")
