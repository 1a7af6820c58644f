"""Files of datasets: their bytes, unpacked where they are packed, and their text, or what is wrong with it."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import zlib
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from kg.errors import InputError, Location
from kg.sources.signs import NO_TABLES, Sign

BLOCK = 1 << 20  # bytes read at a time

_GZIP = b"\x1f\x8b"
_SIGNS = ((b"PAR1", "parquet"), (b"PK\x03\x04", "excel"), (b"<?xml", "xml"), (b"\xef\xbb\xbf<?xml", "xml"))
_OTHERS = (
    *NO_TABLES,
    Sign(
        codecs.BOM_UTF16_LE, "is written in UTF-16", 'Save it as UTF-8, or set encoding = "utf-16" in the descriptor.'
    ),
    Sign(
        codecs.BOM_UTF16_BE, "is written in UTF-16", 'Save it as UTF-8, or set encoding = "utf-16" in the descriptor.'
    ),
)


def digest(path: Path) -> tuple[str, int]:
    """Give the SHA-256 of a file and its size; raises InputError where it cannot be read."""
    found, size = hashlib.sha256(), 0
    for block in _raw_blocks(path):
        found.update(block)
        size += len(block)
    return found.hexdigest(), size


def kind_of(path: Path) -> str:
    """Say how a file is written, by its first bytes: excel, parquet, xml, or text."""
    begin = next(iter_blocks(path), b"")[:16]
    return next((kind for sign, kind in _SIGNS if begin.startswith(sign)), "text")


def iter_blocks(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file, unpacked if it is gzip; raises InputError where it is damaged or cut off."""
    with _opened(path) as file:
        packed = file.read(2) == _GZIP
    if not packed:
        yield from _raw_blocks(path)
        return
    place, remedy = Location(str(path)), "Fetch the file again."
    try:
        with gzip.open(path) as file:
            while block := file.read(BLOCK):
                yield block
    except EOFError as error:
        raise InputError("the gzip file is cut off: its end is missing", location=place, remedy=remedy) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise InputError(f"the gzip file is damaged: {error}", location=place, remedy=remedy) from error


def iter_text(path: Path, encoding: str, *, tolerant: bool = False) -> Iterator[bytes]:
    """Yield the text of a file as UTF-8, without a byte order mark; raises InputError where it is in no such encoding.

    If `tolerant`, U+FFFD takes the place of such bytes. Old line ends (CR alone) become new ones if the first block has
    no others.
    """
    errors = "replace" if tolerant else "strict"
    decoder = codecs.getincrementaldecoder("utf-8-sig" if encoding == "utf-8" else encoding)(errors)
    lines, old_ends = 1, None
    for block in _with_end(iter_blocks(path)):
        if (b"\0" in block and not encoding.startswith("utf-16")) or (lines == 1 and block.startswith(b"%PDF")):
            raise _binary(path, block, lines)
        try:
            text = _decoded(block, decoder, is_utf8=encoding == "utf-8" and not tolerant)
        except UnicodeDecodeError as error:
            raise _wrong_encoding(error, path, encoding, lines) from error
        if old_ends is None:
            old_ends = b"\r" in text and b"\n" not in text
        text = text.replace(b"\r", b"\n") if old_ends else text
        lines += text.count(b"\n")
        yield text


def _decoded(block: bytes, decoder: codecs.IncrementalDecoder, *, is_utf8: bool) -> bytes:
    """Give a block as UTF-8; one that is UTF-8 by itself is only read, to see that it is."""
    is_whole = is_utf8 and not decoder.getstate()[0] and not block.startswith(codecs.BOM_UTF8)
    text = decoder.decode(block, final=not block)
    return block if is_whole and not decoder.getstate()[0] else text.encode()


def _raw_blocks(path: Path) -> Iterator[bytes]:
    with _opened(path) as file:
        while block := file.read(BLOCK):
            yield block


def _with_end(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield blocks, then an empty one: what is left over has to be decoded, too."""
    yield from blocks
    yield b""


def _opened(path: Path) -> BufferedReader:
    try:
        return path.open("rb")
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror}", location=Location(str(path)), remedy="Is the path right?"
        ) from error


def _binary(path: Path, block: bytes, line: int) -> InputError:
    for sign, what, remedy in _OTHERS:
        if line == 1 and block.startswith(sign):
            return InputError(what, location=Location(str(path)), remedy=remedy)
    before = block[: block.find(b"\0")]
    return InputError(
        "there is a byte 0 here, which no text has",
        location=Location(str(path), line + before.count(b"\n"), len(before) - before.rfind(b"\n")),
        remedy="Is it the right file? If it is, its bytes are damaged there: fetch it again.",
    )


def _wrong_encoding(error: UnicodeDecodeError, path: Path, encoding: str, lines: int) -> InputError:
    before = error.object[: error.start]
    column = len(before[before.rfind(b"\n") + 1 :].decode(encoding, "replace")) + 1
    byte = error.object[error.start]
    meant = error.object[error.start : error.start + 1].decode("cp1252", "replace")
    return InputError(
        f"is not written in {encoding}: byte 0x{byte:02x}" + (f" ({meant} in Latin-1)" if encoding == "utf-8" else ""),
        location=Location(str(path), lines + before.count(b"\n"), column),
        excerpt=_line_around(error.object, error.start),
        remedy='Save it as UTF-8, or set encoding = "cp1252" (or "latin-1") for its table in the descriptor.',
    )


def _line_around(text: bytes, place: int) -> str:
    begin = text.rfind(b"\n", 0, place) + 1
    end = text.find(b"\n", place)
    return text[begin : end if end >= 0 else len(text)].decode("cp1252", "replace").rstrip("\r")
