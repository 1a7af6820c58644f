"""Texts inside the quotation marks of an N-Quads literal."""

from __future__ import annotations

ESCAPES = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"))


def escape(text: str) -> str:
    """Write a text so that a literal can hold it."""
    for plain, escaped in ESCAPES:
        text = text.replace(plain, escaped)
    return text
