"""Texts: plain-text files, read so that encoding marks and line ends make no difference."""

from __future__ import annotations

import codecs
from pathlib import Path

from kg.errors import InputError, Location

# What people hand us instead of plain text, by its first bytes.
_OTHERS = {
    b"%PDF-": ("a PDF", "Make a text of it first: pdftotext -enc UTF-8 FILE"),
    b"PK\x03\x04": ("a zipped file (a word processor's, perhaps)", "Save it as plain text in UTF-8."),
    codecs.BOM_UTF16_LE: ("UTF-16", "Save the file in UTF-8: iconv -f UTF-16 -t UTF-8 FILE"),
    codecs.BOM_UTF16_BE: ("UTF-16", "Save the file in UTF-8: iconv -f UTF-16 -t UTF-8 FILE"),
}


def read_text(path: Path) -> str:
    """Read a plain-text file in UTF-8; every line end becomes a single line feed, a byte order mark is dropped.

    Raises InputError, with line and column where there is one: missing, a folder, another encoding or format, empty.
    """
    try:
        data = path.read_bytes()
    except IsADirectoryError as error:
        raise InputError("a folder stands where a text belongs", location=Location(str(path))) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", location=Location(str(path))) from error
    return parse_text(data, str(path))


def parse_text(data: bytes, name: str) -> str:
    """Decode a plain text as `read_text` does; `name` is what errors call it."""
    _refuse_other_formats(data, name)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        raise _encoding_error(error, name) from error
    if not text.strip():
        raise InputError("the file is empty", location=Location(name), remedy="Give a file that holds the text.")
    return _unify_line_ends(text)


def _refuse_other_formats(data: bytes, name: str) -> None:
    for start, (kind, remedy) in _OTHERS.items():
        if data.startswith(start):
            raise InputError(f"no plain text but {kind}", location=Location(name), remedy=remedy)


def _encoding_error(error: UnicodeDecodeError, name: str) -> InputError:
    before = _unify_line_ends(error.object[: error.start].decode())
    line_start = before.rfind("\n") + 1
    return InputError(
        f"not UTF-8: byte 0x{error.object[error.start]:02X}",
        location=Location(name, before.count("\n") + 1, len(before) - line_start + 1),
        remedy="Save the file in UTF-8, for instance: iconv -f WINDOWS-1251 -t UTF-8 FILE",
    )


def _unify_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
