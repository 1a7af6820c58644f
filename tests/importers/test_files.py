"""Files as people have them: packed, damaged, in other encodings, with other line ends and delimiters."""

from __future__ import annotations

import gzip
from pathlib import Path

import polars as pl
import pytest
from openpyxl import Workbook

from kg.errors import InputError
from kg.importers.recognition import recognise
from tests.importers.conftest import HEADER, PACTS, ROWS, Desk, table

PLAIN = table(*ROWS)
LATIN = table("40,12,Königreich,1950,1,1,1960,1,1,0,none,5").encode("latin-1")


def frame() -> pl.DataFrame:
    return pl.read_csv(PLAIN.encode(), infer_schema=False)


def written(desk: Desk, content: str | bytes, name: str = "members.csv") -> str:
    return desk.bring({name: content}).text


def test_same_rows_give_the_same_quads_however_they_are_written(desk: Desk, tmp_path: Path) -> None:
    expected = written(desk, PLAIN)
    assert written(desk, gzip.compress(PLAIN.encode())) == expected
    assert written(desk, b"\xef\xbb\xbf" + PLAIN.encode()) == expected
    assert written(desk, table(*ROWS, end="\r\n")) == expected
    assert written(desk, table(*ROWS, end="\r")) == expected
    assert written(desk, PLAIN.rstrip("\n")) == expected
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in (frame().columns, *frame().rows()):
        sheet.append(row)
    workbook.save(tmp_path / "a.xlsx")
    assert written(desk, (tmp_path / "a.xlsx").read_bytes(), "a.xlsx") == expected
    frame().write_parquet(tmp_path / "a.parquet")
    parquet = written(desk, (tmp_path / "a.parquet").read_bytes(), "a.parquet")
    assert parquet.replace("#row=", "") != expected
    assert len(parquet) == len(expected)
    desk.describe(PACTS.replace('name = "member"', 'name = "member"\nformat = "tsv"'))
    assert written(desk, frame().write_csv(separator="\t")) == expected
    desk.describe(PACTS.replace('name = "member"', 'name = "member"\nencoding = "utf-16"'))
    assert written(desk, PLAIN.encode("utf-16")) == expected


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (table().encode(), "has no rows"),
        (gzip.compress(PLAIN.encode() * 50)[:-30], "cut off"),
        (b"\x1f\x8b" + b"damaged" * 20, "damaged"),
        (PLAIN.replace(",", ";").encode(), "separated by semicolons, not by commas"),
        (b"country;year\n1;2\n", "separated by semicolons"),
        (LATIN, r"not written in utf-8: byte 0xf6 \(ö in Latin-1\)"),
        (PLAIN.encode("utf-16"), "UTF-16"),
        (PLAIN.replace("Belmark", "Bel\0mark", 1).encode(), r":\d+:\d+: there is a byte 0 here"),
        (b"%PDF-1.7\n", "is a PDF document"),
        (b"\xd0\xcf\x11\xe0\0", r"a workbook of the old kind \(.xls\)"),
        (b"PK\x03\x04 no workbook", "cannot be read as a workbook"),
        (b"PAR1 no parquet", "cannot be read as Parquet"),
        (table(*ROWS, '50,12,"never closed,1950,1,1,,,,0,none,5').encode(), "begins here and does not end"),
    ],
)
def test_file_that_cannot_be_read_is_refused_whole(desk: Desk, content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        desk.bring({"members.csv": content})
    folder = desk.workspace.root / "imported"
    assert not folder.exists() or list(folder.iterdir()) == []


def test_damage_within_a_parquet_file_is_told(desk: Desk, tmp_path: Path) -> None:
    frame().write_parquet(tmp_path / "a.parquet", compression="zstd")
    whole = (tmp_path / "a.parquet").read_bytes()
    with pytest.raises(InputError, match="cannot be read as Parquet"):
        desk.bring({"a.parquet": whole[:4] + bytes(300) + whole[304:]})


def test_sheet_that_is_not_there_is_named(desk: Desk, tmp_path: Path) -> None:
    Workbook().save(tmp_path / "a.xlsx")
    desk.describe(PACTS.replace('name = "member"', 'name = "member"\nformat = "excel"\nsheet = "pacts"'))
    with pytest.raises(InputError, match="has no sheet 'pacts'") as raised:
        desk.bring({"a.xlsx": (tmp_path / "a.xlsx").read_bytes()})
    assert "Its sheets are: Sheet" in str(raised.value.remedy)


def test_line_without_end_is_told_from_an_open_quotation(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.importers.delimited._PIECE", 64)
    monkeypatch.setattr("kg.importers.delimited._LONGEST", 200)
    monkeypatch.setattr("kg.importers.files.BLOCK", 50)
    with pytest.raises(InputError, match="a line is longer than"):
        desk.bring({"members.csv": table("x" * 1000)})


def test_place_of_a_wrong_byte_is_told(desk: Desk) -> None:
    with pytest.raises(InputError) as raised:
        desk.bring({"members.csv": LATIN})
    assert raised.value.location is not None
    assert raised.value.location[1:] == (2, 8)
    assert "cp1252" in str(raised.value.remedy)


def test_declared_encoding_is_used(desk: Desk) -> None:
    desk.describe(PACTS.replace('name = "member"', 'name = "member"\nencoding = "latin-1"'))
    assert desk.bring({"members.csv": LATIN}).objects("inv.12", "rdf-schema#label") == ["Königreich"]


def test_tolerant_table_leaves_out_the_rows_that_use_a_wrong_byte(desk: Desk) -> None:
    desk.describe(PACTS.replace('name = "member"', 'name = "member"\ntolerant = true'))
    imported = desk.bring({"members.csv": LATIN + ROWS[1].encode() + b"\n"})
    assert imported.codes() == ["text-damaged"]
    assert imported.outcome.written == 1


def test_missing_column_and_its_likely_new_name_are_told(desk: Desk) -> None:
    header = HEADER.replace("state", "statenum").replace("flow", "volume")
    with pytest.raises(InputError, match="columns of the table member of pacts: state, flow missing") as raised:
        desk.bring({"members.csv": table(*ROWS, header=header)})
    assert "state may be statenum" in str(raised.value.remedy)


def test_one_column_is_not_suggested_for_two(desk: Desk) -> None:
    header = HEADER.replace("sy", "styr").replace("ey", "eyer").replace("state,", "sate,").replace("name,", "stateyr,")
    with pytest.raises(InputError) as raised:
        desk.bring({"members.csv": table(*ROWS, header=header)})
    remedy = str(raised.value.remedy)
    assert "state may be sate" in remedy
    assert all(remedy.count(f"may be {name}") < 2 for name in header.split(","))


def test_optional_column_may_be_missing(desk: Desk) -> None:
    desk.describe(PACTS.replace('name = "member"', 'name = "member"\noptional = ["flow"]'))
    header, row = HEADER.removesuffix(",flow"), ROWS[1].removesuffix(",1.50")
    imported = desk.bring({"members.csv": table(row, header=header)})
    assert imported.objects("trade.7-14", "measure") == ["TradeVolume"]
    assert imported.objects("trade.7-14", "value") == []


def test_file_without_header_has_its_columns_named_in_the_descriptor(desk: Desk) -> None:
    names = ", ".join(f'"{name}"' for name in HEADER.split(","))
    desk.describe(PACTS.replace('name = "member"', f'name = "member"\nheader = [{names}]'))
    imported = desk.bring({"members.csv": table(*ROWS[1:], header=ROWS[0])})
    assert imported.objects("pact.7", "row") == ["https://w3id.org/diplograph/source/pacts-1.2.member#row=1"]
    with pytest.raises(InputError, match="has not the 12 columns of the table member of pacts"):
        desk.bring({"other.csv": "1,2,3\n"})


def test_file_is_recognised_by_its_columns(desk: Desk) -> None:
    assert recognise(desk.file("any.csv", PLAIN), desk.workspace).name == "pacts"
    with pytest.raises(InputError, match="those of no dataset"):
        recognise(desk.file("other.csv", "a,b\n1,2\n"), desk.workspace)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (PLAIN.replace(",", ";"), "separated by semicolons, not by commas"),
        (table(*ROWS, header=HEADER.replace("flow", "volume")), "of the table member of pacts: flow missing"),
        (table(*ROWS, header=HEADER.upper()), "of the table member of pacts"),
        (table(*ROWS, '50,12,"never closed,1950,1,1,,,,0,none,5'), "begins here and does not end"),
        (PLAIN.replace("12", "\0", 1), "byte 0"),
    ],
)
def test_file_that_is_nearly_of_a_dataset_is_told_what_keeps_it_from_it(desk: Desk, content: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        recognise(desk.file("any.csv", content), desk.workspace)


XML = """\
[dataset]
name = "calls"
title = "Calls"
release = "1"

[[table]]
name = "calls"
format = "xml"
record = "call"

[table.columns]
id = []
start = []
from = []
"from/@code" = []
note = []

[[table.node]]
id = "code:call.{id}"
class = "kg:Event"
label = "Call from {from}"
date = { on = "start" }
set = [
  { property = "kg:about", value = "code:inv.{from/@code}" },
  { property = "dcterms:description", value = "{note}", as = "en" },
]
"""
CALLS = """<?xml version="1.0"?>
<calls>
  <call><id>1</id><start>1950-02-03</start><from code="ar">Arvenia &amp; co</from><note>Long
     talk</note></call>
  <call>
    <id>2</id><start>1950-02-30</start><from code="be"/></call>
</calls>
"""


def test_xml_records_are_rows(desk: Desk) -> None:
    desk.describe(XML, "calls")
    imported = desk.bring({"calls.xml": CALLS}, "calls")
    assert imported.objects("call.1", "rdf-schema#label") == ["Call from Arvenia & co"]
    assert imported.objects("call.1", "about") == ["inv.ar"]
    assert [value for value in imported.text.split('"') if value.startswith("Long")] == ["Long talk"]
    assert imported.objects("call.1", "row") == ["https://w3id.org/diplograph/source/calls-1.calls#row=1"]
    (problem,) = imported.outcome.problems
    assert problem.code == "date-impossible"
    assert problem.location is not None
    assert problem.location.line == 5


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (CALLS.replace("</calls>", ""), "not well-formed"),
        (CALLS.replace("<calls>", '<!DOCTYPE calls [<!ENTITY a "aaaa">]>\n<calls>', 1), "declares an entity"),
        (CALLS.replace("<calls>", '<!DOCTYPE calls [<!ENTITY a SYSTEM "file:///etc/passwd">]><calls>', 1), "an entity"),
        (CALLS.replace("call>", "visit>"), "no element <call>"),
        (CALLS.replace('"1.0"', '"1.0" encoding="UTF-7"'), "an encoding that cannot be read"),
    ],
)
def test_xml_that_is_wrong_or_dangerous_is_refused(desk: Desk, content: str, message: str) -> None:
    desk.describe(XML, "calls")
    with pytest.raises(InputError, match=message):
        desk.bring({"calls.xml": content}, "calls")


def test_characters_across_blocks_are_read_whole(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = written(desk, table(*(f"{n},12,Ärvénia – 千里馬 {n},1950,1,1,,,,0,none,5" for n in range(50))))
    monkeypatch.setattr("kg.importers.files.BLOCK", 7)
    assert written(desk, table(*(f"{n},12,Ärvénia – 千里馬 {n},1950,1,1,,,,0,none,5" for n in range(50)))) == expected
    assert "千里馬 49" in expected
