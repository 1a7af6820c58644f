"""Mappings: recorded judgements on which record elsewhere is the same as one of ours (SSSOM 1.1)."""

from __future__ import annotations

import datetime as dt
from collections import abc
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kg.errors import Location


@dataclass(frozen=True, slots=True)
class Mapping:
    """One judgement: the subject is, or is not (`negated`), related by the predicate to the object.

    Identifiers are CURIEs, as the file has them. `confidence` is from 0 to 1, `see_also` are the addresses of the
    evidence, `further` the cells of all other columns, sorted by column, as written. `places` says where the
    cells stand; two mappings that differ only in it are equal.
    """

    subject_id: str
    predicate_id: str
    object_id: str
    justification: str
    negated: bool = False
    subject_label: str = ""
    object_label: str = ""
    author_labels: tuple[str, ...] = ()
    date: dt.date | None = None
    confidence: Decimal | None = None
    see_also: tuple[str, ...] = ()
    comment: str = ""
    further: tuple[tuple[str, str], ...] = ()
    places: abc.Mapping[str, Location] = field(default_factory=dict, compare=False, repr=False)

    def place(self, column: str = "subject_id") -> Location | None:
        """Give the place of a cell, or of the row where it has no such cell."""
        return self.places.get(column) or self.places.get("subject_id")

    @property
    def pair(self) -> tuple[str, str]:
        """What the judgement is about: subject and object."""
        return self.subject_id, self.object_id


@dataclass(frozen=True, slots=True)
class MappingSet:
    """A file of mappings with its metadata.

    `prefixes` expand its CURIEs; `further` holds whatever else its header says, as nested texts. `name` is what
    messages call the file, `places` says where each entry of the header stands; neither counts in a comparison.
    """

    id: str = ""
    title: str = ""
    version: str = ""
    license: str = ""
    prefixes: abc.Mapping[str, str] = field(default_factory=dict)
    mappings: tuple[Mapping, ...] = ()
    further: abc.Mapping[str, object] = field(default_factory=dict)
    name: str = field(default="", compare=False)
    places: abc.Mapping[str, Location] = field(default_factory=dict, compare=False, repr=False)

    def sorted(self) -> MappingSet:
        """Give the same set with its mappings in the order in which they are written."""
        return replace(self, mappings=tuple(sorted(self.mappings, key=_order)))


def _order(mapping: Mapping) -> tuple[object, ...]:
    return (
        *(mapping.subject_id, mapping.object_id, mapping.predicate_id, mapping.negated, mapping.justification),
        *(mapping.subject_label, mapping.object_label, mapping.author_labels, mapping.date or dt.date.min),
        *(mapping.confidence or Decimal(-1), mapping.see_also, mapping.comment, mapping.further),
    )
