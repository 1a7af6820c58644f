"""Rows of a table as expressions are worked out over them, step by step, on whatever engine holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import narwhals as nw

Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]


@dataclass(frozen=True, slots=True)
class Check:
    """Which rows do not fit, and what is said of them: `{}` in the message stands for the cells of `columns`."""

    code: str
    columns: tuple[str, ...]
    message: str
    fails: nw.Expr
    remedy: str = ""


@dataclass(slots=True)
class Rows:
    """A frame whose columns are all texts, none of them null, and the columns and checks derived so far.

    A step may ask whether anything needs it (`any`). That is answered where the rows are at hand, and taken for yes
    where an engine will see them only later; what is written is the same.
    """

    frame: Frame
    escaped: bool = False  # whether no cell has a character that a literal has to escape
    checks: list[Check] = field(default_factory=list)
    _known: dict[object, nw.Expr] = field(default_factory=dict)

    def define(self, expression: nw.Expr, key: object = None) -> nw.Expr:
        """Add a column and give what names it; under a key that was given before, the column of then."""
        if key is not None and key in self._known:
            return self._known[key]
        name = f"~{len(self.frame.collect_schema().names())}"
        self.frame = self.frame.with_columns(expression.alias(name))
        if key is not None:
            self._known[key] = nw.col(name)
        return nw.col(name)

    def remember(self, key: object, column: nw.Expr) -> nw.Expr:
        """Keep a column under a key."""
        self._known[key] = column
        return column

    def known(self, key: object) -> nw.Expr | None:
        """Give what was defined under a key."""
        return self._known.get(key)

    def any(self, condition: nw.Expr) -> bool:
        """Say whether a condition may hold in some row."""
        return self.any_of([condition])[0]

    def any_of(self, conditions: Sequence[nw.Expr]) -> list[bool]:
        """Say of each condition whether it may hold in some row: a question for all of them is answered faster."""
        if isinstance(self.frame, nw.LazyFrame) or not conditions:
            return [True] * len(conditions)
        answers = self.frame.select(*(c.any().alias(str(number)) for number, c in enumerate(conditions)))
        return [bool(answer) for answer in answers.row(0)]

    def check(self, code: str, columns: tuple[str, ...], message: str, fails: nw.Expr, remedy: str = "") -> None:
        """Have the rows reported, and left out, in which a condition holds."""
        if self.any(fails):
            self.checks.append(Check(code, columns, message, fails, remedy))


def text(value: str) -> nw.Expr:
    """Give a constant text."""
    return nw.lit(value)


def either(condition: nw.Expr, then: nw.Expr | str, otherwise: nw.Expr | str) -> nw.Expr:
    """Give one text where a condition holds and another where it does not."""
    one, other = (text(value) if isinstance(value, str) else value for value in (then, otherwise))
    return nw.when(condition).then(one).otherwise(other)


def joined(*parts: str | nw.Expr) -> nw.Expr:
    """Give texts one after the other; constants that touch become one."""
    merged: list[str | nw.Expr] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        elif part != "" if isinstance(part, str) else True:
            merged.append(part)
    pieces = [text(part) if isinstance(part, str) else part for part in merged]
    return pieces[0] if len(pieces) == 1 else nw.concat_str(pieces) if pieces else text("")


def all_of(conditions: list[nw.Expr]) -> nw.Expr | None:
    """Give the condition that all conditions hold; None where there is none."""
    if not conditions:
        return None
    result = conditions[0]
    for condition in conditions[1:]:
        result = result & condition
    return result
