"""Requests: what a worker is asked to do, and the signs of its replies.

`marshal` carries a request, for both ends are the same Python and it costs no import.
"""

from __future__ import annotations

import marshal
from typing import NamedTuple

# A reply is frames, each a sign and what belongs to it. These end an answer; in small letters, more of it follows.
SOLUTIONS, BOOLEAN, TRIPLES, DONE = b"S", b"B", b"T", b"D"
# These say why there is no (more of the) answer.
MALFORMED, FAILED, BROKEN, OUT_OF_MEMORY, TOO_LARGE = b"M", b"F", b"K", b"O", b"L"
FAULTS = frozenset((MALFORMED, FAILED, BROKEN, OUT_OF_MEMORY, TOO_LARGE))
# A worker that is forked says this first.
READY = b"R"


class Request(NamedTuple):
    """What is asked: a query, an update, or a graph to be stored (`content`, in the RDF format `content_format`).

    After `seconds` the worker ends, should whoever asked be gone; an answer has up to `largest` bytes. Graphs are IRIs
    (empty: the stored default graph); None leaves them to the store or the text. `results` and `triples` are formats
    of the answer. A graph to be stored goes into `graph` and takes the place of what is there if it `replaces` it.
    """

    text: str
    prefixes: dict[str, str]
    seconds: float
    largest: int
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    base: str = ""
    results: str = "json"
    triples: str = "ntriples"
    is_update: bool = False
    content: bytes | None = None
    content_format: str = ""
    graph: str = ""
    replaces: bool = False

    def pack(self) -> bytes:
        """Give the request as bytes."""
        return marshal.dumps(self[:])

    @classmethod
    def unpack(cls, message: bytes) -> Request:
        """Read what `pack` wrote."""
        return cls(*marshal.loads(message))
