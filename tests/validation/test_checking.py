"""The whole check: a sound graph, and what belongs to every finding."""

from __future__ import annotations

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


def test_codes_are_stable_names() -> None:
    for code, entry in CODES.items():
        assert code == code.lower().replace("_", "-").strip("-")
        assert entry.meaning.endswith(".")
