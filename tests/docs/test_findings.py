"""The page on findings: every code that a check can report, with its severity, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from rdflib.namespace import SH

from kg.config import Namespaces
from kg.importers.codes import CODES as ROW_CODES
from kg.linking.codes import CODES as LINK_CODES
from kg.rdf.files import read_file
from kg.rdf.terms import IRI, Literal, Quad, ontology_terms
from kg.validation.codes import CODES as DATA_CODES
from kg.validation.codes import shape_codes
from kg.validation.shapes import DEFAULT_CODE

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
SHAPES = read_file(ROOT / "ontology" / "shapes.ttl", blank_nodes=True).quads
CODES = {**DATA_CODES, **LINK_CODES, **ROW_CODES}
ROWS = re.findall(r"^\| `([a-z0-9-]+)` \| (\w+) \| (.+\.) \| (.+\.|.+ …) \|$", PAGE, re.MULTILINE)
DOCUMENTED = {code: severity for code, severity, _, _ in ROWS}


def test_every_code_is_documented_once_and_no_other() -> None:
    assert set(DOCUMENTED) == {*CODES, *shape_codes(SHAPES, Namespaces()), DEFAULT_CODE}
    assert len(ROWS) == len(DOCUMENTED)
    assert len(ROWS) == len(re.findall(r"^\| `", PAGE, re.MULTILINE))


def test_our_codes_are_as_bad_as_documented() -> None:
    assert {code: DOCUMENTED[code] for code in CODES} == {code: entry.severity.value for code, entry in CODES.items()}


def test_codes_of_shapes_are_as_bad_as_documented() -> None:
    severities = {"Violation": "error", "Warning": "warning", "Info": "info"}
    codes = _values(SHAPES, ontology_terms(Namespaces())["findingCode"])
    found = {
        codes[shape]: severities[value.removeprefix(str(SH))]
        for shape, value in _values(SHAPES, IRI(str(SH.severity))).items()
    }
    assert found == {code: DOCUMENTED[code] for code in found}
    assert set(found) == set(codes.values())


def _values(quads: tuple[Quad, ...], predicate: IRI) -> dict[object, str]:
    found = ((quad.subject, quad.object) for quad in quads if quad.predicate == predicate)
    return {subject: value.value for subject, value in found if isinstance(value, IRI | Literal)}
