"""The lock: one build at a time. The system lets go of it when its holder ends, however that happens."""

from __future__ import annotations

import errno
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import BuildError

_TAKEN = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[str]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path, patience: float = 0.0) -> Iterator[None]:
    """Hold the lock at `path`; raises BuildError when another process still holds it after `patience` seconds."""
    deadline = time.monotonic() + patience
    with path.open("w", encoding="utf-8") as file:
        while not _is_taken_by_us(file):
            if time.monotonic() >= deadline:
                raise BuildError(
                    f"another process is building in {path.parent}",
                    remedy="Wait until it has finished, then try again.",
                )
            time.sleep(0.05)
        yield


def _is_taken_by_us(file: IO[str]) -> bool:
    try:
        _take(file)
    except OSError as error:
        if error.errno not in _TAKEN:
            raise
        return False
    return True
