"""Cells of tables that spreadsheets open: a text stays a text there."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def as_text(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula, the mark by which it itself tells a text.

    That is what begins with = + - @ or a control character, and is no number.
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
