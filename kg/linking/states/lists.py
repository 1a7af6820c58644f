"""Lists: a user's own files of states, recognised by their columns.

Correlates of War, State System Membership (`stateabb, ccode, statenme, styear …`): a state has one record, with a spell
for each row. Gleditsch and Ward (`statenumber, stateid, countryname, start, end`): likewise; days as 1949-09-21 or
21.09.1949. Country codes of datahub.io (`ISO3166-1-Alpha-3, wikidata_id …`): names and identifiers for ISO records.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError, Location, UsageError
from kg.linking.files.table import TableFile, open_table
from kg.linking.states.record import COW, GW, ISO, Days, Name, Spell, State

Row = Mapping[str, str]

_BINARY = {".xlsx", ".xlsm", ".parquet"}
_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_QID = re.compile(r"Q\d+$")
_KNOWN = "the states of COW (stateabb, ccode, statenme, styear …) or of Gleditsch and Ward (statenumber, stateid …)"


class Found(NamedTuple):
    """One row's part of a state: the list's code for it, and the spell."""

    code: str
    spell: Spell


@dataclass(frozen=True, slots=True)
class StateList:
    """A file of states: which list it is, its records, and the day on which it closes."""

    path: str
    name: str
    states: tuple[State, ...]
    closed: dt.date | None = None


@dataclass(frozen=True, slots=True)
class _Format:
    name: str
    columns: frozenset[str]
    read: Callable[[Row], Found]


def read_list(path: Path) -> StateList:
    """Read one file; raises UsageError for columns of no list, InputError with the place of a row it cannot read."""
    table = _open(path)
    columns = set(map(_folded, table.columns))
    for form in _FORMATS:
        if form.columns <= columns:
            return _state_list(path, form, _iter_rows(table))
    if columns >= _CODES:
        rows = (row for _, row in _iter_rows(table))
        return StateList(str(path), ISO, tuple(_iso_state(row) for row in rows if row["iso3166-1-alpha-3"].strip()))
    raise UsageError(f"{path} is no list of states", remedy=f"Its columns must be those of {_KNOWN}.")


def _open(path: Path) -> TableFile:
    """Open a file; a text that is no UTF-8 is Windows-1252, as Gleditsch and Ward publish theirs."""
    if path.suffix.lower() in _BINARY or not path.is_file() or _is_utf8(path.read_bytes()):
        return open_table(path)
    return open_table(path, encoding="cp1252")


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _iter_rows(table: TableFile) -> Iterator[tuple[Location, Row]]:
    """Yield the rows, by the names of the columns in small letters, each with its place."""
    names = [_folded(name) for name in table.columns]
    cells = zip(*(table.texts(name) for name in table.columns), strict=True)
    for number, row in enumerate(cells):
        yield table.place(number, table.columns[0]), dict(zip(names, row, strict=True))


def _folded(name: str) -> str:
    return name.removeprefix("\ufeff").strip().casefold()


def _state_list(path: Path, form: _Format, rows: Iterable[tuple[Location, Row]]) -> StateList:
    spells: dict[str, list[Spell]] = defaultdict(list)
    for place, row in rows:
        try:
            found = form.read(row)
        except ValueError as error:
            raise InputError(f"not a day: {error}", location=place) from error
        spells[found.code].append(found.spell)
    closed = _closing([spell for each in spells.values() for spell in each])
    states = (_state(form.name, code, _opened(each, closed)) for code, each in spells.items())
    return StateList(str(path), form.name, tuple(states), closed)


def _closing(spells: list[Spell]) -> dt.date | None:
    """Give the day on which a list closes: its last one, if that is the end of a year for more than one state."""
    ends = [spell.days.last for spell in spells if spell.days.last]
    last = max(ends, default=None)
    return last if last and (last.month, last.day) == (12, 31) and ends.count(last) > 1 else None


def _opened(spells: list[Spell], closed: dt.date | None) -> tuple[Spell, ...]:
    """Give spells in order; one that lasts until the list closes has no end that anybody states."""
    ordered = sorted(spells, key=lambda spell: spell.days.first or dt.date.min)
    return tuple(
        spell._replace(days=Days(spell.days.first, None)) if closed and spell.days.last == closed else spell
        for spell in ordered
    )


def _state(name: str, code: str, spells: tuple[Spell, ...]) -> State:
    last = spells[-1]
    labels = dict.fromkeys(spell.label for spell in reversed(spells))
    names = tuple(Name(label, is_short=False) for label in labels)
    return State(f"{name}:{code}", last.label, names, spells, {name: code, f"{name}-abbrev": last.abbrev})


def _cow(row: Row) -> Found:
    days = (dt.date(*(int(row[end + part]) for part in ("year", "month", "day"))) for end in ("st", "end"))
    return Found(row["ccode"].strip(), Spell(Days(*days), row["statenme"].strip(), row["stateabb"].strip()))


def _gw(row: Row) -> Found:
    spell = Spell(Days(_day(row["start"]), _day(row["end"])), row["countryname"].strip(), row["stateid"].strip())
    return Found(row["statenumber"].strip(), spell)


def _day(text: str) -> dt.date:
    if match := _GERMAN.fullmatch(text.strip()):
        return dt.date(int(match[3]), int(match[2]), int(match[1]))
    return dt.date.fromisoformat(text.strip())


def _iso_state(row: Row) -> State:
    code = row["iso3166-1-alpha-3"].strip()
    found = {scheme: row.get(column, "").strip() for scheme, column in _IDENTIFIERS.items()}
    if match := _QID.search(row.get("wikidata_id", "").strip()):
        found["wikidata"] = match[0]
    names = [Name(row[column].strip(), not column.endswith("formal")) for column in row if _is_name(column)]
    named = tuple(name for name in names if name.text)
    label = row.get("cldr display name", "").strip() or code
    return State(f"{ISO}:{code}", label, named, (), {scheme: value for scheme, value in found.items() if value})


def _is_name(column: str) -> bool:
    return column.startswith(("official_name", "unterm", "cldr display")) or column == "iso4217-currency_country_name"


def merged(state: State, other: State) -> State:
    """Give a state with the names and codes that another record of it adds."""
    known = {name.text for name in state.names}
    names = (*state.names, *(name for name in other.names if name.text not in known))
    return replace(state, names=names, codes={**other.codes, **state.codes})


def _gw_sheet(row: Row) -> Found:
    return _gw({name: row[column] for name, column in _GW_SHEET.items()})


_GW_SHEET = {
    "statenumber": "cow nr.",
    "stateid": "cow id",
    "countryname": "name of state",
    "start": "start",
    "end": "end",
}
_COW = ("stateabb", "ccode", "statenme", "styear", "stmonth", "stday", "endyear", "endmonth", "endday")
_FORMATS = (
    _Format(COW, frozenset(_COW), _cow),
    _Format(GW, frozenset(_GW_SHEET), _gw),
    _Format(GW, frozenset(_GW_SHEET.values()), _gw_sheet),
)
_CODES = frozenset({"iso3166-1-alpha-3", "wikidata_id"})
_IDENTIFIERS = {"geonames": "geoname id"}
