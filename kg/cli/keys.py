"""Keys: what somebody presses, without Enter on a terminal; from a pipe, the first letter of each line."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

Key = Callable[[], str]

# What an arrow or a function key sends: it begins with Escape, and its letters are no keys (ECMA-48, 5.4).
_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?", re.DOTALL)


@contextmanager
def keyboard() -> Iterator[Key]:
    """Give what reads the next key, "" at the end of input; what is pressed ahead of time is not lost."""
    if not sys.stdin.isatty():
        yield _line
        return
    try:
        import termios
        import tty
    except ImportError:  # Windows
        yield click.getchar
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    tty.setcbreak(terminal, termios.TCSANOW)
    try:
        yield _Pressed(terminal)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _line() -> str:
    line = sys.stdin.readline()
    return line.strip()[:1] or " " if line else ""


class _Pressed:
    """Reads keys one by one from a terminal."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self._waiting = b""

    def __call__(self) -> str:
        while not self._waiting:
            read = os.read(self._terminal, 1024)
            if not read:
                return ""
            self._waiting = _SEQUENCE.sub(b"", read)
        key, self._waiting = self._waiting[:1], self._waiting[1:]
        return key.decode("ascii", "replace")
