"""Kept answers: short ones that were given before, as long as the build is the same and there is room."""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple
from weakref import WeakKeyDictionary

from kg.web.snapshot import Snapshot

MOST = 32 << 20  # bytes of a snapshot's answers, and of what was asked
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


class KeptAnswers:
    """Answers by their questions; the one that was not asked for longest goes where there are too many."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._answers: WeakKeyDictionary[Snapshot, OrderedDict[Question, Answer]] = WeakKeyDictionary()
        self._sizes: WeakKeyDictionary[Snapshot, int] = WeakKeyDictionary()

    def get(self, snapshot: Snapshot, question: Question) -> Answer | None:
        """Give an answer that was kept."""
        answers = self._answers.get(snapshot)
        answer = answers.get(question) if answers else None
        if answers and answer is not None:
            answers.move_to_end(question)
        return answer

    def keep(self, snapshot: Snapshot, question: Question, answer: Answer) -> None:
        """Keep an answer, unless it is there."""
        answers = self._answers.setdefault(snapshot, OrderedDict())
        if question in answers:
            return
        answers[question] = answer
        size = self._sizes.get(snapshot, 0) + _size(question, answer)
        while size > self._most:
            size -= _size(*answers.popitem(last=False))
        self._sizes[snapshot] = size


def _size(question: Question, answer: Answer) -> int:
    return len(question.query) + len(question.accept) + len(answer.content) + _OVERHEAD
