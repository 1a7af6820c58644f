"""Resolving: the code of the state that a cell means on its date, or why none can be given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from kg.linking.reconciling.answer import EMPTY, Answer, Status
from kg.linking.reconciling.column import Resolved
from kg.linking.reconciling.meaning import Meaning, meaning_of
from kg.linking.reconciling.nearest import nearest_names
from kg.linking.reconciling.policies import available, same_state
from kg.linking.reconciling.schemes import list_of
from kg.linking.states.record import ISO, Days, State
from kg.linking.states.table import StateTable

_LIST_NAMES = {"cow": "COW", "gw": "Gleditsch and Ward", ISO: "ISO 3166"}


class StateResolver:
    """Finds the codes of states in some schemes, under a policy or, where all agree, under any."""

    def __init__(
        self, table: StateTable, targets: Sequence[str], policy: str | None = None, schemes: Sequence[str] = ()
    ) -> None:
        self.table = table
        self.targets = tuple(targets)
        self.policies = (policy,) if policy else available(table)
        self.schemes = tuple(schemes)
        self._meanings: dict[str, Meaning] = {}

    def resolve(self, text: str, days: Days | None) -> Resolved:
        """Resolve one cell; without days, what holds at all times."""
        if not text.strip():
            return Resolved(dict.fromkeys(self.targets, EMPTY), {})
        if text not in self._meanings:
            self._meanings[text] = meaning_of(text, self.table, self.schemes)
        meaning = self._meanings[text]
        answers, differing = {}, {}
        for target in self.targets:
            under = {policy: self._answer(meaning, target, policy, days) for policy in self.policies}
            answers[target] = next(iter(under.values()))
            if len({answer.code for answer in under.values()}) > 1:
                differing[target] = under
        return Resolved(answers, differing)

    def suggestions(self, text: str) -> list[str]:
        """Give the nearest names in the lists and the graph, best first."""
        return nearest_names(text, self.table.labels)

    def _answer(self, meaning: Meaning, target: str, policy: str, days: Days | None) -> Answer:
        if not meaning.states:
            return Answer(Status.UNKNOWN)
        if days is None:
            return self._timeless(meaning, target, policy)
        return self._on(meaning, target, policy, days)

    def _on(self, meaning: Meaning, target: str, policy: str, days: Days) -> Answer:
        name = list_of(target)
        same = same_state(meaning, policy, name, days, self.table)
        if sharing := self._sharing(meaning, days):
            also = same_state(Meaning(tuple(sharing)), policy, name, days, self.table).states
            there = tuple(
                s for s in (*self._alive_in_lines(meaning.states, name, days), *also) if self.table.exists(s, days)
            )
            return Answer(Status.AMBIGUOUS, candidates=_candidates(there or sharing, target, days))
        if candidates := (*same.states, *self._rivals(meaning, same.states, days)):
            if len(candidates) > 1:
                note = f"{meaning.how}; --from says which" if meaning.is_code and "," in meaning.how else ""
                return Answer(Status.AMBIGUOUS, note=note, candidates=_candidates(candidates, target, days))
            return self._coded(candidates[0], meaning, target, days)
        here = {each for state in meaning.states for each in self.table.line_of(state)}
        elsewhere = [state for state in meaning.others if state not in here]
        if others := tuple(dict.fromkeys(self._alive_in_lines(elsewhere, name, days))):
            return Answer(Status.AMBIGUOUS, candidates=_candidates(others, target, days))
        return self._missing(meaning, name, same.instead)

    def _sharing(self, meaning: Meaning, days: Days) -> list[State]:
        """Give the other states that a short name may mean on these days."""
        if not meaning.is_shared:
            return []
        sharing = [each for state in meaning.states for each in self.table.namesakes(state)]
        return [each for each in sharing if each not in meaning.states and self.table.exists(each, days)]

    def _rivals(self, meaning: Meaning, found: Sequence[State], days: Days) -> list[State]:
        """Give what else was meant and there, in a line of which the list that is asked for has nothing."""
        if not found:
            return []
        lines = {each for state in found for each in self.table.line_of(state)}
        return [state for state in meaning.states if state not in lines and self.table.exists(state, days)]

    def _alive_in_lines(self, states: Iterable[State], name: str, days: Days) -> Iterable[State]:
        for state in states:
            yield from (each for each in self.table.in_line(state, name) if self.table.exists(each, days))

    def _coded(self, state: State, meaning: Meaning, target: str, days: Days) -> Answer:
        code = _code(state, target, days)
        if not code:
            return Answer(Status.NO_CODE, note=f"{state} has no code in {target}")
        closed = self.table.closed.get(state.list)
        is_late = bool(closed and days.first and days.first > closed)
        doubt = f"; the list closes on {closed}" if is_late else "" if self.table.days_of(state) else "; undated"
        return Answer(Status.FOUND, code, meaning.how + doubt, _candidates([state], target, days), is_late)

    def _missing(self, meaning: Meaning, name: str, instead: Sequence[State]) -> Answer:
        listed = list(dict.fromkeys(each for state in meaning.states for each in self.table.in_line(state, name)))
        if not listed:
            return Answer(Status.NO_CODE, note=f"{_LIST_NAMES[name]} does not have {meaning.states[0].label}")
        when = "; ".join(f"{state}: {self._when(state)}" for state in listed)
        there = f" ({', '.join(map(str, instead))} was there then)" if instead else ""
        return Answer(Status.NOT_THEN, note=f"{when}{there}")

    def _when(self, state: State) -> str:
        return ", ".join(map(str, self.table.days_of(state))) or "at all times"

    def _timeless(self, meaning: Meaning, target: str, policy: str) -> Answer:
        """Give the code that is right on every day on which there is one."""
        answers = [self._on(meaning, target, policy, Days(day, day)) for day in self._turns(meaning)]
        found = {answer.code: answer for answer in answers if answer.code}
        if not found:
            return next((answer for answer in answers if answer.status is Status.AMBIGUOUS), answers[0])
        only = next(iter(found.values()))
        unclear = [a for a in answers if a.status is Status.AMBIGUOUS and only.code not in _codes_of(a)]
        only = only._replace(note=meaning.how, is_reserved=False)
        if len(found) > 1 or unclear:
            every = (candidate for answer in answers for candidate in answer.candidates)
            return Answer(Status.AMBIGUOUS, note="it depends on the year", candidates=tuple(sorted(set(every))))
        return only

    def _turns(self, meaning: Meaning) -> list[dt.date]:
        """Give the days on which something begins or ends in the lines of what is meant, and today's."""
        lines = [each for state in (*meaning.states, *meaning.others) for each in self.table.line_of(state)]
        sharing = [each for state in meaning.states for each in self.table.namesakes(state)]
        spells = [days for state in (*lines, *sharing) for days in self.table.days_of(state)]
        turns = {day for days in spells for day in days if day}
        return sorted(turns | {max(turns, default=dt.date(2000, 1, 1)) + dt.timedelta(1)}, reverse=True)


def _code(state: State, target: str, days: Days) -> str:
    if target.endswith("-abbrev"):
        spells = [spell.abbrev for spell in state.spells if spell.days.meets(days)]
        return spells[-1] if spells else state.codes.get(target, "")
    if target in state.codes:
        return state.codes[target]
    code, until = state.withdrawn.get(target, ("", dt.date.min))
    return code if days.first and days.first <= until else ""


def _candidates(states: Iterable[State], target: str, days: Days) -> tuple[str, ...]:
    """Name each candidate by its code in the scheme and its label."""
    return tuple(dict.fromkeys(f"{_code(state, target, days)} {state.label}".strip() for state in states))


def _codes_of(answer: Answer) -> set[str]:
    return {candidate.partition(" ")[0] for candidate in answer.candidates}
