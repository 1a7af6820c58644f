"""Transcripts in the pages: what they show, run on a terminal and compared."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

COLUMNS = 100
PAGES = ("README.md", "docs/tutorial.md")  # their commands are run on the shipped graph
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    """One command of a transcript and what it prints; `line` is where it stands in the page."""

    line: int
    command: str
    output: str


def iter_steps(page: str) -> Iterator[Step]:
    """Yield the commands in the `console` blocks of a page."""
    for block in BLOCK.finditer(page):
        yield from split_steps(block[1], page.count("\n", 0, block.start(1)) + 1)


def split_steps(block: str, line: int) -> Iterator[Step]:
    """Yield the commands of a block that begins on that line; `> ` goes on with a command, as in a shell."""
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        if part:
            yield _step(part, line)
        line += part.count("\n")


def _step(part: str, line: int) -> Step:
    first, *rest = part.removeprefix("$ ").splitlines()
    while rest and rest[0].startswith("> "):
        first += "\n" + rest.pop(0).removeprefix("> ")
    return Step(line, first, "\n".join(rest))


def is_like(shown: str, printed: str) -> bool:
    """Say whether a text is what a page shows; `...` stands for any text, and on a line of its own for any lines."""
    lines = shown.strip("\n").split("\n")
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else _escape(line) + r"\n" for line in lines)
    return re.fullmatch(pattern, printed.strip("\n") + "\n") is not None


def _escape(line: str) -> str:
    return re.escape(line).replace(re.escape("..."), ".*?")


class Console:
    """A terminal, 100 columns wide, in which `kg` is a command."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        self.folder = folder
        kg = scratch / "kg"
        kg.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n', encoding="utf-8")
        kg.chmod(0o755)
        outside = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
        paths = os.pathsep.join((str(scratch), os.environ["PATH"]))
        self._environment = {**outside, "PATH": paths, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "TERM": "dumb"}

    def run(self, command: str) -> str:
        """Run a command, or change the folder; gives what the terminal shows."""
        if command.startswith("cd "):
            self.folder /= command.removeprefix("cd ")
            return ""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
        with subprocess.Popen(
            ["sh", "-c", command], cwd=self.folder, env=self._environment, stdin=theirs, stdout=theirs, stderr=theirs
        ):
            os.close(theirs)
            printed = b"".join(iter(lambda: _read(ours), b""))
        os.close(ours)
        return re.sub(r"\r+\n", "\n", printed.decode())


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # its other side is closed
        return b""
