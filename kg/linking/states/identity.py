"""Identity: which records of the lists are one state, as `data/states/identity.toml` says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.config import Workspace
from kg.config.workspace import shipped_workspace
from kg.errors import DateError, InputError, Location
from kg.linking.states.record import Days
from kg.model.dates import parse_date

_TABLES = {"line", "renamed", "existed", "succession", "continuation", "namesakes", "names"}
FILE = Path("states", "identity.toml")


@dataclass(frozen=True, slots=True)
class Identity:
    """What the lists do not say of each other; records are named by list and code (`cow:365`)."""

    lines: tuple[tuple[str, ...], ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    existed: Mapping[str, Days] = field(default_factory=dict)
    successions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    continuations: Mapping[str, str] = field(default_factory=dict)
    namesakes: tuple[tuple[str, ...], ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_identity(workspace: Workspace) -> Identity:
    """Read the workspace's own file, or else the shipped one; raises InputError where it is wrong."""
    own = workspace.data / FILE
    path = own if own.is_file() else shipped_workspace().data / FILE
    try:
        return _identity(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError, DateError) as error:
        raise InputError(f"not what it should be: {error}", location=Location(str(path))) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", location=Location(str(path))) from error


def _identity(tables: Mapping[str, Any]) -> Identity:
    if unknown := sorted(tables.keys() - _TABLES):
        raise KeyError(f"there is no table {unknown[0]}, but: {', '.join(sorted(_TABLES))}")
    return Identity(
        lines=tuple(tuple(line["records"]) for line in tables.get("line", ())),
        renamed=dict(tables.get("renamed", {})),
        existed={record: _days(date) for record, date in tables.get("existed", {}).items()},
        successions=tuple((each["before"], tuple(each["after"])) for each in tables.get("succession", ())),
        continuations={each["state"]: each["of"] for each in tables.get("continuation", ())},
        namesakes=tuple(tuple(each["records"]) for each in tables.get("namesakes", ())),
        names={name: tuple(records) for name, records in tables.get("names", {}).items()},
    )


def _days(date: str) -> Days:
    bounds = parse_date(date).bounds()
    return Days(bounds.earliest_begin, bounds.latest_end)
