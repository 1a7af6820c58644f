"""Descriptor files: found by name, read, and refused with file and line where they say what they cannot."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from kg.config import Workspace, shipped_workspace
from kg.errors import DateError, InputError, Location, UsageError
from kg.importers.dataset import BY_ROWS, Descriptor
from kg.importers.section import DescriptorText, Section
from kg.importers.tables import read_table
from kg.importers.terms import Terms, read_terms
from kg.model.dates import parse_date

FOLDER = "datasets"
_DIFFERENT = ("title", "citation", "licence", "homepage", "covers_actors", "notes")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RELEASE = re.compile(r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*")


def list_descriptors(workspace: Workspace) -> list[Path]:
    """List the descriptor files of a workspace by name, and those shipped whose names it does not use itself."""
    found: dict[str, Path] = {}
    for home in (workspace.data, shipped_workspace().data):
        for path in (home / FOLDER).glob("*.toml"):
            if not path.name.startswith("."):
                found.setdefault(path.stem, path)
    return [found[name] for name in sorted(found)]


def find_descriptor(name: str, workspace: Workspace) -> Descriptor:
    """Read the descriptor of a dataset by its name, or by the path of its file; raises UsageError if there is none."""
    paths = {path.stem: path for path in list_descriptors(workspace)}
    if name in paths:
        return read_descriptor(paths[name], workspace)
    if name.endswith(".toml") and Path(name).is_file():
        return read_descriptor(Path(name), workspace)
    nearest = get_close_matches(name, paths, 3)
    remedy = f"Did you mean {', '.join(nearest)}?" if nearest else "For those there are, run: kg import --list"
    raise UsageError(f"no dataset is called {name!r}", remedy=remedy)


def read_descriptor(path: Path, workspace: Workspace) -> Descriptor:
    """Read one descriptor file; raises InputError, with the line where it is known, for anything it may not say."""
    try:
        content = path.read_bytes()
        entries = tomllib.loads(content.decode("utf-8"))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (0, 0)
        raise InputError(f"not valid TOML: {error}", location=Location(str(path), line, column)) from error
    except UnicodeDecodeError as error:
        raise InputError("not written in UTF-8", location=Location(str(path)), remedy="Save it as UTF-8.") from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", location=Location(str(path))) from error
    text = DescriptorText(path, tuple(content.decode("utf-8").splitlines()))
    return _descriptor(Section(text, "the file", entries), hashlib.sha256(content).hexdigest(), read_terms(workspace))


def _descriptor(file: Section, sha256: str, terms: Terms) -> Descriptor:
    about = file.section("dataset", "[dataset]")
    if about is None:
        file.refuse("the file has no [dataset]", remedy="Begin it with [dataset], name, title and release.")
    tables = tuple(read_table(section, terms) for section in file.sections("table", "[[table]] {}"))
    releases = dict(_read_releases(file))
    file.finish()
    if not tables:
        file.refuse("the file has no [[table]]", remedy="Describe each kind of file of the dataset in a [[table]].")
    names = [table.name for table in tables]
    for name in names:
        if names.count(name) > 1:
            file.refuse(f"two tables are called {name!r}", name, remedy="Give each table a name of its own.")
    descriptor = Descriptor(
        name=about.string("name"),
        title=about.string("title"),
        release=about.string("release"),
        path=str(about.text.path),
        sha256=sha256,
        tables=tables,
        citation=about.string("citation", ""),
        licence=about.string("licence", ""),
        homepage=about.string("homepage", ""),
        reuse=about.string("reuse", ""),
        covers=_covers(about),
        closed=_date(about, "closed"),
        covers_actors=about.string("covers_actors", ""),
        notes=about.string("notes", ""),
        releases=releases,
    )
    about.finish()
    _check_names(descriptor, about)
    return descriptor


def _read_releases(file: Section) -> Iterator[tuple[str, dict[str, str]]]:
    """Read what is different in other releases."""
    below = file.section("release", "[release]")
    for version in below.entries if below else ():
        section = below.section(version, f"[release.{version}]") if below else None
        if section:
            dates = {key: _date(section, key) for key in ("covers", "closed") if key in section.entries}
            yield version, {**{key: section.string(key) for key in _DIFFERENT if key in section.entries}, **dates}
            section.known.update(_DIFFERENT)
            section.finish()


def _check_names(descriptor: Descriptor, about: Section) -> None:
    stem = about.text.path.stem
    if descriptor.name != stem or not _NAME.fullmatch(stem):
        about.refuse(
            f"the dataset is called {descriptor.name!r}, its file {stem!r}",
            "name",
            remedy="Give both the same name, of small letters, digits and hyphens.",
        )
    if not is_release(descriptor.release):
        about.refuse(f"{descriptor.release!r} is no name of a release", "release", remedy="Write it like 4.1 or 2016.")
    if any(date.still or date.until_closed for table in descriptor.tables for date in table.dates()):
        day = descriptor.closed
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
            about.refuse(
                "a date has `still`, but [dataset] does not say on which day the release closed",
                "closed" if day else "dataset",
                remedy='Add: closed = "2012-12-31"',
            )


def is_release(text: str) -> bool:
    """Say whether a text can name a release: letters, digits, full stops and hyphens."""
    return _RELEASE.fullmatch(text) is not None


def _covers(about: Section) -> str:
    """Read which years are covered; `rows` stands for those of the rows that are imported."""
    return BY_ROWS if about.entries.get("covers") == BY_ROWS and about.string("covers") else _date(about, "covers")


def _date(about: Section, key: str) -> str:
    text = about.string(key, "")
    try:
        return parse_date(text).text if text else ""
    except DateError as error:
        about.refuse(f"{key}: {error.message}", key, remedy=error.remedy)
