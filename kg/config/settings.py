"""Settings: kg.toml read and checked, so that a misspelt or impossible setting is named, never ignored."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from kg.config.serving import SERVING, find_fault
from kg.errors import ConfigError, Location

LONGEST_QUERY = 7 * 24 * 60 * 60  # seconds: a week, and no clock of the system waits for ever

Kind = type | tuple[type, ...]

_TEXT: Kind = str
_NUMBER: Kind = (int, float)


class Margins(NamedTuple):
    """How far an approximate or uncertain date reaches on each side, by its precision."""

    day: int = 3
    month: int = 1
    season: int = 1
    year: int = 1
    decade: int = 2
    century: int = 10


# Every table that kg.toml may hold, with its settings and their kinds; [texts] takes any name.
KNOWN: Mapping[str, Mapping[str, Kind]] = MappingProxyType(
    {
        "graph": {"title": _TEXT, "base": _TEXT, "ontology": _TEXT},
        "paths": dict.fromkeys(("ontology", "data", "exports", "store"), _TEXT),
        "dates": {"margin": dict},
        "query": {"timeout": _NUMBER},
    }
)


class Settings(NamedTuple):
    """What one kg.toml says, table by table."""

    graph: Mapping[str, str]
    paths: Mapping[str, str]
    texts: Mapping[str, str]
    margins: Margins
    timeout: float
    serve: Mapping[str, Any]


def read_settings(path: Path) -> Settings:
    """Read a kg.toml; raises ConfigError, with the place where it is known, for anything it may not say."""
    place = Location(str(path))
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"not valid TOML: {error}", location=place) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", location=place) from error
    return _settings(tables, place)


def _settings(tables: Mapping[str, Any], place: Location) -> Settings:
    _refuse_unknown(tables, (*KNOWN, "texts", "serve"), "table", place)
    checked = {name: _table(tables, name, known, place) for name, known in KNOWN.items()}
    texts = _table(tables, "texts", dict.fromkeys(tables.get("texts", {}), _TEXT), place)
    margin = _table(checked["dates"], "margin", dict.fromkeys(Margins._fields, int), place)
    for name in ("base", "ontology"):
        _check_namespace(name, checked["graph"].get(name, "https://example.org/"), place)
    for name, number in (*margin.items(), ("timeout", checked["query"].get("timeout", 1))):
        if number < 0:
            raise ConfigError(f"{name} = {number} is below zero", location=place)
    timeout = float(checked["query"].get("timeout", 60))
    if not 0 < timeout <= LONGEST_QUERY:
        raise ConfigError(f"timeout = {timeout:g} is not more than 0 and at most {LONGEST_QUERY}", location=place)
    return Settings(checked["graph"], checked["paths"], texts, Margins(**margin), timeout, _serving(tables, place))


def _serving(tables: Mapping[str, Any], place: Location) -> Mapping[str, Any]:
    table = _open_table(tables, "serve", SERVING, place)
    for name, value in table.items():
        fault = find_fault(name, value)
        if fault:
            raise ConfigError(f"[serve] {name} = {value!r} {fault}", location=place)
    return table


def _table(tables: Mapping[str, Any], name: str, known: Mapping[str, Kind], place: Location) -> dict[str, Any]:
    table = _open_table(tables, name, known, place)
    for setting, value in table.items():
        if not isinstance(value, known[setting]) or isinstance(value, bool):
            raise ConfigError(f"[{name}] {setting} = {value!r} is of the wrong kind", location=place)
    return table


def _open_table(tables: Mapping[str, Any], name: str, known: Mapping[str, Any], place: Location) -> dict[str, Any]:
    table = tables.get(name, {})
    if not isinstance(table, dict):
        raise ConfigError(f"{name} must be a table", location=place, remedy=f"Write it as [{name}].")
    _refuse_unknown(table, known, f"setting of [{name}]", place)
    return table


def _refuse_unknown(
    given: Mapping[str, Any], known: Mapping[str, Any] | tuple[str, ...], what: str, place: Location
) -> None:
    for name in given:
        if name not in known:
            listed = ", ".join(sorted(known))
            raise ConfigError(f"{name!r} is no {what}", location=place, remedy=f"There are: {listed}.")


def _check_namespace(name: str, iri: str, place: Location) -> None:
    if "://" not in iri or iri[-1] not in "/#" or any(character in iri for character in ' <>"{}|\\^`\n\t'):
        raise ConfigError(
            f"{name} = {iri!r} is no namespace", location=place, remedy="Give an absolute IRI that ends in / or #."
        )
