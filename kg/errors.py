"""What can go wrong, as facts: one root class, each error with its place and its remedy."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_WINDOW = 100  # characters of an excerpt shown at most


class Location(NamedTuple):
    """A place in a file; line and column count from 1 and may be unknown (0)."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.path, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)


class KgError(Exception):
    """The root of all errors this package raises; `exit_code` is what the command line returns.

    `excerpt` is the offending line as it stands in the file, `remedy` says what to do.
    """

    exit_code = 1

    def __init__(
        self,
        message: str,
        *,
        location: Location | None = None,
        excerpt: str | None = None,
        remedy: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.location = location
        self.excerpt = excerpt
        self.remedy = remedy

    def __str__(self) -> str:
        lines = [f"{self.location}: {self.message}" if self.location else self.message]
        if self.excerpt is not None:
            lines.extend(f"    {line}" for line in _point(self.excerpt, self.location.column if self.location else 0))
        if self.remedy:
            lines.append(f"  {self.remedy}")
        return "\n".join(lines)


class ConfigError(KgError):
    """The settings (kg.toml) or the workspace's folders are wrong."""

    exit_code = 2


class InputError(KgError):
    """A data, ontology or text file cannot be read as what it should be."""


class DateError(KgError):
    """A text is no EDTF date, or one that bounds cannot be given for (`unsupported`)."""

    def __init__(self, text: str, reason: str, *, unsupported: bool = False, remedy: str | None = None) -> None:
        super().__init__(f"{text!r} {reason}", remedy=remedy)
        self.text = text
        self.reason = reason
        self.unsupported = unsupported


class BuildError(KgError):
    """A build stopped; the previous one is untouched."""


class StoreError(KgError):
    """The store is missing, locked or damaged."""


class QueryError(KgError):
    """A query cannot be run: its syntax, a forbidden clause, an unknown function."""


class QueryTimeoutError(QueryError):
    """A query was stopped because its time was over."""


class BusyError(KgError):
    """Too much is asked at once; after `seconds` it is worth asking again."""

    def __init__(self, message: str, seconds: int = 1) -> None:
        super().__init__(message, remedy="Ask again in a moment.")
        self.seconds = seconds


class UsageError(KgError):
    """A wrong word on the command line or in a call: parameter, format, option."""

    exit_code = 2


class NameNotFoundError(UsageError):
    """No node has that name; `nearest` are the closest names there are."""

    def __init__(self, name: str, nearest: Sequence[str]) -> None:
        remedy = "Did you mean: " + ", ".join(nearest) + "?" if nearest else None
        super().__init__(f"nothing here is called {name!r}", remedy=remedy)
        self.name = name
        self.nearest = tuple(nearest)


class AmbiguousNameError(UsageError):
    """A name fits several nodes; `candidates` are (slug, label, class) triples."""

    def __init__(self, name: str, candidates: Sequence[tuple[str, str, str]]) -> None:
        rows = "\n  ".join(f"{slug}  {label} ({kind})" for slug, label, kind in candidates)
        super().__init__(f"{name!r} fits several:\n  {rows}", remedy="Use the name in the first column.")
        self.name = name
        self.candidates = tuple(candidates)


def _point(excerpt: str, column: int) -> list[str]:
    """Show a line, cut around the column where it is long, and a caret under that column (0: no caret)."""
    first = max(0, min(column - 1 - _WINDOW // 2, len(excerpt) - _WINDOW))
    start, end = ("…" if first else ""), ("…" if first + _WINDOW < len(excerpt) else "")
    shown = start + "".join(_printable(character) for character in excerpt[first : first + _WINDOW])
    if not column:
        return [shown + end]
    before = shown[: len(start) + column - 1 - first].ljust(column - 1 - first)
    return [shown + end, "".join(_blank(character) for character in before) + "^"]


def _printable(character: str) -> str:
    return character if character.isprintable() or character == "\t" else "\ufffd"


def _blank(character: str) -> str:
    """Give the blank that is as wide on a terminal as a character."""
    if character == "\t" or unicodedata.combining(character):
        return "\t" if character == "\t" else ""
    return "  " if unicodedata.east_asian_width(character) in {"W", "F"} else " "
