"""Copies: a reader's own text of a document, compared with the passages that claims cite."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from itertools import accumulate

from kg.errors import NameNotFoundError, UsageError
from kg.model.passage import Citation, Document, Passage, digest
from kg.sources.segmentation import iter_blocks


class Likeness(Enum):
    """How alike a passage and its copy are."""

    EXACT = "exact"
    SPACING = "white space aside"


@dataclass(frozen=True, slots=True)
class Moved:
    """A passage that stands elsewhere in the copy: from `start` to before `end`."""

    passage: Passage
    start: int
    end: int
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What a comparison found: `found` at their place, `moved` elsewhere, `lost` nowhere.

    `same` says whether the whole copy is the document's text, between the passages too.
    """

    document: Document
    same: bool
    found: tuple[Passage, ...]
    moved: tuple[Moved, ...]
    lost: tuple[Passage, ...]

    def lost_claims(self, citations: Iterable[Citation]) -> list[Citation]:
        """Choose the claims of which every passage in this document is lost."""
        return [citation for citation in citations if self._cited(citation) and self._cited(citation) <= self._lost]

    def weakened_claims(self, citations: Iterable[Citation]) -> list[Citation]:
        """Choose the claims that have lost one passage in this document but keep another."""
        return [c for c in citations if self._cited(c) & self._lost and not self._cited(c) <= self._lost]

    @property
    def _lost(self) -> set[str]:
        return {passage.slug for passage in self.lost}

    def _cited(self, citation: Citation) -> set[str]:
        return {passage for document, passage in citation.passages if document == self.document.slug}


def find_document(text: str, documents: Sequence[Document], slug: str | None = None) -> Document:
    """Choose the document of that slug, or else the one that has most passages in common with the copy.

    Raises UsageError where there is none, or where no passage tells which of several it is.
    """
    slugs = [document.slug for document in documents]
    if not documents:
        raise UsageError("this graph has no document", remedy="Add yours: kg source add FILE")
    if slug is not None and slug.removeprefix("src:") not in slugs:
        raise NameNotFoundError(slug, get_close_matches(slug, slugs) or slugs[:5])
    if slug is not None:
        return documents[slugs.index(slug.removeprefix("src:"))]
    return documents[0] if len(documents) == 1 else _likeliest(text, documents)


def _likeliest(text: str, documents: Sequence[Document]) -> Document:
    reports = [compare(text, document) for document in documents]
    best = max(reports, key=lambda report: (report.same, len(report.found) + len(report.moved)))
    if not (best.same or best.found or best.moved):
        slugs = ", ".join(document.slug for document in documents)
        raise UsageError("the text has no passage of any document", remedy=f"Name one with --document: {slugs}")
    return best.document


def compare(text: str, document: Document) -> CopyReport:
    """Compare a copy, as `read_text` reads it, with a document."""
    found = tuple(passage for passage in document.passages if passage.is_in(text))
    missing = [passage for passage in document.passages if passage not in found]
    elsewhere = _find_elsewhere(text, missing)
    moved = tuple(elsewhere[passage.slug] for passage in missing if passage.slug in elsewhere)
    lost = tuple(passage for passage in missing if passage.slug not in elsewhere)
    return CopyReport(document, document.is_text(text), found, moved, lost)


def _find_elsewhere(text: str, missing: list[Passage]) -> dict[str, Moved]:
    """Find passages as blocks of the copy, or else from any of its words on, by their lengths and digests."""
    places = dict(_block_places(text)) if missing else {}
    rest = [passage for passage in missing if passage.sha256 not in places]
    places |= dict(_word_places(text, rest)) if rest else {}
    return {p.slug: Moved(p, *places[p.sha256]) for p in missing if p.sha256 in places}


def _block_places(text: str) -> Iterator[tuple[str, tuple[int, int, Likeness]]]:
    for start, end in iter_blocks(text):
        block = text[start:end]
        yield digest(" ".join(block.split())), (start, end, Likeness.SPACING)
        yield digest(block), (start, end, Likeness.EXACT)


def _word_places(text: str, missing: list[Passage]) -> Iterator[tuple[str, tuple[int, int, Likeness]]]:
    folded, origins = _fold(text)
    wanted = {passage.sha256 for passage in missing}
    for length in {passage.end - passage.start for passage in missing}:
        for position in origins:
            last = position + length
            if folded[last : last + 1] in ("", " ") and digest(folded[position:last]) in wanted:
                start, end = origins[position], _origin(last - 1, origins) + 1
                likeness = Likeness.EXACT if text[start:end] == folded[position:last] else Likeness.SPACING
                yield digest(folded[position:last]), (start, end, likeness)


def _fold(text: str) -> tuple[str, dict[int, int]]:
    """Put single spaces between the words; map where each begins then to where it begins in the text, in order."""
    words = list(re.finditer(r"\S+", text))
    positions = accumulate((len(word.group()) + 1 for word in words), initial=0)
    return " ".join(word.group() for word in words), dict(zip(positions, (w.start() for w in words), strict=False))


def _origin(position: int, origins: dict[int, int]) -> int:
    positions = list(origins)
    word = positions[bisect_right(positions, position) - 1]
    return origins[word] + position - word
