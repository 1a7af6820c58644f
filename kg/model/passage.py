"""Passages: the parts of a document that claims cite, as positions and digests, never as text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kg.model.dates import Date


def digest(text: str) -> str:
    """Give the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a document: its name in it ("P19"), its characters from `start` to before `end`, their digest.

    `continues` names the block whose paragraph this one goes on with, after a page break.
    """

    slug: str
    start: int
    end: int
    sha256: str
    continues: str | None = None

    def is_in(self, text: str) -> bool:
        """Say whether the text has exactly this passage at exactly this place."""
        return digest(text[self.start : self.end]) == self.sha256


@dataclass(frozen=True, slots=True)
class Document:
    """A work that is a source of the graph: what it is, how long, its digest, its passages in reading order.

    `creators` are slugs of entities. `characters` counts the whole text and `sha256` is that of the whole text, with
    line ends as single line feeds and without a byte order mark.
    """

    slug: str
    title: str
    characters: int
    sha256: str
    passages: tuple[Passage, ...]
    label: str = ""
    creators: tuple[str, ...] = ()
    date: Date | None = None
    language: str = "en"

    def is_text(self, text: str) -> bool:
        """Say whether the text is this document's, character by character."""
        return len(text) == self.characters and digest(text) == self.sha256


@dataclass(frozen=True, slots=True)
class Citation:
    """What a claim cites: the claim's slug and label, and passages as (document, passage) slugs."""

    claim: str
    label: str
    passages: frozenset[tuple[str, str]]
