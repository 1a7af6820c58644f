"""Bibliographies: works cited, as BibTeX and as CSL-JSON (Citation Style Language, 1.0.2), sorted by key."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from kg.model.reference import Author, Reference

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "{}%&_#$"},
}
_BIBTEX_KINDS = {"article": "article", "book": "book", "document": "misc"}
_CSL_KINDS = {"article": "article", "book": "book", "document": "document"}
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?[?~%]?")


def format_bibtex(references: Iterable[Reference]) -> str:
    """Write references as BibTeX; the date keeps its EDTF in `date`, as biblatex reads it."""
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
        "date": reference.date.replace("%", r"\%"),
        "pages": _escape(reference.pages),
        "url": _escape(reference.uri),
        "urldate": _escape(reference.accessed),
        "language": _escape(reference.language),
        "note": _escape(reference.note),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{_BIBTEX_KINDS[reference.kind]}{{{reference.key},\n{lines}}}\n"


def _bibtex_author(author: Author) -> str:
    name = _escape(author.name)
    return name if author.is_person else f"{{{name}}}"


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
    return {"date-parts": parts, **({"circa": True} if edtf[-1] in "?~%" else {})}


Writer = Callable[[Iterable[Reference]], str]

BIBLIOGRAPHIES: Mapping[str, Writer] = MappingProxyType({"bibtex": format_bibtex, "csl": format_csl})
