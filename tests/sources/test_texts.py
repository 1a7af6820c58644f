"""Texts are read so that encoding marks and line ends make no difference, or refused with the place."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.sources.texts import parse_text, read_text


def refusal(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_text(path)
    return caught.value


@pytest.mark.parametrize(
    "data",
    [
        "Первая\n\nWe met.\n".encode(),
        "Первая\r\n\r\nWe met.\r\n".encode(),
        "Первая\r\rWe met.\r".encode(),
        codecs.BOM_UTF8 + "Первая\r\n\nWe met.\n".encode(),
    ],
)
def test_line_ends_and_a_byte_order_mark_make_no_difference(data: bytes) -> None:
    assert parse_text(data, "letter.txt") == "Первая\n\nWe met.\n"


def test_a_wrong_encoding_is_refused_with_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(codecs.BOM_UTF8 + "Ünder\r\nthe ".encode() + "мост".encode("cp1251"))
    error = refusal(path)
    assert (error.location and error.location.line, error.location and error.location.column) == (2, 5)
    assert "not UTF-8: byte 0xEC" in str(error)
    assert "iconv" in (error.remedy or "")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\r\n\t", "the file is empty"),
        (codecs.BOM_UTF8, "the file is empty"),
        ("We met.".encode("utf-16"), "no plain text but UTF-16"),
        (b"%PDF-1.7\n", "no plain text but a PDF"),
        (b"PK\x03\x04rest", "no plain text but a zipped file"),
    ],
)
def test_what_is_no_plain_text_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(data)
    error = refusal(path)
    assert reason in error.message
    assert error.remedy
    assert error.location
    assert error.location.path == str(path)


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    assert "a folder stands where a text belongs" in str(refusal(tmp_path))
    assert "No such file" in str(refusal(tmp_path / "nowhere.txt"))
