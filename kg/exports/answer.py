"""Answers: what a query gives as Python values, as data frames, and in a notebook."""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import ModuleType
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.exports.notebook import table_html
from kg.rdf.terms import IRI, XSD, Literal, Made, Term
from kg.store.results import Boolean, Result, Solutions

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Value = str | int | float | Decimal | bool | dt.date | dt.datetime | None


@dataclass(frozen=True)
class Answer:
    """The rows of an answer; the triples of a CONSTRUCT query are rows of three, an ASK query has one row of one."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __iter__(self) -> Iterator[dict[str, Value]]:
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))

    def __len__(self) -> int:
        return len(self.rows)

    def to_pandas(self) -> pd.DataFrame:
        """Give a pandas data frame; raises UsageError if pandas is not installed."""
        frame: pd.DataFrame = _library("pandas").DataFrame(self._floating(), columns=list(self.columns))
        return frame

    def to_polars(self) -> pl.DataFrame:
        """Give a polars data frame; raises UsageError if polars is not installed."""
        rows = self._floating()
        data = {name: [row[position] for row in rows] for position, name in enumerate(self.columns)}
        frame: pl.DataFrame = _library("polars").DataFrame(data, strict=False)
        return frame

    def _repr_html_(self) -> str:
        return table_html(self.columns, self.rows)

    def _floating(self) -> list[tuple[Value, ...]]:
        """Give the rows with decimal numbers as floats, which data frames reckon with."""
        return [tuple(float(value) if isinstance(value, Decimal) else value for value in row) for row in self.rows]


def answer_of(result: Result) -> Answer:
    """Give the result of a query in Python values."""
    if isinstance(result, Solutions):
        return Answer(result.variables, tuple(tuple(map(to_python, row)) for row in result.rows))
    if isinstance(result, Boolean):
        return Answer(("answer",), ((result.value,),))
    triples = [(triple.subject, triple.predicate, triple.object) for triple in result.triples]
    return Answer(("subject", "predicate", "object"), tuple(tuple(map(_text_or_value, row)) for row in triples))


def to_python(term: Term | Made | None) -> Value:
    """Give the Python value of a term: an IRI as text, a literal by its datatype, or as text where that has none."""
    if not isinstance(term, Literal):
        return term.value if isinstance(term, IRI) else None if term is None else str(term)
    convert = _CONVERSIONS.get(term.datatype)
    if convert is None:
        return term.value
    try:
        return convert(term.value)
    except (ArithmeticError, ValueError):  # ill-typed: what it says is all we know
        return term.value


def to_term(value: object) -> Term:
    """Give the term of a Python value; a text that is an IRI in angle brackets is one. Raises UsageError for others."""
    if isinstance(value, str) and value.startswith("<") and value.endswith(">"):
        try:
            return IRI(value[1:-1])
        except ValueError as error:
            raise UsageError(f"{value} is no IRI: {error}") from error
    if isinstance(value, bool | str | int | float):
        return Literal(value)
    if isinstance(value, Decimal):
        return Literal(f"{value:f}", datatype=XSD["decimal"])
    if isinstance(value, dt.datetime):
        return Literal(value.isoformat(), datatype=XSD["dateTime"])
    if isinstance(value, dt.date):
        return Literal(value.isoformat(), datatype=XSD["date"])
    raise UsageError(f"{value!r} cannot be a term", remedy="Give a text, a number, a date, True or False.")


_CONVERSIONS: Mapping[IRI, Callable[[str], Value]] = {
    XSD["boolean"]: lambda text: {"true": True, "1": True, "false": False, "0": False}.get(text, text),
    XSD["integer"]: int,
    XSD["decimal"]: Decimal,
    XSD["double"]: float,
    XSD["float"]: float,
    XSD["date"]: dt.date.fromisoformat,
    XSD["dateTime"]: dt.datetime.fromisoformat,
}


def _text_or_value(term: Any) -> Value:
    return to_python(term) if isinstance(term, IRI | Literal) else str(term)


def _library(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UsageError(f"{name} is not installed", remedy=f"pip install 'diplograph[{name}]'") from error
