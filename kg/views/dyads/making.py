"""Making columns: from ties to what a table shows of them, from one side or from both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kg.views.dyads.answers import answer
from kg.views.dyads.columns import Cell, Codes, Column, Form, Interner, Measure, Numbers, Status, Words
from kg.views.dyads.coverage import Coverage, find_coverage
from kg.views.dyads.quantities import quantify
from kg.views.dyads.sources import Sources
from kg.views.dyads.ties import Tie, Ties
from kg.views.dyads.universe import Universe
from kg.views.dyads.variables import LONGEST_NAME, NAME_LENGTH, Kind, Variable, shorten

_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")


class Sides:
    """From which side the rows are seen: each pair once, or from both sides, which then agree by construction."""

    def __init__(self, universe: Universe, *, is_directed: bool) -> None:
        self.is_directed = is_directed
        one = np.concatenate([universe.one, universe.other])
        other = np.concatenate([universe.other, universe.one])
        self._order = np.lexsort((np.tile(universe.year, 2), other, one))

    def put(self, values: Codes | Numbers, mirrored: Codes | Numbers | None = None) -> Codes | Numbers:
        """Give a column's values as the table has them; `mirrored` is what they are for the other state of a pair."""
        if not self.is_directed:
            return values
        both: Codes | Numbers = np.concatenate([values, values if mirrored is None else mirrored])
        return both[self._order]


Part = tuple[str, str, Codes | Numbers, Form, Words | None]  # a column's suffix, label, values, form and words


@dataclass(frozen=True)
class Maker:
    """What makes the columns of one table."""

    universe: Universe
    sources: Sources
    sides: Sides
    intern: Interner

    def keys(self) -> list[Column]:
        """Make the columns that name the row."""
        system = self.universe.system
        codes, names = [state.name for state in system.states], [state.label for state in system.states]
        form = Form.WHOLE if all(map(_NUMBER.fullmatch, codes)) else Form.TEXT
        return [
            *self._key("state", f"code of state {{}} in the system {system.scheme}", codes, form),
            *self._key("name", "name of state {}", names, Form.TEXT),
            Column("year", "year", self.sides.put(self.universe.year), Form.WHOLE),
        ]

    def _key(self, name: str, label: str, texts: Sequence[str], form: Form) -> Iterator[Column]:
        """Make two columns of what the states of each row are called; codes that are numbers are merged as numbers."""
        values = np.array([int(text) if form is Form.WHOLE else self.intern(text) for text in texts], dtype=np.int64)
        one, other = values[self.universe.one], values[self.universe.other]
        yield Column(f"{name}1", label.format(1), self.sides.put(one, other), form)
        yield Column(f"{name}2", label.format(2), self.sides.put(other, one), form)

    def measure(self, variable: Variable, ties: Ties) -> Measure:
        """Make the columns of a variable."""
        coverage = find_coverage(ties, self.universe, self.sources.releases)
        make = self._quantities if variable.kind is Kind.QUANTITY else self._answers
        columns = list(make(variable, ties.ties, coverage))
        return Measure(variable, columns, tuple(coverage.rows), coverage.centres, ties.unplaced)

    def _answers(self, variable: Variable, ties: Sequence[Tie], coverage: Coverage) -> Iterator[Column]:
        for suffix, label, values, form, words in self._answer_parts(variable, ties, coverage):
            yield Column(variable.name + suffix, label, self.sides.put(values), form, words)
        for role in _roles(ties) if self.sides.is_directed else ():
            yield from self._answers_as(role, variable, ties, coverage)

    def _answers_as(self, role: str, variable: Variable, ties: Sequence[Tie], coverage: Coverage) -> Iterator[Column]:
        """Make the columns of state 1 in a role: whether it was so, and of events how often."""
        name, label = f"{variable.name}_{role}", f"{variable.label}: state 1 as {role}"
        one, other = (self._answer_parts(variable, _as(ties, role, side), coverage) for side in (0, 1))
        for (suffix, _, values, form, words), (_, _, mirrored, *_) in zip(one, other, strict=True):
            if suffix in {"", "_count"}:
                said = f"{label}, how many" if suffix else label
                column = shorten(name, LONGEST_NAME - len(suffix)) + suffix
                yield Column(column, said, self.sides.put(values, mirrored), form, words)

    def _answer_parts(self, variable: Variable, ties: Sequence[Tie], coverage: Coverage) -> Iterator[Part]:
        found = answer(ties, self.universe, coverage, self.sources.of_graph, self.intern)
        label = variable.label
        yield "", label, found.cells, Form.ANSWER, Cell
        if variable.is_event:
            yield "_count", f"{label}: how many are recorded", found.counts, Form.WHOLE, None
        yield "_claims", f"{label}: claims or rows that say so", found.ids, Form.TEXT, None
        yield "_sources", f"{label}: whose answer it is", found.sources, Form.TEXT, None
        yield "_against", f"{label}: who covers it and has none", found.against, Form.TEXT, None

    def _quantities(self, variable: Variable, ties: Sequence[Tie], coverage: Coverage) -> Iterator[Column]:
        plain = [tie for tie in ties if tie.roles[0] == tie.roles[1]]
        if plain or not ties:
            for suffix, label, values, form, words in self._quantity_parts(variable.label, plain, coverage):
                yield Column(variable.name + suffix, label, self.sides.put(values), form, words)
        roles = _roles(ties)
        for role in roles if self.sides.is_directed or len(roles) != 2 else roles[:1]:
            yield from self._by_role(variable, role, ties, coverage)

    def _by_role(self, variable: Variable, role: str, ties: Sequence[Tie], coverage: Coverage) -> Iterator[Column]:
        name = shorten(f"{variable.name}_{role}", NAME_LENGTH - 2)
        labels = [f"{variable.label}: state {number} as {role}" for number in (1, 2)]
        one, other = (self._quantity_parts(labels[n], _as(ties, role, n), coverage) for n in (0, 1))
        for (suffix, label, values, form, words), (_, other_label, mirrored, *_) in zip(one, other, strict=True):
            if self.sides.is_directed:
                yield Column(name + suffix, label, self.sides.put(values, mirrored), form, words)
            else:
                yield Column(f"{name}_1{suffix}", label, values, form, words)
                yield Column(f"{name}_2{suffix}", other_label, mirrored, form, words)

    def _quantity_parts(self, label: str, ties: Sequence[Tie], coverage: Coverage) -> Iterator[Part]:
        found = quantify(ties, self.universe, coverage, self.sources.of_graph, self.intern)
        yield "", label, found.values, Form.DECIMAL, None
        yield "_unit", f"{label}: unit", found.units, Form.TEXT, None
        yield "_exact", f"{label}: how exact it is", found.precisions, Form.TEXT, None
        yield "_values", f"{label}: who says what, where they differ", found.disputed, Form.TEXT, None
        yield "_status", f"{label}: what the sources have", found.statuses, Form.ANSWER, Status
        yield "_claims", f"{label}: claims or rows that have it", found.ids, Form.TEXT, None
        yield "_sources", f"{label}: whose answer it is", found.sources, Form.TEXT, None


def _as(ties: Iterable[Tie], role: str, side: int) -> list[Tie]:
    """Give the ties in which one state (0 or 1) has a role and the other one has another."""
    return [tie for tie in ties if tie.roles[side] == role and tie.roles[1 - side] != role]


def _roles(ties: Iterable[Tie]) -> tuple[str, ...]:
    """Give the roles by which the two states of a tie differ."""
    return tuple(sorted({role for tie in ties if tie.roles[0] != tie.roles[1] for role in tie.roles if role}))
