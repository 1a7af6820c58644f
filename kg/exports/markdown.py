"""Markdown: texts that show as they are."""

from __future__ import annotations

import re

from kg.exports.page import clean


def escape(text: str) -> str:
    """Write a text so that Markdown shows it as it is, on one line."""
    return re.sub(r"([\\`*_{}\[\]<>#|~!])", r"\\\1", clean(text))
