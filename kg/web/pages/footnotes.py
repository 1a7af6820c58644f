"""Footnotes: who says what stands on a page, numbered in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.views.sources import Place, Source
from kg.web.pages.sheet import claim_iri


@dataclass(frozen=True, slots=True)
class Mark:
    """The place where a note is called: its number, the anchor of the place, and where it leads in words."""

    number: int
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note and the places that call it: a claim (`source`, with its IRI), or nothing but words."""

    number: int
    source: Source | None
    iri: str
    words: str
    marks: list[Mark] = field(default_factory=list)

    @property
    def documents(self) -> list[tuple[str, list[Place]]]:
        """Give the passages that it cites, document by document."""
        found: dict[str, list[Place]] = {}
        for place in self.source.passages if self.source else ():
            found.setdefault(place.document, []).append(place)
        return list(found.items())


class Footnotes:
    """The notes of one page; each claim has one number there, however often it is cited."""

    def __init__(self, claims: str) -> None:
        self._claims = claims
        self._notes: dict[tuple[str, str], Note] = {}

    def cite(self, sources: Iterable[Source]) -> list[Mark]:
        """Cite claims at a place; gives a mark for each."""
        return [self._mark(source, claim_iri(source, self._claims), "") for source in sources]

    def remark(self, words: str, iri: str = "") -> list[Mark]:
        """Say at a place, in words, what it rests on where that is no claim; `iri` is what they lead to."""
        return [self._mark(None, iri, words)]

    def __iter__(self) -> Iterator[Note]:
        return iter(self._notes.values())

    def __len__(self) -> int:
        return len(self._notes)

    def _mark(self, source: Source | None, iri: str, words: str) -> Mark:
        note = self._notes.setdefault((iri, words), Note(len(self._notes) + 1, source, iri, words))
        where = "; ".join(filter(None, (source.citation, source.manner))) if source else words
        mark = Mark(note.number, f"c{note.number}-{len(note.marks) + 1}", where)
        note.marks.append(mark)
        return mark
