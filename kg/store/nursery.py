"""The nursery: a process that forks workers in about a millisecond each, and the socket by which it is told to."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import tempfile
import weakref
from pathlib import Path

from kg.store.forking import FORK, KILL, RENICE
from kg.store.process import environment


class Nursery:
    """Workers over the store in a folder; each may take `memory` bytes.

    They only read it; or, where `is_writable`, they have a copy of it, which may be written by one at a time and is
    gone when the nursery is. A nursery that was killed, and its workers with it, is replaced when it is next needed.
    """

    def __init__(self, folder: Path, memory: int, *, is_writable: bool = False) -> None:
        self._folder = folder
        self._memory = memory
        self._copy = tempfile.mkdtemp(prefix="diplograph-") if is_writable else ""
        self.restarts = 0
        self._start()

    def fork(self, number: int) -> socket.socket:
        """Fork a worker, known by a number that none had before; gives the socket to it.

        Its first message says that it is ready; where it dies, the socket is closed.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                self._order(FORK, number, theirs)
            except OSError:  # the nursery is gone
                self._finalizer()
                self.restarts += 1
                self._start()
                self._order(FORK, number, theirs)
        return ours

    def kill(self, number: int) -> None:
        """End a worker, whatever it does."""
        with contextlib.suppress(OSError):  # its workers are gone with it
            self._order(KILL, number)

    def renice(self, number: int) -> None:
        """Let a worker have only the time that nobody else wants."""
        with contextlib.suppress(OSError):
            self._order(RENICE, number)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def end(self) -> None:
        """End the nursery and all its workers, and wait until they are gone."""
        self._finalizer()
        if self._copy:
            shutil.rmtree(self._copy, ignore_errors=True)

    def _order(self, action: bytes, number: int, end: socket.socket | None = None) -> None:
        descriptors = [end.fileno()] if end else []
        socket.send_fds(self._control, [action + number.to_bytes(4, "big")], descriptors)

    def _start(self) -> None:
        self._control, control = socket.socketpair()
        arguments = (str(self._folder), str(self._memory), self._copy, str(control.fileno()))
        with control:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "kg.store.forking", *arguments],
                env=environment(),
                pass_fds=[control.fileno()],
                stdin=subprocess.DEVNULL,
                process_group=0,  # the interrupt of a terminal is for whoever serves
            )
        self._finalizer = weakref.finalize(self, _end, self._process, self._control)


def _end(process: subprocess.Popen[bytes], control: socket.socket) -> None:
    control.close()
    process.wait()
