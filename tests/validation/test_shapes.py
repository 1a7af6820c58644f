"""Shapes: their results as findings with code, place and remedy."""

from __future__ import annotations

import pytest
import rdflib

from kg.config import Workspace
from kg.errors import InputError
from kg.model.finding import Severity
from tests.validation.edits import Case, case, check_case, edit_file, findings_of

CASES = [
    case(
        "claim-without-passage",
        ("treaties", "claim:hale-sent-to-arvenia a kg:Claim", "§claim:hale-sent-to-arvenia a kg:Claim"),
        ("treaties", 'spring of 1921"@en ;\n    kg:passage src:memoir-1931.P3 ;', 'spring of 1921"@en ;'),
        says="claim:hale-sent-to-arvenia: The claim cites no passage",
        remedy="Add kg:passage",
    ),
    case("role-not-in-scheme", ("treaties", "kg:role kg:Visitor", "kg:role §kg:Visit")),
    case("claim-with-two-modalities", ("treaties", "kg:modality kg:Denial", "§kg:modality kg:Denial , kg:Speculation")),
    case("date-not-edtf", ("trade", 'kg:date "1925"^^edtf:EDTF', "§kg:date 1925")),
    case("literal-for-entity", ("trade", "kg:issue ent:quarrel", '§kg:issue "the quarrel"@en')),
    case(
        "kind-missing",
        ("trade", "ent:school-opening a kg:Event", "§ent:school-opening a kg:Event"),
        ("trade", "kg:kind kg:Founding ;", ""),
    ),
    case(
        "begin-after-end",
        (
            "trade",
            "kg:holder ent:irena-volkova ;",
            'kg:holder ent:irena-volkova ; §kg:earliestBegin "1920-02-01"^^xsd:date ;'
            ' kg:latestBegin "1920-01-01"^^xsd:date ;',
        ),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_violation_is_found_in_its_place(case: Case, workspace: Workspace) -> None:
    check_case(case, workspace)


def test_severity_comes_from_the_shape(workspace: Workspace) -> None:
    edit_file(workspace.root, "trade", "kg:kind kg:Founding ;", "")
    assert [(f.code, f.severity) for f in findings_of(workspace)] == [("kind-missing", Severity.WARNING)]


def test_a_shape_without_code_reports_too(workspace: Workspace) -> None:
    edit_file(
        workspace.root, "shapes", 'kg:findingCode "kind-missing" ;\n    sh:message "The event', 'sh:message "The event'
    )
    edit_file(workspace.root, "trade", "kg:kind kg:Founding ;", "")
    assert [f.code for f in findings_of(workspace)] == ["shape-violated"]


def test_a_graph_without_shapes_is_checked_for_the_rest(workspace: Workspace) -> None:
    (workspace.ontology / "shapes.ttl").unlink()
    edit_file(workspace.root, "trade", "kg:kind kg:Founding ;", "")
    assert findings_of(workspace) == ()


def test_shapes_that_cannot_be_used_are_named(workspace: Workspace) -> None:
    edit_file(
        workspace.root,
        "shapes",
        "",
        "shape:odd a sh:PropertyShape ; sh:targetClass kg:Event ; sh:path kg:date , kg:kind .",
    )
    with pytest.raises(InputError, match="the shapes cannot be used") as caught:
        findings_of(workspace)
    assert str(caught.value.location) == "ontology/shapes.ttl"


@pytest.mark.parametrize("switch", [True, False])
def test_rdflib_is_left_as_it_was(switch: bool, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", switch)
    findings_of(workspace)
    assert switch is rdflib.NORMALIZE_LITERALS


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("kg:start 45 ;", 'kg:start "soon"^^xsd:integer ;', "offset-not-integer"),
        ("kg:start 45 ;", "kg:start 45.5 ;", "offset-not-integer"),
        ("kg:characters 1330", "kg:characters true", "offset-not-integer"),
    ],
)
def test_what_cannot_be_compared_is_reported_once(old: str, new: str, code: str, workspace: Workspace) -> None:
    edit_file(workspace.root, "document", old, new)
    assert [finding.code for finding in findings_of(workspace)] == [code]
