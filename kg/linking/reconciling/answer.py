"""Answers: the code that was found for a cell in one scheme, or why there is none."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Status(Enum):
    """How the search for a code ended; all but the first leave the cell empty."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    NOT_THEN = "not then"
    NO_CODE = "no code"
    EMPTY = "empty"


class Answer(NamedTuple):
    """A code with how it was found, or none with the reason; `candidates`: codes and labels of what it may be."""

    status: Status
    code: str = ""
    note: str = ""
    candidates: tuple[str, ...] = ()
    is_reserved: bool = False  # found, and yet to be reported

    @property
    def how(self) -> str:
        """In few words, for the cell beside the code."""
        return self.note if self.status is Status.FOUND else self.status.value


EMPTY = Answer(Status.EMPTY)
