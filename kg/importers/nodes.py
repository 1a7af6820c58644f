"""Nodes of a descriptor: their identity, class, dates, properties and participations, each name checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.importers.dataset import Condition, DateColumns, DayColumns, Node, Participation, Value
from kg.importers.formats import FormatError, parse_format
from kg.importers.section import Section
from kg.importers.templates import RELEASE, ROW, Template, TemplateError, parse_template
from kg.importers.terms import Terms, UnknownTermError

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_KINDS = ("iri", "decimal", "integer")
CLOSED = "closed"


@dataclass(slots=True)
class Scope:
    """What the nodes of one table may name: its columns and lookups, and the terms."""

    section: Section
    terms: Terms
    columns: set[str]
    lookups: Mapping[str, Mapping[str, str]]

    def template(self, text: str, near: str, section: Section | None = None) -> Template:
        """Read a template, whose columns and lookups have to be declared; a prefix it begins with is expanded."""
        section = section or self.section
        try:
            template = parse_template(text)
        except TemplateError as error:
            section.refuse(str(error), near)
        for cell in template.cells():
            if cell.column not in self.columns:
                listed = ", ".join(sorted(self.columns - {ROW, RELEASE}))
                section.refuse(
                    f"{text!r} uses the column {cell.column!r}, which is not declared",
                    "{" + cell.column,
                    remedy=f"Add it to [table.columns]; there are: {listed}.",
                )
            for step in cell.filters:
                if step.name == "lookup" and step.argument not in self.lookups:
                    section.refuse(f"{text!r} uses the lookup {step.argument!r}, which is not there", near)
        return template

    def iri(self, text: str, near: str, section: Section) -> Template:
        """Read a template that makes an IRI: with a prefix, or of a single cell."""
        template = self.template(text, near, section)
        if template.sole_cell():
            return template
        begin = template.begin()
        try:
            expanded = self.terms.value_iri(begin) if template.constant() else self.terms.expand(begin)
        except UnknownTermError as error:
            section.refuse(str(error), text, remedy=error.remedy)
        return Template((expanded, *template.parts[1:]))

    def column(self, name: str, section: Section) -> str:
        """Give the name of a column, which has to be declared."""
        if name not in self.columns:
            section.refuse(f"{section.name} uses the column {name!r}, which is not declared", name)
        return name


def read_node(section: Section, scope: Scope) -> Node:
    """Read one node of a table."""
    node = Node(
        id=scope.iri(section.string("id"), "id", section),
        kind=_term(section, "class", scope),
        label=_label(section, scope),
        once=section.flag("once"),
        shared=section.flag("shared"),
        date=_read_date(section, scope),
        values=_read_values(section, scope),
        participations=tuple(
            _read_participation(below, scope)
            for below in section.sections("participation", f"participation {{}} of {section.name}")
        ),
        condition=read_condition(section, scope),
    )
    section.finish()
    if node.shared and (node.participations or node.date):
        section.refuse(
            f"{section.name} is shared and has a date or participations",
            "shared",
            remedy="What a release says of a time belongs to the release: make it a node of its own.",
        )
    return node


def _read_participation(section: Section, scope: Scope) -> Participation:
    participation = Participation(
        id=scope.iri(section.string("id"), "id", section),
        actor=scope.iri(section.string("actor"), "actor", section),
        role=scope.iri(section.string("role"), "role", section),
        date=_read_date(section, scope),
        values=_read_values(section, scope),
        condition=read_condition(section, scope),
    )
    section.finish()
    return participation


def read_condition(section: Section, scope: Scope) -> Condition:
    """Read `when` and `unless`: columns, or templates, with the texts that they are compared with."""
    return Condition(*(_tests(section, key, scope) for key in ("when", "unless")))


def _tests(section: Section, key: str, scope: Scope) -> tuple[tuple[Template, tuple[str, ...]], ...]:
    below = section.section(key, f"{key} of {section.name}")
    return _compared(below, scope) if below else ()


def _compared(tests: Section, scope: Scope) -> tuple[tuple[Template, tuple[str, ...]], ...]:
    return tuple(
        (scope.template(name if "{" in name else "{" + scope.column(name, tests) + "}", name, tests), values)
        for name, values in tests.texts_of_all().items()
    )


def _term(section: Section, key: str, scope: Scope) -> str:
    name = section.string(key)
    try:
        return scope.terms.class_iri(name)
    except UnknownTermError as error:
        section.refuse(str(error), name, remedy=error.remedy)


def _label(section: Section, scope: Scope) -> Template | None:
    text = section.string("label", "")
    return scope.template(text, "label", section) if text else None


def _read_date(section: Section, scope: Scope) -> DateColumns | None:
    below = section.section("date", f"date of {section.name}")
    if below is None:
        return None
    form = below.string("format", "")
    on = _days(below, "year", "", scope) or _days(below, "on", form, scope)
    begin, end = (_days(below, key, form, scope) for key in ("begin", "end"))
    until_closed = below.entries.get("still") == CLOSED
    still = None if until_closed else below.section("still", f"still of {below.name}")
    below.known.add("still")
    date = DateColumns(on, begin, end, Condition(_compared(still, scope)) if still else Condition(), until_closed)
    below.finish()
    if bool(on) == bool(begin or end) or (date.still and not begin) or (until_closed and not end):
        below.refuse(
            f"{below.name} needs either on, or begin and end (still goes with begin)",
            "date",
            remedy='Write it like { on = ["year", "month"] } or { begin = "start", end = "end" }.',
        )
    return date


def _days(section: Section, key: str, form: str, scope: Scope) -> DayColumns | None:
    columns = tuple(scope.column(name, section) for name in section.strings(key))
    if not columns:
        return None
    if len(columns) > 3 or (len(columns) > 1 and form) or len(set(columns)) < len(columns):
        section.refuse(f"{key} of {section.name} is not year, month and day, nor one column", key)
    try:
        parse_format(form or "%Y-%m-%d")
    except FormatError as error:
        section.refuse(str(error), "format", remedy="Write it like %d.%m.%Y, %m/%d/%Y, %Y%m%d or %d %B %Y.")
    return DayColumns(columns, "" if len(columns) > 1 or key == "year" else form or ISO)


ISO = "iso"


def _read_values(section: Section, scope: Scope) -> tuple[Value, ...]:
    return tuple(_read_value(below, scope) for below in section.sections("set", f"set {{}} of {section.name}"))


def _read_value(section: Section, scope: Scope) -> Value:
    name, text, kind = section.string("property"), section.string("value"), section.string("as", "")
    try:
        prop = scope.terms.property_iri(name)
        datatype = kind if kind in _KINDS or _LANGUAGE.fullmatch(kind) or not kind else scope.terms.datatype_iri(kind)
    except UnknownTermError as error:
        section.refuse(str(error), name if name in str(error) else kind, remedy=error.remedy)
    template = scope.template(text, text, section)
    if not kind and _is_iri(template, scope):
        datatype = "iri"
    if datatype == "iri":
        template = scope.iri(text, text, section)
    value = Value(
        property=prop,
        value=template,
        datatype=datatype,
        scale=_scale(section),
        gaps=section.strings("gap"),
        every=section.flag("every"),
        condition=read_condition(section, scope),
    )
    section.finish()
    _check_number(value, section)
    return value


def _is_iri(template: Template, scope: Scope) -> bool:
    """Say whether a value without `as` is an IRI: it begins with a prefix, or a lookup gives nothing but IRIs."""
    cell = template.sole_cell()
    name = cell.lookup() if cell else None
    if name:
        meanings = [meaning for meaning in scope.lookups[name].values() if meaning]
        return bool(meanings) and all(scope.terms.is_name(meaning) for meaning in meanings)
    return scope.terms.is_name(template.begin())


def _scale(section: Section) -> int:
    scale = section.number("scale", 1)
    power = len(str(scale)) - 1
    if scale != 10**power:
        section.refuse(f"scale = {scale} is no power of ten", "scale", remedy="Write 1000, or 1000000.")
    return power


def _check_number(value: Value, section: Section) -> None:
    is_number = value.datatype in {"decimal", "integer"}
    if value.every and (is_number or value.gaps):
        section.refuse(f"{section.name} is a number or has gaps: it cannot be taken from every row", "every")
    if value.scale and not is_number:
        section.refuse(f"{section.name} has a scale, but is no number", "scale", remedy='Add: as = "decimal"')
    if is_number and not value.value.cells():
        section.refuse(f"{section.name} is a number that no column gives", "value")
    between = {part.strip() for part in value.value.parts if isinstance(part, str)}
    if is_number and between - {"+"}:
        section.refuse(f"{section.name} is a number, or a sum written like {{a}} + {{b}}", "value")
