"""Dates: every EDTF literal is valid and has bounds, and stated bounds narrow it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kg.errors import DateError
from kg.model.bounds import Bounds
from kg.model.dates import parse_date
from kg.model.finding import Finding
from kg.rdf.terms import EDTF, IRI, XSD, Literal, Quad
from kg.validation.codes import finding
from kg.validation.evidence import Evidence

BOUNDS = ("earliestBegin", "latestBegin", "earliestEnd", "latestEnd")
_REMEDY = "Correct it; how to write dates is said in docs/model.md."


def check_dates(evidence: Evidence) -> Iterator[Finding]:
    """Check every EDTF literal, and the bounds stated beside kg:date."""
    for quad in evidence.corpus.quads:
        if not isinstance(quad.object, Literal) or quad.object.datatype != EDTF:
            continue
        try:
            bounds = parse_date(quad.object.value).bounds(evidence.margins)
        except DateError as error:
            yield from _check_error(error, quad, evidence)
        else:
            yield from _check_stated_bounds(bounds, quad, evidence)


def _check_error(error: DateError, quad: Quad, evidence: Evidence) -> Iterator[Finding]:
    assert isinstance(quad.subject, IRI)
    node, place = quad.subject, evidence.places.of_quad(quad)
    message = f"{evidence.curie(node)}: {error.message}"
    if not error.unsupported:
        yield finding("date-invalid", message, node=node, location=place, remedy=error.remedy or _REMEDY)
    elif quad.predicate == evidence.kg["date"] and not _stated_bounds(node, evidence):
        remedy = "State what is known beside it: " + ", ".join(f"kg:{name}" for name in BOUNDS) + "."
        yield finding("date-unsupported", message, node=node, location=place, remedy=remedy)


def _check_stated_bounds(bounds: Bounds, quad: Quad, evidence: Evidence) -> Iterator[Finding]:
    if quad.predicate != evidence.kg["date"]:
        return
    assert isinstance(quad.subject, IRI)
    assert isinstance(quad.object, Literal)
    begin = bounds.earliest_begin, bounds.latest_begin
    end = bounds.earliest_end, bounds.latest_end
    for name, day in _stated_bounds(quad.subject, evidence).items():
        first, last = begin if name.endswith("Begin") else end
        if (first and day < first) or (last and day > last) or (first is last is None):
            yield finding(
                "bound-outside-date",
                f"{evidence.curie(quad.subject)}: kg:{name} {day} lies outside the date {quad.object.value}",
                node=quad.subject,
                location=evidence.places.of_triple(quad.subject.value, evidence.kg[name].value),
                remedy="Correct the bound, or write a date that has room for it.",
            )


def _stated_bounds(node: IRI, evidence: Evidence) -> dict[str, dt.date]:
    """Give the bounds that the encoder states; what is no xsd:date is reported by the shapes."""
    stated = {}
    for name in BOUNDS:
        for value in evidence.literals(node, evidence.kg[name]):
            if value.datatype == XSD["date"]:
                try:
                    stated[name] = dt.date.fromisoformat(value.value)
                except ValueError:
                    continue
    return stated
