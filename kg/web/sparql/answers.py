"""Kept answers: short ones that were given before, as long as the build is the same and there is room."""

from __future__ import annotations

from typing import NamedTuple

from kg.web.kept import Recent

_MOST = 32 << 20  # bytes of a snapshot's answers, and of what was asked
_OVERHEAD = 500  # bytes that an entry takes besides

Header = tuple[bytes, bytes]


class Question(NamedTuple):
    """What an answer depends on besides the build: the query of the address, and the header Accept, as they came."""

    query: bytes
    accept: str


class Answer(NamedTuple):
    """An answer with status 200, and the tag by which a client says that it has it."""

    tag: str
    headers: tuple[Header, ...]
    content: bytes


def recent_answers() -> Recent[Question, Answer]:
    """Keep answers of a snapshot by their questions."""
    return Recent(_MOST, _size)


def _size(question: Question, answer: Answer) -> int:
    return len(question.query) + len(question.accept) + len(answer.content) + _OVERHEAD
