"""Parameters: what a question asks for, and how the text that somebody types becomes an RDF term."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from kg.config import Margins
from kg.errors import DateError, NameNotFoundError, UsageError
from kg.rdf.terms import IRI, XSD, Literal, Term
from kg.store.protocol import Store

Resolve = Callable[[Store, str], IRI]

_CONCEPTS = """
SELECT ?term ?label {
    VALUES ?scheme { UNDEF }
    ?term skos:inScheme ?scheme ; rdfs:label ?label FILTER(LANG(?label) = "en")
}"""
_CLASSES = """
SELECT ?term ?label {
    ?term a owl:Class ; rdfs:label ?label FILTER(LANG(?label) = "en" && STRSTARTS(STR(?term), STR(kg:)))
}"""


class Parameter(NamedTuple):
    """One parameter of a question. `scheme` is the concept scheme its values come from, for the kind `concept`."""

    name: str
    kind: str
    help: str
    is_required: bool = True
    default: str | None = None
    scheme: str | None = None

    @property
    def needs_value(self) -> bool:
        """Whether the question cannot be asked without it."""
        return self.is_required and self.default is None

    def explain(self) -> str:
        """Say in words what it is."""
        scheme = f" (a concept of {self.scheme})" if self.scheme else ""
        default = f" [default: {self.default}]" if self.default is not None else ""
        return self.help + scheme + default

    def parse(self, text: str, store: Store, resolve: Resolve) -> Term:
        """Read what was typed; raises UsageError with what to type instead."""
        return KINDS[self.kind](self, text, store, resolve)


def _parse_date(parameter: Parameter, text: str, _store: Store, _resolve: Resolve) -> Literal:
    first, last = _period(parameter, text)
    if first != last:
        raise UsageError(
            f"--{parameter.name} asks about one day, and {text!r} is longer",
            remedy=f"Choose a day of it, such as {first + (last - first) // 2}.",
        )
    return _day(first)


def _parse_begin(parameter: Parameter, text: str, _store: Store, _resolve: Resolve) -> Literal:
    return _day(_period(parameter, text)[0])


def _parse_end(parameter: Parameter, text: str, _store: Store, _resolve: Resolve) -> Literal:
    return _day(_period(parameter, text)[1])


def _parse_entity(_parameter: Parameter, text: str, store: Store, resolve: Resolve) -> IRI:
    return resolve(store, text)


def _parse_text(_parameter: Parameter, text: str, _store: Store, _resolve: Resolve) -> Literal:
    return Literal(text)


def _parse_integer(parameter: Parameter, text: str, _store: Store, _resolve: Resolve) -> Literal:
    try:
        return Literal(int(text))
    except ValueError as error:
        raise UsageError(f"--{parameter.name} is a whole number, and {text!r} is none") from error


def _parse_concept(parameter: Parameter, text: str, store: Store, _resolve: Resolve) -> IRI:
    return _find_term(text, iter_choices(parameter, store))


def _parse_class(parameter: Parameter, text: str, store: Store, _resolve: Resolve) -> IRI:
    return _find_term(text, iter_choices(parameter, store))


KINDS: Mapping[str, Callable[[Parameter, str, Store, Resolve], Term]] = MappingProxyType(
    {
        "date": _parse_date,
        "begin": _parse_begin,
        "end": _parse_end,
        "entity": _parse_entity,
        "text": _parse_text,
        "integer": _parse_integer,
        "concept": _parse_concept,
        "class": _parse_class,
    }
)


def _period(parameter: Parameter, text: str) -> tuple[dt.date, dt.date]:
    """Give the first and the last day of a date; a plain day needs nothing of EDTF to be loaded."""
    text = text.strip()
    if len(text) == len("1995-06-30") and text.replace("-", "").isdecimal():
        with contextlib.suppress(ValueError):
            day = dt.date.fromisoformat(text)
            return day, day
    from kg.model.period import parse_period

    try:
        period = parse_period(text, Margins())
    except DateError as error:
        raise UsageError(
            f"--{parameter.name} is a date, and {text!r} is none", remedy="Write 1995-06-30, or 1995-06, 1995, 199X."
        ) from error
    return period.first, period.last


def _day(day: dt.date) -> Literal:
    return Literal(day.isoformat(), datatype=XSD["date"])


def iter_choices(parameter: Parameter, store: Store) -> Iterator[tuple[IRI, str]]:
    """Yield the terms of the ontology among which a parameter's value is chosen, with their labels, if it is such."""
    if parameter.kind not in {"concept", "class"}:
        return
    scheme = IRI(store.prefixes["kg"] + (parameter.scheme or ""))
    is_concept = parameter.kind == "concept"
    for row in store.select(_CONCEPTS, {"scheme": scheme}) if is_concept else store.select(_CLASSES):
        if isinstance(row["term"], IRI):
            yield row["term"], row["label"].value


def _find_term(text: str, choices: Iterator[tuple[IRI, str]]) -> IRI:
    """Find a term of the ontology by its local name, CURIE, IRI or label, whatever the case."""
    known = {term.value.rpartition("#")[2]: (term, label) for term, label in choices}
    wanted = _squeeze(text.removeprefix("kg:").rpartition("#")[2])
    for name, (term, label) in known.items():
        if wanted in {_squeeze(name), _squeeze(label)}:
            return term
    from kg.store.syntax import nearest

    names = {_squeeze(name): name for name in known}
    near = [names[found] for found in nearest(wanted, names)]
    raise NameNotFoundError(text, near or sorted(known))


def _squeeze(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
