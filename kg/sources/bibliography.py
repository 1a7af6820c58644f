"""Bibliographies: works cited, as BibTeX, as CSL-JSON (Citation Style Language, 1.0.2) and as RIS, sorted by key."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import quote

from kg.model.reference import Author, Reference
from kg.sources.ris import format_ris

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",  # BibTeX counts even an escaped brace, and wants as many closed as opened
    "}": r"\textbraceright{}",
    **{character: f"\\{character}" for character in "%&_#$"},
}
_BIBTEX_KINDS = {"article": "article", "book": "book", "dataset": "misc", "document": "misc"}
_CSL_KINDS = {"article": "article-journal", "book": "book", "dataset": "dataset", "document": "document"}
# What biblatex reads of EDTF (its manual, section 2.3.8): days, months, years, decades, intervals; a set it does not.
_BIBLATEX_DAY = r"\d{2}[\dX]{2}(?:-\d{2}){0,2}[?~%]?"
_BIBLATEX_DATE = re.compile(rf"{_BIBLATEX_DAY}|{_BIBLATEX_DAY}/(?:{_BIBLATEX_DAY}|\.\.)?|(?:\.\.)?/{_BIBLATEX_DAY}")
_NOT_IN_KEY = re.compile(r"[^\w:./+-]")
_NOT_IN_URL = re.compile(r"[\s{}\\]")
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]|2[1-4])(?:-(\d{2}))?)?[?~%]?")
_BEFORE_SPRING = 20  # EDTF writes the seasons as months 21 to 24


def format_bibtex(references: Iterable[Reference]) -> str:
    """Write references as BibTeX, with the year for it and for biblatex the EDTF date that it reads.

    Texts are escaped for TeX; `url` is verbatim, as biblatex wants it.
    """
    return "\n".join(_entry(reference) for reference in sorted(set(references)))


def format_csl(references: Iterable[Reference]) -> str:
    """Write references as CSL-JSON."""
    items = [_item(reference) for reference in sorted(set(references))]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _entry(reference: Reference) -> str:
    fields = {
        "author": " and ".join(_bibtex_author(author) for author in reference.authors),
        "title": f"{{{_escape(reference.title)}}}",
        "journal": _escape(reference.container),
        "publisher": _escape(reference.publisher),
        "address": _escape(reference.place),
        "year": "".join(re.findall(r"^\d{4}", reference.date)),
        "date": reference.date if _BIBLATEX_DATE.fullmatch(reference.date) else "",
        "pages": _escape(reference.pages),
        "url": _NOT_IN_URL.sub(lambda match: quote(match[0]), reference.uri),
        "urldate": reference.accessed if _BIBLATEX_DATE.fullmatch(reference.accessed) else "",
        "language": _escape(reference.language),
        "version": _escape(reference.version),
        "note": _escape(reference.note),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    key = _NOT_IN_KEY.sub("_", reference.key)
    return f"@{_BIBTEX_KINDS[reference.kind]}{{{key},\n{lines}}}\n"


def _bibtex_author(author: Author) -> str:
    name = _escape(author.name)
    return name if author.is_person and " and " not in name else f"{{{name}}}"


def _escape(text: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in " ".join(text.split()))


def _item(reference: Reference) -> dict[str, Any]:
    item = {
        "id": reference.key,
        "type": _CSL_KINDS[reference.kind],
        "title": reference.title,
        "author": [{"literal": author.name} for author in reference.authors],
        "container-title": reference.container,
        "publisher": reference.publisher,
        "publisher-place": reference.place,
        "issued": _csl_date(reference.date),
        "page": reference.pages,
        "URL": reference.uri,
        "accessed": _csl_date(reference.accessed),
        "language": reference.language,
        "version": reference.version,
        "note": reference.note,
    }
    return {name: value for name, value in item.items() if value}


def _csl_date(edtf: str) -> dict[str, Any]:
    if not edtf:
        return {}
    matches = [_DATE.fullmatch(part) for part in edtf.split("/")]
    if not all(matches):
        return {"literal": edtf}
    parts = [[int(number) for number in match.groups() if number] for match in matches if match]
    seasons = [part[1] - _BEFORE_SPRING for part in parts if part[1:] and part[1] > _BEFORE_SPRING]
    if seasons and len(parts) > 1:  # CSL has one season for a date
        return {"literal": edtf}
    date = {"date-parts": [[parts[0][0]]], "season": seasons[0]} if seasons else {"date-parts": parts}
    return {**date, **({"circa": True} if set(edtf) & set("?~%") else {})}


class Bibliography(NamedTuple):
    """A format of bibliographies: its title, the suffix and media type of its files, and how it is written."""

    title: str
    suffix: str
    media_type: str
    write: Callable[[Iterable[Reference]], str]


BIBLIOGRAPHIES: Mapping[str, Bibliography] = MappingProxyType(
    {
        "bibtex": Bibliography("BibTeX", ".bib", "application/x-bibtex; charset=utf-8", format_bibtex),
        "csl": Bibliography("CSL JSON", ".csl.json", "application/vnd.citationstyles.csl+json", format_csl),
        "ris": Bibliography("RIS", ".ris", "application/x-research-info-systems; charset=utf-8", format_ris),
    }
)
