"""Columns: which of a table's columns hold the identifier, the names, the dates, the type and other identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.errors import UsageError
from kg.linking.tables import Table, column

_WORD = re.compile(r"[a-z]+|\d+")
_NAME = re.compile(r"name|nme\b|nme$|label|title|leader|\bshort\b|\bformal\b|altlabel|alias", re.IGNORECASE)
_NO_NAME = re.compile(r"currency|language|region|capital|code|\bid\b", re.IGNORECASE)
_FOREIGN = re.compile(
    r"_(?!en)[a-z]{2}$|formal|french|spanish|russian|chinese|arabic|german|korean|japanese", re.IGNORECASE
)
_TYPES = ("type", "class", "category")
_IDS = ("id", "identifier", "code", "key", "qid")
_BEGINS = ("begin", "start", "st", "beg", "from", "s")
_ENDS = ("end", "until", "to", "e")
_PARTS = (("year", "yr", "y"), ("month", "mo", "m"), ("day", "dy", "d"))
_DISTINCT = 0.5  # of the things in a table: how many different values a column of names has at least
_OWN = 0.8  # and a column of identifiers of these things, not of the state that each belongs to


class Columns(NamedTuple):
    """Which columns are read, and as what; a date is one column, or year, month and day."""

    id: str
    names: tuple[str, ...]
    type: str | None = None
    begin: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()  # scheme and column

    def __str__(self) -> str:
        parts = [f"identifier: {self.id}", f"names: {', '.join(self.names)}"]
        parts += [f"type: {self.type}"] if self.type else []
        parts += [f"{word}: {', '.join(cols)}" for word, cols in (("begin", self.begin), ("end", self.end)) if cols]
        parts += [f"other identifiers: {', '.join(f'{name} ({scheme})' for scheme, name in self.codes)}"] * bool(
            self.codes
        )
        return "; ".join(parts)


class Choice(NamedTuple):
    """The columns that somebody names herself; what is empty is guessed."""

    id: str | None = None
    names: tuple[str, ...] = ()
    type: str | None = None
    begin: str | None = None
    end: str | None = None


NOTHING = Choice()


def choose_columns(table: Table, scheme: str, schemes: Iterable[str], choice: Choice = NOTHING) -> Columns:
    """Take the columns that were named, and guess the others from header and content; raises UsageError without any."""
    identifier = column(table, choice.id) if choice.id else _guess_id(table, scheme)
    names = tuple(column(table, name) for name in choice.names) or _guess_names(table, identifier)
    if not names:
        raise UsageError(
            f"no column of {table.path} looks like names",
            remedy=f"Name one with --name. It has: {', '.join(table.columns)}.",
        )
    return Columns(
        identifier,
        names,
        column(table, choice.type) if choice.type else _first(table, _TYPES),
        (column(table, choice.begin),) if choice.begin else _guess_date(table, _BEGINS),
        (column(table, choice.end),) if choice.end else _guess_date(table, _ENDS),
        tuple(_guess_codes(table, identifier, [name for name in schemes if name != scheme])),
    )


def _guess_id(table: Table, scheme: str) -> str:
    """Give the column that is called like the scheme, or like an identifier, or the first without gaps or doubles."""
    fitting = [name for name in table.columns if _is_called(name, scheme)]
    plain = [name for name in table.columns if name.casefold() in _IDS]
    unique = [name for name in table.columns if len({row[name] for row in table.rows} - {""}) == len(table.rows)]
    found = [*fitting, *plain, *unique]
    if not found:
        raise UsageError(
            f"no column of {table.path} looks like identifiers of {scheme}",
            remedy=f"Name one with --id. It has: {', '.join(table.columns)}.",
        )
    return found[0]


def _is_called(name: str, scheme: str) -> bool:
    """Say whether a column is called like a scheme: "Geoname ID" geonames, "ccode" cow, "leadid" archigos."""
    words, wanted = "".join(_WORD.findall(name.casefold())), "".join(_WORD.findall(scheme.casefold()))
    known = {wanted, *_CALLED.get(scheme, ())}
    stems = {each.removesuffix("s") for each in known}
    return words in known or words.removesuffix("id").removesuffix("code").removesuffix("s") in stems


# How tables call the identifiers of some schemes, where that is not the scheme's name.
_CALLED: dict[str, tuple[str, ...]] = {
    "cow": ("ccode", "cowcode", "cown"),
    "gw": ("statenumber", "gwcode", "gwno", "gwn"),
    "wikidata": ("qid", "wikidataid", "wikidata"),
    "archigos": ("leadid",),
    "cow-alliance": ("version4id", "cow4id"),
    "iso3166-1-alpha-2": ("iso2", "iso2c", "alpha2"),
    "iso3166-1-alpha-3": ("iso3", "iso3c", "alpha3"),
    "cow-abbrev": ("stateabb", "cowc"),
}


def _guess_names(table: Table, identifier: str) -> tuple[str, ...]:
    """Give the columns of names, the English ones and those without a language first."""
    return tuple(sorted(_iter_names(table, identifier), key=lambda name: bool(_FOREIGN.search(name))))


def _iter_names(table: Table, identifier: str) -> Iterator[str]:
    things = _distinct(table, identifier)
    for name in table.columns:
        if name != identifier and _NAME.search(name) and not _NO_NAME.search(name):
            values = {row[name] for row in table.rows} - {""}
            if len(values) >= _DISTINCT * things and not all(value.isdecimal() for value in values):
                yield name


def _guess_codes(table: Table, identifier: str, schemes: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in table.columns:
        scheme = next((each for each in schemes if _is_called(name, each)), None)
        if name != identifier and scheme and _distinct(table, name) > _OWN * _distinct(table, identifier):
            yield scheme, name


def _distinct(table: Table, name: str) -> int:
    return len({row[name] for row in table.rows} - {""})


def _first(table: Table, names: Sequence[str]) -> str | None:
    return next((name for name in table.columns if name.casefold() in names), None)


def _guess_date(table: Table, prefixes: Sequence[str]) -> tuple[str, ...]:
    """Give the column of a date (start, startdate), or those of year, month and day (styear, stmonth, stday)."""
    folded = {name.casefold().replace("_", ""): name for name in table.columns}
    for prefix in prefixes:
        whole = next(
            (folded[prefix + end] for end in ("date", "") if len(prefix + end) > 2 and prefix + end in folded), ""
        )
        if whole:
            return (whole,)
        parts = [next((folded[prefix + part] for part in names if prefix + part in folded), "") for names in _PARTS]
        if parts[0]:
            return tuple(part for part in parts if part)
    return ()
