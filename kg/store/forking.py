"""What the nursery does: it has the graph in memory, where it is small enough, and forks workers that share it.

It has a single thread, so that it may be forked at any time. An engine's store on disk starts threads: it is only ever
opened in a forked process. Orders come through a socket: an action, the number of a worker and, to fork one, the end
of the socket that will be the worker's.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import shutil
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

import kg.rdf.formats
import kg.store.formats
import kg.store.loading  # all loaded once, before workers are forked  # noqa: F401
from kg.store.frames import Frames
from kg.store.request import READY
from kg.store.worker import quieten, serve

FORK, KILL, RENICE = b"F", b"K", b"N"
ORDER = 5  # bytes: an action and a number

# More quads would take memory and time that a store on disk does not take; more bytes need not even be counted.
_LARGEST_IN_MEMORY, _LARGEST_FILES = 300_000, 256 << 20
_NICEST = 19
_PR_SET_PDEATHSIG = 1
_N_QUADS = ox.RdfFormat.N_QUADS

Opening = Callable[[], ox.Store]


class Forker:
    """Whoever forks workers, and ends them."""

    def __init__(self, control: socket.socket, opening: Opening, memory: int) -> None:
        self._control = control
        self._opening = opening
        self._memory = memory
        self._pids: dict[int, int] = {}
        self._set_death_signal = _death_signal()

    def run(self) -> None:
        """Follow orders until whoever gives them is gone; then end all workers."""
        source, sink = os.pipe()
        os.set_blocking(sink, False)
        signal.set_wakeup_fd(sink, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        is_over = False
        while not is_over:
            ready, _, _ = select.select([self._control.fileno(), source], [], [])
            if source in ready:
                os.read(source, 1 << 12)
                self._reap()
            if self._control.fileno() in ready:
                is_over = not self._listen()
        for number in list(self._pids):
            self._signal(number, signal.SIGKILL)

    def _listen(self) -> bool:
        """Follow an order; says whether there was one."""
        order, descriptors, _, _ = socket.recv_fds(self._control, ORDER, 1)
        if len(order) < ORDER:
            return False
        self._follow(order[:1], int.from_bytes(order[1:], "big"), descriptors)
        return True

    def _follow(self, action: bytes, number: int, descriptors: list[int]) -> None:
        if action == FORK and descriptors:
            self._fork(number, descriptors[0])
        elif action == KILL:
            self._signal(number, signal.SIGKILL)
        elif action == RENICE and number in self._pids:
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._pids[number], _NICEST)

    def _fork(self, number: int, descriptor: int) -> None:
        try:
            pid = os.fork()
        except OSError:  # no memory for one more: whoever asked sees the socket closed
            os.close(descriptor)
            return
        if pid == 0:
            with _ending():
                self._work(descriptor)
        os.close(descriptor)
        self._pids[number] = pid

    def _work(self, descriptor: int) -> None:
        self._control.close()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self._set_death_signal()
        quieten()
        serve(self._opening, Frames(descriptor, descriptor), self._memory, READY + str(os.getpid()).encode())

    def _signal(self, number: int, which: signal.Signals) -> None:
        if number in self._pids:  # not yet waited for, so that the number is nobody else's
            os.kill(self._pids[number], which)

    def _reap(self) -> None:
        with contextlib.suppress(ChildProcessError):
            while (pid := os.waitpid(-1, os.WNOHANG)[0]) != 0:
                for number in [n for n, known in self._pids.items() if known == pid]:
                    del self._pids[number]


class _ending(contextlib.AbstractContextManager[None]):  # noqa: N801 (read as a statement)
    """What a forked process does, however it goes, ends with it."""

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        os._exit(0 if error is None else 1)


def _death_signal() -> Callable[[], None]:
    """Give what a worker calls to be killed when the nursery dies (Linux; elsewhere its next reply ends it)."""
    if sys.platform != "linux":
        return lambda: None
    import ctypes

    nursery = os.getpid()
    prctl = ctypes.CDLL(None).prctl

    def set_death_signal() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != nursery:
            os._exit(0)

    return set_death_signal


def in_memory(folder: str) -> ox.Store | None:
    """Give the store of a folder as one in memory, or None if it is too large or cannot be read."""
    if sum(file.stat().st_size for file in Path(folder).glob("*")) > _LARGEST_FILES:
        return None
    source, sink = os.pipe()
    pid = os.fork()
    if pid == 0:
        with _ending():
            os.close(source)
            _write_quads(folder, sink)
    os.close(sink)
    store = ox.Store()
    with os.fdopen(source, "rb") as quads, contextlib.suppress(SyntaxError):
        store.bulk_load(quads, _N_QUADS)
    return store if os.waitpid(pid, 0)[1] == 0 else None


def _write_quads(folder: str, sink: int) -> None:
    store = ox.Store.read_only(folder)
    if len(store) > _LARGEST_IN_MEMORY:
        os._exit(1)
    with os.fdopen(sink, "wb") as quads:
        store.dump(quads, _N_QUADS)


def copy_store(folder: str, copy: Path) -> None:
    """Copy a store, unless it has been copied already; what cannot be copied is said by whoever opens it."""
    if copy.exists():
        return
    pid = os.fork()
    if pid == 0:
        with _ending():
            partial = copy.with_suffix(".partial")
            shutil.rmtree(partial, ignore_errors=True)
            ox.Store.read_only(folder).backup(str(partial))
            partial.rename(copy)
    os.waitpid(pid, 0)


def open_writable(folder: str, patience: float = 10) -> ox.Store:
    """Open a store for writing; a worker that was killed may hold it a moment longer."""
    if not Path(folder).exists():
        raise OSError("it could not be copied")
    deadline = time.monotonic() + patience
    while True:
        try:
            return ox.Store(folder)
        except OSError:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.01)


def run_nursery(folder: str, memory: int, copy: str, control: int) -> None:
    """Fork workers over the store in a folder, or over a copy of it in `copy` that they may write."""
    for name in (signal.SIGINT, signal.SIGTERM):  # whoever gives orders says when it is over
        signal.signal(name, signal.SIG_IGN)
    with socket.socket(fileno=control) as orders:
        if copy:
            writable = Path(copy) / "store"
            copy_store(folder, writable)
            Forker(orders, lambda: open_writable(str(writable)), memory).run()
            shutil.rmtree(copy, ignore_errors=True)
        else:
            store = in_memory(folder)
            gc.freeze()
            Forker(orders, lambda: ox.Store.read_only(folder) if store is None else store, memory).run()


if __name__ == "__main__":
    run_nursery(sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
