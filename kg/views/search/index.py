"""The index of names: every label of a graph, in a file beside its store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.store.protocol import Selecting


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

    def find(self, text: str, *, most: int = 10, classes: Sequence[str] = (), whole_words: bool = False) -> list[Found]:
        """Give what is called so or nearly so, best first; only nodes of one of `classes` (local names) if given.

        The last word may be a beginning, unless `whole_words`.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the file."""


def write_index(store: Selecting, path: Path) -> None:
    """Write the index of a graph's names beside the file it will be, and put it in its place at once."""
    raise NotImplementedError
