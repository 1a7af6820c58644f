"""The screen: how wide a command may print, and whether in colour."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass

_PIPED = 100


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a command prints: a terminal with its width and colours, or a pipe, for which texts are 100 wide."""

    width: int
    colour: bool


def screen() -> Screen:
    """Look at standard output; COLUMNS sets its width, NO_COLOR forbids colours (no-color.org)."""
    is_terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size((_PIPED, 24)).columns if is_terminal or "COLUMNS" in os.environ else _PIPED
    return Screen(max(width, 40), is_terminal and not os.environ.get("NO_COLOR"))
