"""The screen: how wide a command may print, and whether in colour."""

from __future__ import annotations

import os
import sys
from typing import NamedTuple

_PIPED = 100


class Screen(NamedTuple):
    """Where a command prints: a terminal with its width and colours, or a pipe, for which texts are 100 wide."""

    width: int
    colour: bool


def screen() -> Screen:
    """Look at standard output; COLUMNS sets its width, NO_COLOR forbids colours (no-color.org)."""
    is_terminal = sys.stdout.isatty()
    return Screen(max(_width(is_terminal), 40), is_terminal and not os.environ.get("NO_COLOR"))


def _width(is_terminal: bool) -> int:
    """Do as shutil.get_terminal_size does, whose import would take longer than most questions."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns if is_terminal and sys.__stdout__ else _PIPED
    except (OSError, ValueError):  # it has no size, or is closed
        return _PIPED
