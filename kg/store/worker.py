"""What the child process does: it opens a store and answers requests until nobody asks any more.

A request is a query with its prefixes, its seconds and the graphs that join its default graph; a reply is a sign and
what belongs to it. `marshal` carries the request, for both ends are the same Python and it costs no import.
"""

from __future__ import annotations

import contextlib
import faulthandler
import marshal
import os
import resource
import signal
import sys
from collections.abc import Callable
from io import BytesIO

import pyoxigraph as ox

from kg.store.results import default_graph, write_answer

# The signs of replies that are no answer.
MALFORMED, FAILED, BROKEN, OUT_OF_MEMORY = b"M", b"F", b"B", b"O"
_GRACE = 2.0
_LARGEST = 256 << 20


class _Output(BytesIO):
    """Bytes of an answer, up to a limit that whoever asked can hold as rows."""

    def write(self, content: bytes) -> int:  # type: ignore[override]
        if self.tell() + len(content) > _LARGEST:
            raise MemoryError
        return super().write(content)


class Frames:
    """Messages over two pipes, each with its length before it."""

    def __init__(self, source: int, sink: int) -> None:
        self.source = source
        self._sink = sink

    def write(self, content: bytes) -> None:
        """Send a message."""
        rest = memoryview(len(content).to_bytes(8, "big") + content)
        while rest:
            rest = rest[os.write(self._sink, rest) :]

    def read(self, wait: Callable[[], None] = lambda: None) -> bytes | None:
        """Give the next message, or None if there will be none; `wait` is called before each look at the pipe."""
        head = self._take(8, wait)
        return None if head is None else self._take(int.from_bytes(head, "big"), wait)

    def _take(self, size: int, wait: Callable[[], None]) -> bytes | None:
        taken = bytearray()
        while len(taken) < size:
            wait()
            chunk = os.read(self.source, min(size - len(taken), 1 << 20))
            if not chunk:
                return None
            taken += chunk
        return bytes(taken)


def serve(folder: str, memory: int, source: int, sink: int) -> None:
    """Answer requests about the store in a folder; returns when the other end of the pipe is closed."""
    _prepare(memory)
    frames = Frames(source, sink)
    store = None
    with contextlib.suppress(OSError, RuntimeError):  # said when somebody asks
        store = ox.Store.read_only(folder)
    while (request := frames.read()) is not None:
        text, prefixes, seconds, graphs = marshal.loads(request)
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE)  # should whoever asked be gone
        try:
            store = store or ox.Store.read_only(folder)
            reply = _reply(store, text, prefixes, graphs)
        except (OSError, RuntimeError) as error:
            reply = BROKEN + str(error).encode()
        frames.write(reply)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _prepare(memory: int) -> None:
    """Let the process end by itself when interrupted or out of time, take `memory` bytes at most, and be silent."""
    faulthandler.disable()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with contextlib.suppress(OSError, ValueError):
        limit = memory + _address_space()
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _address_space() -> int:
    """Give the bytes that a forked process has from its parent, which are no fault of the query."""
    with contextlib.suppress(OSError, ValueError), open("/proc/self/statm", encoding="ascii") as pages:  # noqa: PTH123
        return int(pages.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _reply(store: ox.Store, text: str, prefixes: dict[str, str], graphs: tuple[str, ...]) -> bytes:
    output = _Output()
    try:
        answer = store.query(text, prefixes=prefixes, default_graph=default_graph(graphs))
        sign = write_answer(answer, output)
        return sign + output.getvalue()
    except SyntaxError as error:
        return MALFORMED + str(error.args[0]).encode()
    except MemoryError:
        return OUT_OF_MEMORY
    except (RuntimeError, ValueError, OSError) as error:
        return FAILED + str(error).encode()


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), 0, 1)
