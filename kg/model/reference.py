"""References: a work as a bibliography lists it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Author:
    """Who wrote a work, by the name to print; an institution's name is never taken apart."""

    name: str
    is_person: bool = True


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """One work. `date` and `accessed` are EDTF as in the graph; what is not stated is empty. Datasets have versions."""

    key: str
    title: str
    authors: tuple[Author, ...] = ()
    container: str = ""
    publisher: str = ""
    place: str = ""
    date: str = ""
    pages: str = ""
    uri: str = ""
    accessed: str = ""
    language: str = ""
    note: str = ""
    version: str = ""

    @property
    def kind(self) -> str:
        """What sort of work it is, as far as the record shows: "article", "book", "dataset" or "document"."""
        if self.version:
            return "dataset"
        if self.container:
            return "article"
        return "book" if self.publisher and self.authors and not self.accessed else "document"
