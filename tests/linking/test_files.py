"""Files: columns are added, and nothing else changes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import sys
from pathlib import Path

import openpyxl
import pyarrow
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from kg.errors import InputError, KgError, UsageError
from kg.linking.files.table import check_free, column_of, convert, format_of, open_table


def put(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("plain.csv", b"a,b\n1,2\n3,4\n", b'a,b,new\n1,2,x\n3,4,"y,z"\n'),
        ("last.csv", b"a,b\n1,2\n3,4", b'a,b,new\n1,2,x\n3,4,"y,z"'),
        ("ends.csv", b"a,b\r\n1,2\r\n3,4\r\n", b'a,b,new\r\n1,2,x\r\n3,4,"y,z"\r\n'),
        ("old.csv", b"a,b\r1,2\r3,4\r", b'a,b,new\r1,2,x\r3,4,"y,z"\r'),
        ("semicolon.csv", b"a;b\n1;2\n3;4\n", b"a;b;new\n1;2;x\n3;4;y,z\n"),
        ("tabs.tsv", b"a\tb\n1\t2\n3\t4\n", b"a\tb\tnew\n1\t2\tx\n3\t4\ty,z\n"),
        ("mark.csv", b"\xef\xbb\xbfa,b\n1,2\n3,4\n", b'\xef\xbb\xbfa,b,new\n1,2,x\n3,4,"y,z"\n'),
        ("blank.csv", b"a,b\n\n1,2\n3,4\n\n", b'a,b,new\n\n1,2,x\n3,4,"y,z"\n\n'),
        (
            "quotes.csv",
            b'"a","b"\n"1, one","two\nlines"\n "3" ,"4 ""four"""\n',
            b'"a","b",new\n"1, one","two\nlines",x\n "3" ,"4 ""four""","y,z"\n',
        ),
        ("separator.csv", "a,b\n1\u2028,2\n3\x0b,4\n".encode(), 'a,b,new\n1\u2028,2,x\n3\x0b,4,"y,z"\n'.encode()),
    ],
)
def test_every_byte_of_a_text_stays(name: str, before: bytes, after: bytes, tmp_path: Path) -> None:
    table = open_table(put(tmp_path / name, before))
    assert table.columns == ["a", "b"]
    assert table.with_columns({"new": ["x", "y,z"]}) == after


def test_another_encoding(tmp_path: Path) -> None:
    path = put(tmp_path / "latin.csv", "name,b\nCôte,1\n".encode("cp1252"))
    with pytest.raises(InputError, match="not utf-8: byte 0xF4") as caught:
        open_table(path)
    assert str(caught.value).startswith(f"{path}:2:2: ")
    assert "--encoding cp1252" in str(caught.value)
    table = open_table(path, encoding="cp1252")
    assert table.texts("name") == ["Côte"]
    assert table.with_columns({"n": ["é"]}) == "name,b,n\nCôte,1,é\n".encode("cp1252")
    with pytest.raises(UsageError, match="no encoding"):
        open_table(path, encoding="latin-9000")
    with pytest.raises(InputError, match="--encoding utf-16"):
        open_table(put(tmp_path / "wide.csv", "name\nCôte\n".encode("utf-16")))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7\n", "is a PDF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", r"workbook of the old kind \(.xls\)"),
        (b"PK\x03\x04", "a workbook or a zip archive"),
        (b"\x1f\x8b\x08", "packed with gzip"),
    ],
)
def test_what_is_no_text_is_told_apart(content: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        open_table(put(tmp_path / "table.csv", content))


def test_places(tmp_path: Path) -> None:
    table = open_table(put(tmp_path / "t.csv", b'a,"b"\n"1, ""x""",2\n"two\nlines",3\n4,5\n'))
    assert [str(table.place(row, "b")).rpartition("t.csv:")[2] for row in range(3)] == ["2:12", "3", "5:3"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.csv", b"", "the file is empty"),
        ("open.csv", b'a,b\n1,"2\n3,4\n', "t:2: not a table"),
        ("short.csv", b"a,b\n1,2\n3\n", "t:3: 1 cells where the header has 2"),
        ("long.csv", b"a,b\n1,2,3\n", "t:2: 3 cells where the header has 2"),
        ("damaged.xlsx", b"PK\x03\x04 not really", "not a whole Excel file"),
        ("damaged.parquet", b"PAR1 not really", "not a whole Parquet file"),
    ],
)
def test_damaged_files(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    path = put(tmp_path / name, content)
    with pytest.raises(InputError) as caught:
        open_table(path)
    assert message in str(caught.value).replace(str(path), "t")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for name in ("none.csv", "none.xlsx", "none.parquet"):
        with pytest.raises(InputError, match="cannot be read"):
            open_table(tmp_path / name)


def test_columns_by_name(tmp_path: Path) -> None:
    table = open_table(put(tmp_path / "t.csv", b"Country,year,x,x\nA,1,2,3\n"))
    assert column_of(table, "Country") == column_of(table, "country") == "Country"
    with pytest.raises(InputError, match=r"(?s)t.csv:1: there is no column 'contry'.*Did you mean: Country\?"):
        column_of(table, "contry")
    with pytest.raises(InputError, match="There are: Country, year"):
        column_of(table, "zzzz")
    with pytest.raises(InputError, match="2 columns are called 'x'"):
        column_of(table, "x")
    with pytest.raises(InputError, match="there is a column 'year' already"):
        check_free(table, ["new", "year"])


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "First"
    for row in (["name", "when", "sum"], ["A", dt.datetime(1985, 6, 1), "=1+1"], ["B", 1990, None]):
        sheet.append(row)
    sheet["A2"].font = openpyxl.styles.Font(bold=True)
    book.create_sheet("Second").append(["other"])
    book.save(tmp_path / "t.xlsx")
    return tmp_path / "t.xlsx"


def test_a_workbook_keeps_what_it_has(workbook: Path, tmp_path: Path) -> None:
    table = open_table(workbook)
    assert table.columns == ["name", "when", "sum"]
    assert table.texts("when") == ["1985-06-01 00:00:00", "1990"]
    assert str(table.place(1, "when")).endswith("t.xlsx#First:3:2")
    put(tmp_path / "out.xlsx", table.with_columns({"code": ["365", ""], "how": ["name", "unknown"]}))
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    first = book["First"]
    assert [[cell.value for cell in row] for row in first.iter_rows(min_col=3)] == [
        ["sum", "code", "how"],
        ["=1+1", 365, "name"],
        [None, None, "unknown"],
    ]
    assert first["A2"].font.bold
    assert book["Second"]["A1"].value == "other"


def test_sheets(workbook: Path, tmp_path: Path) -> None:
    assert open_table(workbook, sheet="Second").columns == ["other"]
    with pytest.raises(UsageError, match="There are: First, Second"):
        open_table(workbook, sheet="Third")
    openpyxl.Workbook().save(tmp_path / "empty.xlsx")
    with pytest.raises(KgError, match="the first row is empty"):
        open_table(tmp_path / "empty.xlsx")


def test_parquet_keeps_types_and_metadata(tmp_path: Path) -> None:
    columns = {"name": ["A", None], "year": pyarrow.array([1985, 1990], pyarrow.int16())}
    parquet.write_table(pyarrow.table(columns).replace_schema_metadata({"by": "us"}), tmp_path / "t.parquet")
    table = open_table(tmp_path / "t.parquet")
    assert (table.texts("name"), table.texts("year")) == (["A", ""], ["1985", "1990"])
    put(tmp_path / "out.parquet", table.with_columns({"code": ["365", ""]}))
    out = parquet.read_table(tmp_path / "out.parquet")
    assert out.schema.field("year").type == pyarrow.int16()
    assert out.schema.metadata[b"by"] == b"us"
    assert out.column("code").to_pylist() == ["365", None]


def test_formats_by_suffix() -> None:
    suffixes = (".csv", ".txt", "", ".tab", ".tsv", ".xlsm", ".parquet")
    assert [format_of(each) for each in suffixes] == [".csv", ".csv", ".csv", ".tsv", ".tsv", ".xlsx", ".parquet"]


def test_other_formats(tmp_path: Path) -> None:
    table = open_table(put(tmp_path / "t.csv", b"a,b\n=1+1,2\n"))
    added = {"c": ["x"]}
    put(tmp_path / "o.parquet", convert(table, added, ".parquet"))
    assert parquet.read_table(tmp_path / "o.parquet").to_pylist() == [{"a": "=1+1", "b": "2", "c": "x"}]
    put(tmp_path / "o.xlsx", convert(table, added, ".xlsx"))
    cells = openpyxl.load_workbook(tmp_path / "o.xlsx").active
    assert [cell.data_type for cell in cells[2]] == ["s", "s", "s"]
    assert convert(table, added, ".tsv") == b"a\tb\tc\n=1+1\t2\tx\n"
    assert convert(table, added, ".csv") == b"a,b,c\n=1+1,2,x\n"


@pytest.mark.parametrize(("name", "library"), [("t.xlsx", "openpyxl"), ("t.parquet", "pyarrow")])
def test_what_reads_a_format_may_be_missing(
    name: str, library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match="pip install 'diplograph"):
        open_table(put(tmp_path / name, b"anything"))


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    rows=st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=5),
    delimiter=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_any_table_that_csv_writes(rows: list[list[str]], delimiter: str, end: str, tmp_path: Path) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator=end).writerows([["a", "b"], *rows])
    before = buffer.getvalue()
    table = open_table(put(tmp_path / ("t.tsv" if delimiter == "\t" else "t.csv"), before.encode()))
    assert table.texts("a") == [row[0] for row in rows]
    assert table.texts("b") == [row[1] for row in rows]
    after = table.with_columns({"new": ["mark"] * len(rows)}).decode()
    read = list(csv.reader(io.StringIO(after, newline=""), delimiter=delimiter))
    assert read == [["a", "b", "new"], *([*row, "mark"] for row in rows)]
    assert after.replace(f"{delimiter}mark", "").replace(f"{delimiter}new", "", 1) == before
