"""Tables of a descriptor: how a kind of file is written, its columns and lookups, and the nodes of its rows."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping

from kg.importers.dataset import Fold, Table
from kg.importers.nodes import Scope, read_node
from kg.importers.section import Section
from kg.importers.templates import RELEASE, ROW, Template
from kg.importers.terms import Terms, UnknownTermError

FORMATS = ("csv", "tsv", "excel", "parquet", "xml")
OTHER = "*"  # the key of a lookup that stands for every other value


def read_table(section: Section, terms: Terms) -> Table:
    """Read one table of a descriptor."""
    kind = section.string("format", "csv")
    if kind not in FORMATS:
        section.refuse(f"there is no format {kind!r}", "format", remedy=f"There are: {', '.join(FORMATS)}.")
    columns = section.texts("columns")
    if not columns:
        section.refuse(f"{section.name} has no columns", remedy="List them: [table.columns]")
    lookups = _read_lookups(section, terms)
    scope = Scope(section, terms, {*columns, ROW, RELEASE}, lookups)
    computed = tuple(_read_computed(section, scope))
    release = section.string("release", "")
    table = Table(
        name=section.string("name"),
        format=kind,
        encoding=_encoding(section),
        delimiter=_character(section, "delimiter", "\t" if kind == "tsv" else ","),
        quote=_character(section, "quote", '"'),
        null=section.strings("null", ("",)),
        record=section.string("record", None if kind == "xml" else ""),
        sheet=section.string("sheet", ""),
        header=section.strings("header"),
        optional=_declared(section, "optional", columns),
        release=scope.template(release, "release") if release else None,
        fold=_read_fold(section, columns),
        tolerant=section.flag("tolerant"),
        columns=columns,
        computed=computed,
        lookups=lookups,
        nodes=tuple(read_node(below, scope) for below in section.sections("node", f"node {{}} of {section.name}")),
    )
    section.finish()
    _check(table, section)
    return table


def _read_lookups(section: Section, terms: Terms) -> dict[str, Mapping[str, str]]:
    """Read the lookups; a name among their values becomes the IRI it stands for."""
    found: dict[str, Mapping[str, str]] = {}
    below = section.section("lookups", "[table.lookups]")
    for name in below.entries if below else ():
        entries = below.section(name, f"the lookup {name}") if below else None
        if entries:
            found[name] = {key: _meaning(entries, key, terms) for key in entries.entries}
    return found


def _meaning(entries: Section, key: str, terms: Terms) -> str:
    text = entries.string(key, "")
    if not terms.is_name(text):
        return text
    try:
        return terms.value_iri(text)
    except UnknownTermError as error:
        entries.refuse(str(error), text, remedy=error.remedy)


def _read_computed(section: Section, scope: Scope) -> Iterator[tuple[str, Template]]:
    """Read the computed columns; each may use those before it."""
    below = section.section("computed", "[table.computed]")
    for name in below.entries if below else ():
        text = below.string(name) if below else ""
        yield name, scope.template(text, name)
        scope.columns.add(name)


def _read_fold(section: Section, columns: Mapping[str, object]) -> Fold | None:
    below = section.section("fold", "fold")
    if below is None:
        return None
    fold = Fold(_declared(below, "by", columns), _declared(below, "last", columns))
    below.finish()
    if not fold.by:
        below.refuse("fold does not say in which columns the rows are the same", "fold", remedy='Add: by = ["…"]')
    return fold


def _encoding(section: Section) -> str:
    name = section.string("encoding", "utf-8")
    try:
        return codecs.lookup(name).name
    except LookupError:
        section.refuse(f"there is no encoding {name!r}", "encoding", remedy="Write utf-8, latin-1, cp1252 or utf-16.")


def _character(section: Section, key: str, default: str) -> str:
    text = section.string(key, default)
    if len(text) > 1 or text in {"\n", "\r"} or not text.isascii():
        section.refuse(f"{key} of {section.name} is not one ASCII character but {text!r}", key)
    return text


def _declared(section: Section, key: str, columns: Mapping[str, object]) -> tuple[str, ...]:
    names = section.strings(key)
    for name in names:
        if name not in columns:
            section.refuse(f"{key} names the column {name!r}, which is not declared", name)
    return names


def _check(table: Table, section: Section) -> None:
    if not table.nodes:
        section.refuse(f"{section.name} makes no node", remedy="Add: [[table.node]]")
    unnamed = [name for name in table.columns if table.header and name not in table.header]
    if unnamed:
        section.refuse(f"header does not name the column {unnamed[0]!r}", "header")
    names = [name for key, others in table.columns.items() for name in (key, *others)]
    for name in names:
        if names.count(name) > 1:
            section.refuse(f"the column {name!r} is declared twice", name)
