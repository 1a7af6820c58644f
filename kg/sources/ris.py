"""RIS: references as a list of tagged lines, which every reference manager reads (RIS format specifications, 2011)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.model.reference import Reference

_KINDS = {"article": "JOUR", "book": "BOOK", "dataset": "DATA", "document": "GEN"}
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?([?~%]?)")
_PAGES = re.compile(r"(\w+)\s*[-–]\s*(\w+)")


def format_ris(references: Iterable[Reference]) -> str:
    """Write references as RIS. Names stand as they are printed: nothing says which part of one is the family's."""
    return "".join(_record(reference) for reference in sorted(set(references)))


def _record(reference: Reference) -> str:
    lines = (f"{tag}  - {' '.join(text.split())}\r\n" for tag, text in _fields(reference) if text)
    return "".join(lines) + "ER  - \r\n\r\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", _KINDS[reference.kind]
    yield "ID", reference.key
    for author in reference.authors:
        yield "AU", author.name
    yield "TI", reference.title
    yield "T2", reference.container
    yield "PB", reference.publisher
    yield "CY", reference.place
    yield "ET", reference.version
    yield "PY", "".join(re.findall(r"^\d{4}", reference.date))
    yield "DA", _date(reference.date)
    yield from _pages(reference.pages)
    yield "UR", reference.uri
    yield "Y2", _date(reference.accessed)
    yield "LA", reference.language
    yield "N1", reference.note


def _pages(pages: str) -> Iterator[tuple[str, str]]:
    """A stretch of pages has a begin and an end; anything else is written where the begin stands."""
    stretch = _PAGES.fullmatch(pages)
    yield "SP", stretch[1] if stretch else pages
    yield "EP", stretch[2] if stretch else ""


def _date(edtf: str) -> str:
    """Write a date as year/month/day/remark; what EDTF can say beyond that is left out."""
    match = _DATE.fullmatch(edtf)
    if match is None:
        return ""
    year, month, day, doubt = match.groups()
    return f"{year}/{month or ''}/{day or ''}/{'circa' if doubt else ''}"
