"""Outputs: files that are written beside their places, in a thread of their own, and take them together.

N-Quads say the same over and over: packed by Zstandard (RFC 8878) they take a twenty-fifth of the room, and to pack
them takes less time than to digest and to write them as they are.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa

from kg.errors import BuildError

_WAITING = 4  # pieces of text that may wait for the disk
_WINDOW = 1 << 18  # bytes in which lines are counted and packed at a time
_LEVEL = -3  # of Zstandard: below 1 it is made for speed


class Output:
    """A file of lines, which are counted, packed if its name says so, and digested as they lie there."""

    def __init__(self, file: BinaryIO, pool: ThreadPoolExecutor) -> None:
        self.lines = 0
        self.sha256 = hashlib.sha256()
        self._file = file
        self._pool = pool
        self._codec = pa.Codec("zstd", _LEVEL) if file.name.endswith(".zst") else None
        self._waiting: deque[Future[None]] = deque()

    def write(self, pieces: Sequence[memoryview]) -> None:
        """Have some lines written; returns before they are, unless too many wait already."""
        if pieces:
            self._waiting.append(self._pool.submit(self._write, pieces))
            if len(self._waiting) > _WAITING:
                self._waiting.popleft().result()

    def finish(self) -> None:
        """Wait until all is written."""
        while self._waiting:
            self._waiting.popleft().result()

    def _write(self, pieces: Sequence[memoryview]) -> None:
        for window in (piece[start : start + _WINDOW] for piece in pieces for start in range(0, len(piece), _WINDOW)):
            packed = window if self._codec is None else memoryview(self._codec.compress(window))
            self._file.write(packed)
            self.sha256.update(packed)
            self.lines += int(np.count_nonzero(np.frombuffer(window, dtype=np.uint8) == ord("\n")))


@contextmanager
def staged_outputs(folder: Path, names: Sequence[str]) -> Iterator[tuple[Output, Output]]:
    """Give the first two of some files to write into; whoever asks writes the others, hidden, under the same names.

    When the block ends without an error all of them take their places; otherwise nothing is left of them. Raises
    BuildError when something cannot be written.
    """
    hidden = [folder / f".{name}" for name in names]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with ThreadPoolExecutor(1) as pool, hidden[0].open("wb") as one, hidden[1].open("wb") as other:
                outputs = Output(one, pool), Output(other, pool)
                yield outputs
                for output in outputs:
                    output.finish()
            for path, name in zip(hidden, names, strict=True):
                path.replace(folder / name)
        finally:
            for path in hidden:
                path.unlink(missing_ok=True)
    except OSError as error:
        raise BuildError(
            f"the import could not be written: {error.filename or folder}: {error.strerror or error}",
            remedy="Nothing is imported. Free some space, or choose another folder for the store in kg.toml.",
        ) from error
