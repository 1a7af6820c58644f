"""Reviewing: suggestions decided on one after the other, each decision written at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.config import Workspace
from kg.errors import InputError, UsageError
from kg.linking.deciding import (
    CLOSE,
    EXACT,
    Author,
    Decision,
    decide,
    find_decision,
    read_set,
    undo,
    write_decisions,
)
from kg.linking.drafts import DECISION, FOLDER
from kg.linking.judgement import Judgement, judgement_of
from kg.linking.listing import SUFFIX
from kg.linking.reading import read_mapping_set
from kg.linking.schemes import Scheme, Schemes
from kg.model.mapping import Mapping, MappingSet

Verdict = tuple[Judgement, str]

# What may stand in the column of decisions, with what it means and how the two are then related.
WORDS: dict[str, Verdict] = {
    "yes": (Judgement.YES, EXACT),
    "close": (Judgement.YES, CLOSE),
    "no": (Judgement.NO, EXACT),
    "unsure": (Judgement.UNSURE, EXACT),
}


class Draft(NamedTuple):
    """One suggestion, and the scheme that it links into."""

    mapping: Mapping
    scheme: Scheme

    @property
    def identifier(self) -> str:
        """The bare identifier of its object."""
        return self.mapping.object_id.partition(":")[2]


class Desk:
    """Where decisions are made: the mapping sets of a workspace, an author and a day."""

    def __init__(self, workspace: Workspace, author: Author, day: dt.date) -> None:
        self._workspace = workspace
        self._author = author
        self._day = day

    def decide(self, draft: Draft, verdict: Verdict) -> None:
        """Write one decision into the scheme's mapping set, as it is on disk now."""
        self.decide_all([(draft, verdict)])

    def decide_all(self, decided: Iterable[tuple[Draft, Verdict]]) -> list[Scheme]:
        """Write many decisions, each scheme's set once; gives the schemes."""
        sets: dict[str, MappingSet] = {}
        schemes: dict[str, Scheme] = {}
        for draft, (judgement, predicate) in decided:
            prefix = draft.scheme.prefix
            schemes[prefix] = draft.scheme
            before = sets.get(prefix) or read_set(self._workspace, draft.scheme)
            sets[prefix] = decide(before, draft.mapping, Decision(judgement, self._author, self._day, predicate))
        for prefix, mapping_set in sets.items():
            write_decisions(self._workspace, schemes[prefix], mapping_set)
        return list(schemes.values())

    def decision(self, draft: Draft) -> Mapping | None:
        """Give what has been decided about the pair of a suggestion, or None."""
        return find_decision(read_set(self._workspace, draft.scheme), draft.mapping)

    def undo(self, scheme: Scheme, subject: str, object_: str) -> None:
        """Take a decision back; raises UsageError where there is none."""
        write_decisions(self._workspace, scheme, undo(read_set(self._workspace, scheme), subject, object_))

    def is_settled(self, draft: Draft) -> bool:
        """Whether the pair is decided, or its entity is exactly another record of a scheme that gives it one."""
        for mapping in read_set(self._workspace, draft.scheme).mappings:
            if mapping.pair == draft.mapping.pair:
                return True
            is_exact = mapping.predicate_id == EXACT and judgement_of(mapping) is Judgement.YES
            if mapping.subject_id == draft.mapping.subject_id and is_exact and draft.scheme.is_function:
                return True
        return False


class Session:
    """A way through suggestions: forward over those that nobody has decided on, and back over those that were seen."""

    def __init__(self, drafts: Sequence[Draft], desk: Desk) -> None:
        self._drafts = drafts
        self._desk = desk
        self._seen: list[int] = []
        self._position = self._next(0)

    @property
    def current(self) -> Draft | None:
        """The suggestion to decide on; None at the end."""
        return self._drafts[self._position] if self._position < len(self._drafts) else None

    @property
    def number(self) -> int:
        """Its number among all, from 1."""
        return self._position + 1

    def decide(self, verdict: Verdict) -> None:
        """Write the decision on the current suggestion, and go on."""
        assert self.current is not None, "there is something to decide"
        self._desk.decide(self.current, verdict)
        self.skip()

    def skip(self) -> None:
        """Leave the current suggestion undecided, and go on."""
        self._seen.append(self._position)
        self._position = self._next(self._position + 1)

    def back(self) -> bool:
        """Go back to the suggestion that was seen before; gives whether there was one."""
        if self._seen:
            self._position = self._seen.pop()
            return True
        return False

    def _next(self, position: int) -> int:
        while position < len(self._drafts) and self._desk.is_settled(self._drafts[position]):
            position += 1
        return position


def read_drafts(paths: Iterable[Path], schemes: Schemes) -> list[Draft]:
    """Read the suggestions of some files: entity by entity, the surest first.

    Raises InputError where a file is no SSSOM, or links into a scheme that there is not.
    """
    drafts = [draft for path in paths for draft in _iter_drafts(read_mapping_set(path), schemes)]
    return sorted(
        drafts, key=lambda each: (each.scheme.prefix, each.mapping.subject_id, -(each.mapping.confidence or 0))
    )


def waiting_files(workspace: Workspace) -> list[Path]:
    """List the files in which suggestions wait; raises UsageError if there are none."""
    found = sorted((workspace.store / FOLDER).glob(f"*{SUFFIX}"))
    if not found:
        raise UsageError("no suggestions are waiting", remedy="Make some first: kg link suggest SCHEME FILE")
    return found


def read_verdicts(drafts: Iterable[Draft]) -> list[tuple[Draft, Verdict]]:
    """Read the column of decisions; where it is empty, nothing is decided. Raises InputError for another word."""
    decided = []
    for draft in drafts:
        word = dict(draft.mapping.further).get(DECISION, "").strip().casefold()
        verdict = next((verdict for name, verdict in WORDS.items() if word in {name, name[0]}), None)
        if word and verdict is None:
            raise InputError(
                f"{word!r} is no decision",
                location=draft.mapping.place(DECISION),
                remedy=f"Write {', '.join(WORDS)}, or nothing. Nothing was applied.",
            )
        if verdict:
            decided.append((draft, verdict))
    return decided


def _iter_drafts(mapping_set: MappingSet, schemes: Schemes) -> Iterator[Draft]:
    for mapping in mapping_set.mappings:
        prefix = mapping.object_id.partition(":")[0]
        if prefix not in schemes or schemes[prefix].iri != mapping_set.prefixes.get(prefix):
            raise InputError(
                f"{mapping.object_id} belongs to no scheme",
                location=mapping.place("object_id"),
                remedy=f"Schemes stand in links/schemes.toml; there are: {', '.join(schemes)}.",
            )
        yield Draft(mapping, schemes[prefix])
