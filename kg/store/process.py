"""The child process in which queries run, and the pipes to it."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import time
import weakref
from pathlib import Path

from kg.store.frames import Frames
from kg.store.request import FAULTS
from kg.store.worker import serve_folder

_PACKAGE_ROOT = Path(__file__).resolve().parents[2]


class ChildDiedError(Exception):
    """The child process ended by itself."""


class ChildProcess:
    """A process that answers requests about the store in a folder, one at a time, until it is ended.

    It is forked where that is safe and quick: on Linux, in a process with a single thread. Elsewhere a new Python is
    started. Either way it opens the store itself, so that no thread of the engine is ever forked.
    """

    def __init__(self, folder: Path, memory: int | None = None) -> None:
        arguments = (str(folder), memory if memory is not None else _half_of_memory())
        self._pid, sink, source = _fork(*arguments) if _may_fork() else _spawn(*arguments)
        self._frames = Frames(source, sink)
        self._finalizer = weakref.finalize(self, _end, self._pid, source, sink)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._pid

    def ask(self, request: bytes, seconds: float) -> tuple[bytes, bytes]:
        """Send a request; gives the sign of the reply and the whole of it.

        Raises TimeoutError or ChildDiedError, and is then spent.
        """
        deadline = time.monotonic() + seconds
        parts = []
        try:
            self._frames.write(request)
            while True:
                sign, part = self._read(deadline)
                if sign in FAULTS:
                    return sign, part
                parts.append(part)
                if sign.isupper():
                    return sign, b"".join(parts)
        except BrokenPipeError as error:
            raise ChildDiedError from error

    def _read(self, deadline: float) -> tuple[bytes, bytes]:
        reply = self._frames.read(lambda: _wait(self._frames.source, deadline))
        if reply is None:
            raise ChildDiedError
        return reply[:1], reply[1:]

    def end(self) -> None:
        """Kill the process, whatever it does, and wait until it is gone."""
        self._finalizer()


def _end(pid: int, source: int, sink: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    for descriptor in (source, sink):
        os.close(descriptor)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, 0)


def _wait(descriptor: int, deadline: float) -> None:
    remaining = deadline - time.monotonic()
    if remaining <= 0 or not select.select([descriptor], [], [], remaining)[0]:
        raise TimeoutError


def _may_fork() -> bool:
    try:
        return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 (a hot path)
    except OSError:
        return False


def _fork(folder: str, memory: int) -> tuple[int, int, int]:
    (request_source, request_sink), (reply_source, reply_sink) = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(request_sink)
            os.close(reply_source)
            serve_folder(folder, memory, request_source, reply_sink)
        finally:
            os._exit(0)
    os.close(request_source)
    os.close(reply_sink)
    return pid, request_sink, reply_source


def _spawn(folder: str, memory: int) -> tuple[int, int, int]:
    (request_source, request_sink), (reply_source, reply_sink) = os.pipe(), os.pipe()
    pid = os.posix_spawn(
        sys.executable,
        [sys.executable, "-P", "-m", "kg.store.worker", folder, str(memory)],
        environment(),
        file_actions=[(os.POSIX_SPAWN_DUP2, request_source, 0), (os.POSIX_SPAWN_DUP2, reply_sink, 1)],
    )
    os.close(request_source)
    os.close(reply_sink)
    return pid, request_sink, reply_source


def environment() -> dict[str, str]:
    """Give the environment in which another Python finds this package."""
    path = os.pathsep.join(filter(None, (str(_PACKAGE_ROOT), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path}


def _half_of_memory() -> int:
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
