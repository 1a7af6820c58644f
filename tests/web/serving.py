"""Real servers for tests: `kg serve` in a process of its own, on loopback, on a free port."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_LISTENS = re.compile(r"^Diplograph serves .*?(http://(?:127\.0\.0\.1|\[::1\]|0\.0\.0\.0):\d+)\)? — ", re.MULTILINE)


@dataclass(frozen=True)
class Server:
    """A server that runs: its address, without a slash at its end, and its process."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def port(self) -> int:
        """The port it listens at."""
        return int(self.address.rpartition(":")[2])


@contextlib.contextmanager
def serving(folder: Path, log: Path, *options: str, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Run `kg serve` in a workspace until the block ends; what it prints goes to `log`."""
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", *options]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=folder, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, **(environment or {})}
        )
        try:
            yield Server(_wait_until_listening(process, log), process, log)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_listening(process: subprocess.Popen[bytes], log: Path, seconds: float = 60) -> str:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        said = _LISTENS.search(log.read_text(encoding="utf-8", errors="replace"))
        if said:
            return said[1]
        if process.poll() is not None:
            break
        time.sleep(0.01)
    raise AssertionError(f"the server did not start:\n{log.read_text(errors='replace')}")
