"""The whole check: a sound graph, and what belongs to every finding."""

from __future__ import annotations

import pytest

from kg.config import Workspace
from kg.model.finding import Severity
from kg.validation.checking import at_least
from kg.validation.codes import CODES
from tests.validation.edits import edit_file, findings_of, report_of


def test_a_sound_graph_has_neither_errors_nor_warnings(workspace: Workspace) -> None:
    assert findings_of(workspace) == ()


def test_the_same_graph_gives_the_same_report(workspace: Workspace) -> None:
    edit_file(workspace.root, "treaties", 'kg:date "1902/"^^edtf:EDTF', 'kg:date "soon"^^edtf:EDTF')
    edit_file(workspace.root, "trade", "kg:stance kg:Opposes ;", "")
    assert report_of(workspace) == report_of(workspace)


def test_findings_can_be_chosen_by_severity(workspace: Workspace) -> None:
    edit_file(workspace.root, "trade", "kg:kind kg:Founding ;", "")
    edit_file(workspace.root, "trade", "kg:stance kg:Opposes ;", "")
    report = report_of(workspace)
    assert {f.severity for f in at_least(report, Severity.INFO).findings} == set(Severity)
    assert [f.code for f in at_least(report, Severity.WARNING).findings] == ["position-without-stance", "kind-missing"]
    assert at_least(report, Severity.ERROR).findings == report.errors


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (
            "trade",
            'rdfs:label "A customs union would have ended the quarrel at once"@en',
            "rdfs:label kg:date",
            "label-",
        ),
        ("trade", "opening a kg:Event", 'opening a "an event"@en', "untyped-node"),
        ("trade", "opening a kg:Event", "opening a ent:arvenia", "undeclared-term"),
        ("treaties", "kg:modality kg:Denial", "kg:modality 1", "modality-not-in-scheme"),
        ("trade", "rdf:predicate kg:causes", 'rdf:predicate "causes"', "literal-for-entity"),
        ("treaties", "src:memoir-1931.P3 , src:memoir-1931.P4", '"P3"', "literal-for-entity"),
        (
            "document",
            "src:memoir-1931.P8 a",
            "<https://w3id.org/diplograph/source/memoir-1931.org/8> a",
            "passage-misnamed",
        ),
        (
            "document",
            'kg:document src:memoir-1931 ;\n    dcterms:identifier "P4"',
            "kg:document 4",
            "literal-for-entity",
        ),
        ("entities", "kg:borders ent:belmark", "kg:borders <http://[::1]/x#>", ""),
        ("trade", 'kg:date "192X"^^edtf:EDTF', 'kg:date ""^^edtf:EDTF', "date-invalid"),
        ("trade", "kg:valueMin 3000000.0", 'kg:valueMin "INF"^^xsd:double', "value-not-decimal"),
    ],
)
def test_whatever_stands_in_the_data_there_is_a_report(
    file: str, old: str, new: str, code: str, workspace: Workspace
) -> None:
    edit_file(workspace.root, file, old, new)
    assert any(finding.code.startswith(code) for finding in report_of(workspace).findings)


def test_codes_are_stable_names() -> None:
    for code, entry in CODES.items():
        assert code == code.lower().replace("_", "-").strip("-")
        assert entry.meaning.endswith(".")
