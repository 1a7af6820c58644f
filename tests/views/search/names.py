"""Invented names to search, and the index of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.views.search.index import NameIndex
from kg.views.search.naming import Group, Named, Sort
from kg.views.search.writing import write_names

PERSON = Sort("person", ("Person", "Actor"), Group.THING)
TREATY = Sort("treaty", ("Treaty", "TemporalEntity"), Group.THING)
CLAIM = Sort("claim", ("Claim",), Group.ASIDE)
TERM = Sort("Class", ("Class",), Group.TERM)

IRI = "http://example.org/"


def named(slug: str, *names: str, sort: Sort = PERSON, importance: int = 0, also: Iterable[str] = ()) -> Named:
    """Make a node: its labels, and what it is called besides."""
    all_names = (*((name, True) for name in names), *((name, False) for name in also))
    return Named(IRI + slug, slug, names[0], sort, importance, all_names)


def index_of(folder: Path, *nodes: Named) -> NameIndex:
    """Write an index and open it."""
    write_names(nodes, folder / "names.sqlite")
    return NameIndex(folder / "names.sqlite")


def slugs(index: NameIndex, text: str, *, classes: Sequence[str] = (), whole_words: bool = False) -> list[str]:
    """Give what is found, in order, by slug."""
    return [found.slug for found in index.find(text, classes=classes, whole_words=whole_words)]
