"""Columns: the parts of a table, each a number or a code in a list of texts for every row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum

import numpy as np
import numpy.typing as npt

from kg.views.dyads.variables import Variable


class Form(Enum):
    """What the values of a column are."""

    TEXT = "text"
    ANSWER = "answer"
    WHOLE = "whole number"
    DECIMAL = "number"


Codes = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


class Cell(IntEnum):
    """What a cell says of a pair in a year."""

    NO = 0
    YES = 1
    POSSIBLE = 2
    NOT_COVERED = 3

    @property
    def text(self) -> str:
        """The word that stands in a table."""
        return self.name.lower().replace("_", " ")


class Status(IntEnum):
    """What the sources have in the place of a quantity."""

    STATED = 0
    DISPUTED = 1
    NOT_STATED = 2
    NO_RECORD = 3
    NOT_COVERED = 4

    @property
    def text(self) -> str:
        """The word that stands in a table."""
        return self.name.lower().replace("_", " ")


Words = type[Cell] | type[Status]


@dataclass(frozen=True)
class Column:
    """A column: its values, and what they are.

    They are numbers (NaN is none) in a column of figures, numbers of the table's texts in a column of texts, and
    numbers of `words` in a column of answers.
    """

    name: str
    label: str
    values: Codes | Numbers
    form: Form
    words: Words | None = None


@dataclass(frozen=True)
class Measure:
    """A variable in a table: its columns, and what a reader has to know of them.

    `speaking`: the releases with a record of it. `centres`: releases that speak only of the pairs of some states.
    `unplaced`: how many records name an actor that is no state of the system, or may be several.
    """

    variable: Variable
    columns: Sequence[Column]
    speaking: tuple[str, ...]
    centres: Mapping[str, tuple[int, ...]]
    unplaced: int

    @property
    def is_covered(self) -> bool:
        """Whether some source speaks of it in some row."""
        answers = [column for column in self.columns if column.words is not None]
        return any((column.values != column.words.NOT_COVERED).any() for column in answers if column.words)


class Interner:
    """Texts by number: the same text has the same number, and the empty one is 0."""

    def __init__(self) -> None:
        self._numbers = {"": 0}

    def __call__(self, text: str) -> int:
        """Give the number of a text."""
        return self._numbers.setdefault(text, len(self._numbers))

    @property
    def texts(self) -> list[str]:
        """All texts, by their numbers."""
        return list(self._numbers)
