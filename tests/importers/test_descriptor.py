"""Descriptor files: found, read, and refused with the line where they say what they cannot."""

from __future__ import annotations

import pytest

from kg.errors import InputError, UsageError
from kg.importers.descriptor import find_descriptor, list_descriptors, read_descriptor
from kg.importers.templates import Cell, Filter, Template, TemplateError, parse_template
from tests.importers.conftest import PACTS, Desk

# What is changed in the descriptor of pacts, and what is then said, and the line of it that is pointed at.
WRONG = {
    "misspelt key": ("title = ", "tilte = ", "[dataset] has no title", "title = "),
    "unknown key of a table": ('null = ["", "-9", "NA"]', "nulls = []", "cannot have 'nulls'", "nulls"),
    "wrong kind": ('name = "member"', "name = 5", "is not a text in quotation marks", "name = 5"),
    "unknown format": ('name = "member"', 'name = "member"\nformat = "doc"', "no format 'doc'", "format"),
    "unknown encoding": ('name = "member"', 'name = "member"\nencoding = "utf-9"', "no encoding 'utf-9'", "encoding"),
    "undeclared column": ('label = "{name}"', 'label = "{title}"', "uses the column 'title'", "{title}"),
    "undeclared column of a date": ('year = "sy"', 'year = "yr"', "uses the column 'yr'", "yr"),
    "unknown class": ('"kg:Treaty"', '"kg:Tretay"', "no class kg:Tretay", "kg:Tretay"),
    "unknown property": ('"kg:kind"', '"kg:sort"', "no property kg:sort", "kg:sort"),
    "unknown concept": ('"kg:TradeVolume"', '"kg:TradeVolumes"', "no term kg:TradeVolumes", "kg:TradeVolumes"),
    "unknown concept in a lookup": ('"kg:AllianceTreaty"', '"kg:Pact"', "no term kg:Pact", "kg:Pact"),
    "unknown prefix": ('id = "code:inv.{state}"', 'id = "cod:inv.{state}"', "no known prefix", "cod:inv"),
    "unknown lookup": ("{type|lookup:kind}", "{type|lookup:kinds}", "uses the lookup 'kinds'", "kinds"),
    "unknown filter": ("{type|lookup:kind}", "{type|twist}", "the filter 'twist'", "twist"),
    "stray brace": ('label = "{name}"', 'label = "{name"', "a brace that is not closed", "label"),
    "scale": ("scale = 1000000", "scale = 500", "no power of ten", "scale = 500"),
    "unreadable date": ('covers = "1816/2012"', 'covers = "from 1816"', "is not a date in EDTF", "covers"),
    "no closing day": ('closed = "2012-12-31"\n', "", "does not say on which day the release closed", "[dataset]"),
    "date of a shared node": (
        "shared = true\n",
        'shared = true\ndate = { year = "sy" }\n',
        "is shared and has a date",
        "",
    ),
    "other name than the file": ('name = "pacts"', 'name = "pact"', "is called 'pact', its file 'pacts'", "name"),
}


@pytest.mark.parametrize("case", WRONG)
def test_mistake_is_pointed_at(desk: Desk, case: str) -> None:
    old, new, message, line = WRONG[case]
    assert old in PACTS
    path = desk.describe(PACTS.replace(old, new))
    with pytest.raises(InputError) as raised:
        read_descriptor(path, desk.workspace)
    assert message in raised.value.message
    assert raised.value.location is not None
    assert raised.value.location.path == str(path)
    if line and case not in {"misspelt key", "no closing day"}:
        assert line in path.read_text().splitlines()[raised.value.location.line - 1]


def test_toml_that_is_no_toml_is_refused_with_its_place(desk: Desk) -> None:
    path = desk.describe(PACTS.replace('class = "kg:State"', "class = kg:State"))
    with pytest.raises(InputError, match="not valid TOML") as raised:
        read_descriptor(path, desk.workspace)
    assert raised.value.location is not None
    assert raised.value.location.line == PACTS.splitlines().index('class = "kg:State"') + 1


def test_own_descriptors_come_before_shipped_ones(desk: Desk) -> None:
    names = {path.stem: path for path in list_descriptors(desk.workspace)}
    assert names["pacts"].is_relative_to(desk.workspace.root)
    assert find_descriptor("pacts", desk.workspace).title == "Pacts of the Invented World"


def test_name_nobody_knows_gets_the_nearest(desk: Desk) -> None:
    with pytest.raises(UsageError, match="no dataset is called 'pact'") as raised:
        find_descriptor("pact", desk.workspace)
    assert "pacts" in str(raised.value.remedy)


def test_every_descriptor_that_is_shipped_can_be_read(desk: Desk) -> None:
    for path in list_descriptors(desk.workspace):
        assert read_descriptor(path, desk.workspace).name == path.stem


def test_template_is_read_into_its_parts() -> None:
    template = parse_template("a:{b c|slug|first:2}.{d}")
    cells = (Cell("b c", (Filter("slug"), Filter("first", "2"))), Cell("d"))
    assert template == Template(("a:", cells[0], ".", cells[1]))
    assert template.columns() == ("b c", "d")


@pytest.mark.parametrize("text", ["{", "}", "{}", "{a|}", "{a|first}", "{a|first:x}", "{a|slug:1}"])
def test_template_that_is_malformed_is_refused(text: str) -> None:
    with pytest.raises(TemplateError):
        parse_template(text)
