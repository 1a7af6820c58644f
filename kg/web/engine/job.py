"""A job: one query as a worker runs it, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kg.store.request import BOOLEAN, DONE, SOLUTIONS, TRIPLES
from kg.web.engine.answer import Chunks


class Kind(Enum):
    """What an answer consists of."""

    SOLUTIONS = "solutions"
    BOOLEAN = "boolean"
    TRIPLES = "triples"
    DONE = "done"  # of an update


@dataclass(frozen=True, slots=True)
class Job:
    """A query, an update, or a graph to be stored (`Job.load`).

    `results` and `triples` are the formats of its answer, by their names in `kg.store.formats` and `kg.rdf.formats`:
    the one for rows and yes or no, the other for triples. `default_graphs` and `named_graphs` are the dataset that the
    protocol asked for; None: whatever the snapshot's plain queries see. Relative IRIs in the text are relative to
    `base` (empty: there may be none).
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

    @classmethod
    def load(cls, content: bytes, content_format: str, graph: str = "", *, replaces: bool, base: str = "") -> Job:
        """Store RDF, in a format of `kg.rdf.formats`, as a graph (empty: the default one), or add it to that graph.

        The answer is `created` where the graph held nothing before, else `changed`.
        """
        return cls(
            "",
            base=base,
            is_update=True,
            content=content,
            content_format=content_format,
            graph=graph,
            replaces=replaces,
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer of a job, in the format that was asked for its kind: its bytes as they come.

    `content` is all of it where it is complete already, which most are: then the chunks need not be read.
    """

    kind: Kind
    chunks: Chunks
    content: bytes | None = None


KINDS = {SOLUTIONS: Kind.SOLUTIONS, BOOLEAN: Kind.BOOLEAN, TRIPLES: Kind.TRIPLES, DONE: Kind.DONE}
