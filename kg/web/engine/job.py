"""A job: one query as a worker runs it, and what comes of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What an answer consists of."""

    SOLUTIONS = "solutions"
    BOOLEAN = "boolean"
    TRIPLES = "triples"
    DONE = "done"  # of an update


@dataclass(frozen=True, slots=True)
class Job:
    """A query (or an update) that has passed the guard.

    `results` and `triples` are the formats of its answer, by their names in `kg.store.formats` and `kg.rdf.formats`:
    the one for rows and yes or no, the other for triples. `default_graphs` and `named_graphs` are the dataset that the
    protocol asked for; None: whatever the snapshot's plain queries see. Relative IRIs in the text are relative to
    `base` (empty: there may be none).

    A job with `content` stores a graph, an RDF document in the format `content_format`, as `graph` (empty: the default
    one), in addition to what is there, or in place of it if it `replaces` it.
    """

    text: str
    results: str = "json"
    triples: str = "turtle"
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    is_update: bool = False
    base: str = ""
    content: bytes | None = None
    content_format: str = ""
    graph: str = ""
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer of a job: its bytes as they come, in the format that was asked for its kind."""

    kind: Kind
    chunks: AsyncIterator[bytes]
