"""What a worker does: it answers requests about a store until nobody asks any more."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import resource
import signal
import sys
from collections.abc import Callable

import pyoxigraph as ox

from kg.store.answering import answer_request
from kg.store.frames import Frames
from kg.store.request import BROKEN, Request


def serve(opening: Callable[[], ox.Store], frames: Frames, memory: int, greeting: bytes = b"") -> None:
    """Answer requests about the store that `opening` gives; returns when the other end is closed.

    They may take `memory` bytes beyond what the process has with its store. The `greeting` is sent when it is open.
    """
    store = None
    with contextlib.suppress(OSError, RuntimeError):  # said when somebody asks
        store = opening()
    _limit_memory(memory)
    if greeting:
        frames.write(greeting)
    while (message := frames.read()) is not None:
        request = Request.unpack(message)
        signal.setitimer(signal.ITIMER_REAL, request.seconds)  # should whoever asked be gone
        try:
            store = opening() if store is None else store  # one that is empty is false
        except (OSError, RuntimeError) as error:
            frames.write(BROKEN + str(error).encode())
        else:
            answer_request(store, request, frames)
        signal.setitimer(signal.ITIMER_REAL, 0)


def serve_folder(folder: str, memory: int, source: int, sink: int) -> None:
    """Answer requests about the store in a folder, which is only read."""
    quieten()
    serve(lambda: ox.Store.read_only(folder), Frames(source, sink), memory)


def quieten() -> None:
    """Let the process end by itself when interrupted or out of time, and be silent."""
    faulthandler.disable()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    os.close(silence)


def _limit_memory(memory: int) -> None:
    with contextlib.suppress(OSError, ValueError):
        limit = memory + _address_space()
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _address_space() -> int:
    """Give the bytes that a process has from its parent and for its store, which are no fault of a query."""
    with contextlib.suppress(OSError, ValueError), open("/proc/self/statm", encoding="ascii") as pages:  # noqa: PTH123
        return int(pages.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return 0


if __name__ == "__main__":
    serve_folder(sys.argv[1], int(sys.argv[2]), 0, 1)
