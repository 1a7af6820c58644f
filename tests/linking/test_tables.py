"""Tables of any sort, and which of their columns are what."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from kg.errors import InputError, KgError, UsageError
from kg.linking.columns import Choice, Columns, choose_columns
from kg.linking.tables import Table, read_table

SCHEMES = ("wikidata", "cow", "gw", "iso3166-1-alpha-3", "geonames", "archigos")
ROWS = [("ccode", "Name"), ("1", "Arvenia"), ("2", "Belmark")]


def table(*rows: tuple[str, ...]) -> Table:
    header, *content = rows
    return Table("t.csv", header, [dict(zip(header, row, strict=True)) for row in content])


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_text_table_has_whatever_delimiter_its_header_has(tmp_path: Path, delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in ROWS)
    found = read_table(write(tmp_path / "t.csv", text))
    assert found.columns == ("ccode", "Name")
    assert found.rows == [{"ccode": "1", "Name": "Arvenia"}, {"ccode": "2", "Name": "Belmark"}]


def test_a_cell_may_hold_a_line_break_and_empty_lines_are_none(tmp_path: Path) -> None:
    found = read_table(write(tmp_path / "t.csv", '\ufeffid,name\n1,"Port\nSelin"\n\n2, Belmark\n'))
    assert found.rows == [{"id": "1", "name": "Port\nSelin"}, {"id": "2", "name": "Belmark"}]


def test_excel_and_parquet_are_read_as_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in [("id", "name", "since"), (1.0, "Arvenia", None), (2, "Belmark", "1902")]:
        book.worksheets[0].append(row)
    book.save(tmp_path / "t.xlsx")
    parquet.write_table(
        pa.table({"id": [1, 2], "name": ["Arvenia", "Belmark"], "since": [None, 1902]}), tmp_path / "t.parquet"
    )
    for name in ("t.xlsx", "t.parquet"):
        found = read_table(tmp_path / name)
        assert found.columns == ("id", "name", "since")
        assert found.rows[0] == {"id": "1", "name": "Arvenia", "since": ""}
        assert found.rows[1] == {"id": "2", "name": "Belmark", "since": "1902"}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.csv", "", "the file is empty"),
        ("t.csv", "id,name\n1,a,b\n", "t.csv:2: 3 cells where the header has 2"),
        ("t.csv", "id,id\n1,2\n", "two columns are called 'id'"),
        ("t.csv", "id,name\n1,Côte\n".encode("latin-1"), "t.csv:2:4: not utf-8: byte 0xF4"),
        ("t.csv", 'id,name\n1,"a\n', "not a table: unexpected end of data"),
        ("t.xlsx", "id,name\n", "not a whole Excel file"),
        ("t.parquet", "id,name\n", "not a whole Parquet file"),
    ],
)
def test_what_is_no_table_is_said_with_its_place(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    with pytest.raises(InputError, match="t\\.") as caught:
        read_table(write(tmp_path / name, content))
    assert said in str(caught.value)


def test_an_encoding_can_be_named(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "id,name\n1,Côte\n".encode("latin-1"))
    assert read_table(path, "latin-1").rows[0]["name"] == "Côte"
    with pytest.raises(UsageError, match="there is no encoding"):
        read_table(path, "latin-99")


def test_no_file_and_a_folder_are_said(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(KgError, match="cannot be read"):
            read_table(path)


def test_columns_are_guessed_from_header_and_content() -> None:
    found = choose_columns(
        table(
            ("stateabb", "ccode", "statenme", "styear", "stmonth", "stday", "endyear", "region name", "Wikidata ID"),
            ("ARV", "1", "Arvenia", "1816", "1", "1", "1900", "Coast", "Q1"),
            ("BEL", "2", "Belmark", "1816", "1", "1", "1900", "Coast", "Q2"),
        ),
        "cow",
        SCHEMES,
    )
    assert found == Columns(
        "ccode", ("statenme",), None, ("styear", "stmonth", "stday"), ("endyear",), (("wikidata", "Wikidata ID"),)
    )


def test_the_code_of_a_state_is_no_identifier_of_its_leaders() -> None:
    rows = table(
        ("leadid", "ccode", "leader"), ("a1", "365", "Volkov"), ("a2", "365", "Volkova"), ("a3", "365", "Hale")
    )
    assert choose_columns(rows, "archigos", SCHEMES) == Columns("leadid", ("leader",))


def test_english_names_come_first() -> None:
    rows = table(("id", "official_name_fr", "official_name_en", "label"), ("1", "Arvénie", "Arvenia", "ARV"))
    assert choose_columns(rows, "gw", SCHEMES).names == ("official_name_en", "label", "official_name_fr")


def test_columns_can_be_named_in_any_case() -> None:
    rows = table(("Nr", "Who", "From", "What"), ("1", "Arvenia", "1816", "State"))
    found = choose_columns(rows, "gw", SCHEMES, Choice("nr", ("who",), "what", "from"))
    assert found == Columns("Nr", ("Who",), "What", ("From",))


@pytest.mark.parametrize(
    ("rows", "choice", "said"),
    [
        ((("a", "name"), ("1", "x"), ("1", "x")), Choice(), "looks like identifiers of gw"),
        ((("gwcode", "b"), ("1", "x")), Choice(), "looks like names"),
        ((("gwcode", "name"), ("1", "x")), Choice("nope"), "has no column 'nope'"),
    ],
)
def test_columns_that_cannot_be_guessed_have_to_be_named(
    rows: tuple[tuple[str, ...], ...], choice: Choice, said: str
) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        choose_columns(table(*rows), "gw", SCHEMES, choice)
    assert "It has: " in str(caught.value)
