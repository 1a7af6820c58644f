"""Answering: a worker's part of one request, from the engine's answer to the bytes of a format."""

from __future__ import annotations

import pyoxigraph as ox

from kg.store.frames import Frames
from kg.store.request import BOOLEAN, DONE, FAILED, MALFORMED, OUT_OF_MEMORY, SOLUTIONS, TOO_LARGE, TRIPLES, Request
from kg.store.results import Answer

CHUNK = 1 << 16
_NO_PREFIXES = frozenset(("ntriples", "nquads", "jsonld"))  # the engine's quicker writer does for them


class AnswerTooLargeError(Exception):
    """An answer has more bytes than whoever asked can take."""


class Output:
    """Where an answer is written: frames with its sign, the last one with a capital."""

    def __init__(self, frames: Frames, sign: bytes, largest: int) -> None:
        self._frames = frames
        self._sign = sign
        self._rest = largest
        self._parts: list[bytes] = []
        self._size = 0

    def write(self, content: bytes) -> int:
        """Take bytes; they are sent when there are enough of them."""
        size = len(content)
        self._rest -= size
        if self._rest < 0:
            raise AnswerTooLargeError
        self._parts.append(content)
        self._size += size
        if self._size >= CHUNK:
            self._frames.write(self._sign.lower() + b"".join(self._parts))
            self._parts.clear()
            self._size = 0
        return size

    def flush(self) -> None:
        """Do nothing: a writer flushes whenever it likes."""

    def end(self) -> None:
        """Send what is left."""
        self._frames.write(self._sign + b"".join(self._parts))


def answer_request(store: ox.Store, request: Request, frames: Frames) -> None:
    """Do what is asked and send the answer, or why there is none."""
    try:
        if request.content is not None:
            from kg.store.loading import load_graph  # of writable stores alone

            frames.write(DONE + load_graph(store, request))
        elif request.is_update:
            store.update(request.text, prefixes=dict(request.prefixes), base_iri=request.base or None)
            frames.write(DONE)
        else:
            _query(store, request, frames)
    except SyntaxError as error:
        frames.write(MALFORMED + _place(error) + str(error.args[0]).encode())
    except AnswerTooLargeError:
        frames.write(TOO_LARGE + str(request.largest).encode())
    except MemoryError:
        frames.write(OUT_OF_MEMORY)
    except (RuntimeError, ValueError, OSError) as error:
        frames.write(FAILED + str(error).encode())


def _place(error: SyntaxError) -> bytes:
    return f"{error.lineno or 0} {error.offset or 0} ".encode()


def _query(store: ox.Store, request: Request, frames: Frames) -> None:
    default, named = request.default_graphs, request.named_graphs
    answer = store.query(
        request.text,
        base_iri=request.base or None,
        prefixes=request.prefixes,
        default_graph=None if default is None else [ox.NamedNode(g) if g else ox.DefaultGraph() for g in default],
        named_graphs=None if named is None else [ox.NamedNode(g) for g in named],
    )
    output = Output(frames, _sign(answer), request.largest)
    if isinstance(answer, ox.QueryTriples):
        _write_triples(answer, output, request)
    else:
        from kg.store.formats import RESULT_FORMATS

        answer.serialize(output, RESULT_FORMATS[request.results])  # type: ignore[arg-type]
    output.end()


def _sign(answer: Answer) -> bytes:
    if isinstance(answer, ox.QueryTriples):
        return TRIPLES
    return BOOLEAN if isinstance(answer, ox.QueryBoolean) else SOLUTIONS


def _write_triples(answer: ox.QueryTriples, output: Output, request: Request) -> None:
    from kg.rdf.formats import find_format

    engine = find_format(request.triples).engine
    if request.triples in _NO_PREFIXES:
        answer.serialize(output, engine)  # type: ignore[arg-type]
    else:
        ox.serialize(answer, output, engine, prefixes=dict(request.prefixes))  # type: ignore[arg-type]
