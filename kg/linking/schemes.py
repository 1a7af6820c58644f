"""Schemes of identifiers: what a prefix stands for, what its identifiers look like, and where a record has its page."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from curies import Converter

from kg.config import Workspace
from kg.config.namespaces import CODE
from kg.errors import ConfigError, Location, UsageError
from kg.linking.listing import list_schemes

_KINDS: Mapping[str, type] = {"title": str, "iri": str, "page": str, "pattern": str, "function": bool}
_REQUIRED = ("title", "iri")
_CODE = "code:"  # as the IRI of a scheme that has none of its own
_PREFIX = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme. `is_function`: an entity has one exact match in it; `page` is empty where records have none."""

    prefix: str
    title: str
    iri: str
    page: str = ""
    pattern: str = ""
    is_function: bool = True

    def fits(self, identifier: str) -> bool:
        """Say whether an identifier has the form that those of the scheme have, and can stand in an IRI."""
        has_form = not self.pattern or re.fullmatch(self.pattern, identifier, re.ASCII)
        return bool(has_form and is_iri(self.iri + identifier))

    def page_of(self, identifier: str) -> str:
        """Give the address of the page about a record, or nothing."""
        return self.page.replace("{id}", identifier)

    def name(self, identifier: str) -> str:
        """Name a record for readers: "Wikidata Q159"."""
        return f"{self.title} {identifier}"


def is_iri(text: str) -> bool:
    """Say whether a text is an absolute IRI, as far as its characters go."""
    return _IRI.fullmatch(text) is not None


class Schemes(Mapping[str, Scheme]):
    """The schemes that a graph knows, by prefix."""

    def __init__(self, schemes: Mapping[str, Scheme]) -> None:
        self._schemes = dict(sorted(schemes.items()))
        self._converter = Converter.from_prefix_map({scheme.prefix: scheme.iri for scheme in self._schemes.values()})

    def __getitem__(self, prefix: str) -> Scheme:
        return self._schemes[prefix]

    def __iter__(self) -> Iterator[str]:
        return iter(self._schemes)

    def __len__(self) -> int:
        return len(self._schemes)

    def parse(self, iri: str) -> tuple[Scheme, str] | None:
        """Give the scheme and the identifier of a record's IRI, or None where no scheme has such IRIs."""
        found = self._converter.parse_uri(iri)
        return (self[found.prefix], found.identifier) if found else None


def read_schemes(workspace: Workspace) -> Schemes:
    """Read the shipped schemes and the workspace's own; raises ConfigError for anything that a file may not say."""
    found: dict[str, Scheme] = {}
    for path in list_schemes(workspace):
        name = path.relative_to(workspace.root).as_posix() if path.is_relative_to(workspace.root) else str(path)
        for prefix, table in _read_tables(path, name).items():
            found[prefix] = _read_scheme(prefix, table, Location(name))
            _refuse_taken(found[prefix], found, workspace, Location(name))
    return Schemes(found)


def find_scheme(schemes: Schemes, name: str) -> Scheme:
    """Give the scheme of that name; raises UsageError with the nearest, or with all."""
    if name in schemes:
        return schemes[name]
    near = get_close_matches(name, schemes, 3)
    remedy = f"Did you mean: {', '.join(near)}?" if near else f"There are: {', '.join(schemes)}."
    raise UsageError(f"there is no scheme {name!r}", remedy=remedy)


def _read_tables(path: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"not valid TOML: {error}", location=_place(name, str(error))) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", location=Location(name)) from error


def _place(name: str, message: str) -> Location:
    """Give the place that a message of the TOML reader tells."""
    found = _AT.search(message)
    return Location(name, int(found[1]), int(found[2])) if found else Location(name)


def _read_scheme(prefix: str, table: Any, place: Location) -> Scheme:
    if not _PREFIX.fullmatch(prefix):
        raise ConfigError(
            f"{prefix!r} is no prefix", location=place, remedy="Write it in small letters, digits and hyphens."
        )
    if not isinstance(table, dict):
        raise ConfigError(f"{prefix} must be a table", location=place, remedy=f"Write it as [{prefix}].")
    for setting, value in table.items():
        if not isinstance(value, _KINDS.get(setting, ())):
            raise ConfigError(
                f"[{prefix}] {setting} = {value!r} is no setting of a scheme",
                location=place,
                remedy=f"There are: {', '.join(_KINDS)}; function is true or false, the others are texts.",
            )
    if missing := [setting for setting in _REQUIRED if not table.get(setting)]:
        raise ConfigError(f"[{prefix}] has no {' and no '.join(missing)}", location=place)
    _check_pattern(prefix, table.get("pattern", ""), place)
    iri = f"{CODE}{prefix}." if table["iri"] == _CODE else table["iri"]
    if not is_iri(iri):
        raise ConfigError(
            f"[{prefix}] iri = {iri!r} is no IRI", location=place, remedy="Give an absolute IRI, or code:"
        )
    page = table.get("page", "" if table["iri"] == _CODE else iri + "{id}")
    return Scheme(prefix, table["title"], iri, page, table.get("pattern", ""), table.get("function", True))


def _check_pattern(prefix: str, pattern: str, place: Location) -> None:
    try:
        re.compile(pattern, re.ASCII)
    except re.error as error:
        raise ConfigError(
            f"[{prefix}] pattern = {pattern!r} is no regular expression: {error}", location=place
        ) from error


def _refuse_taken(scheme: Scheme, known: Mapping[str, Scheme], workspace: Workspace, place: Location) -> None:
    if scheme.prefix in workspace.namespaces.prefixes:
        raise ConfigError(
            f"the prefix {scheme.prefix} is one of the graph's own", location=place, remedy="Choose another."
        )
    for other in known.values():
        if other.iri == scheme.iri and other.prefix != scheme.prefix:
            raise ConfigError(f"[{scheme.prefix}] has the same iri as [{other.prefix}]", location=place)
