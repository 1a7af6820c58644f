"""Citations: passages that exist, in documents that exist, in order, one after the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.config import Workspace
from kg.model.finding import Severity
from tests.validation.edits import Case, case, check_case, edit_file, findings_of, report_of

P4 = 'kg:document src:memoir-1931 ;\n    dcterms:identifier "P4"'

CASES = [
    case(
        "unknown-passage",
        ("treaties", "src:memoir-1931.P3 , src:memoir-1931.P4", "src:memoir-1931.P3 , §src:memoir-1931.P44"),
        says="the passage src:memoir-1931.P44 is nowhere described",
        remedy="Did you mean src:memoir-1931.P4?",
    ),
    case("unknown-passage", ("entities", "kg:namedIn src:memoir-1931.P2 .", "kg:namedIn §src:memoir-1913.P2 .")),
    case(
        "unknown-document",
        ("document", P4, P4.replace("src:memoir-1931", "§src:memoir-1930")),
        also=("passage-misnamed",),
        says="the document src:memoir-1930 is nowhere described",
        remedy="Did you mean src:memoir-1931?",
    ),
    case(
        "passage-misnamed",
        ("document", "src:memoir-1931.P8 a", "§src:memoir-1931.P8 a"),
        ("document", 'dcterms:identifier "P8"', 'dcterms:identifier "P9"'),
        remedy="Call it src:memoir-1931.P9",
    ),
    case(
        "passage-misnamed",
        ("document", "src:memoir-1931.P1 a kg:Passage ;", "§src:p1 a kg:Passage ;"),
        ("document", 'dcterms:identifier "P1" ;', ""),
    ),
    case(
        "passage-outside-document",
        ("document", "src:memoir-1931.P8 a", "§src:memoir-1931.P8 a"),
        ("document", "kg:end 1329", "kg:end 1331"),
        says="src:memoir-1931.P8 ends at 1331, but the document has 1330 characters",
    ),
    case(
        "passages-overlap",
        ("document", "src:memoir-1931.P5 a", "§src:memoir-1931.P5 a"),
        ("document", "kg:end 511", "kg:end 514"),
        says="src:memoir-1931.P5 begins at 513, before P4 ends at 514",
    ),
    case(
        "passages-out-of-order",
        ("document", "src:memoir-1931.P5 a", "§src:memoir-1931.P5 a"),
        ("document", "kg:start 691 ;\n    kg:end 1065", "kg:start 512 ;\n    kg:end 513"),
        says="src:memoir-1931.P5 comes after P6 in the text",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_mistake_is_found_in_its_place(case: Case, workspace: Workspace) -> None:
    check_case(case, replace(workspace, texts={}))


def test_an_incomplete_passage_is_the_business_of_shapes(workspace: Workspace) -> None:
    edit_file(workspace.root, "document", "kg:end 511 ;", "")
    assert [finding.code for finding in findings_of(workspace)] == ["passage-incomplete"]


def test_passages_without_claim_are_summed_up(workspace: Workspace) -> None:
    found = [finding for finding in report_of(workspace).findings if finding.code == "uncited-passages"]
    assert [finding.message for finding in found] == ["no claim cites 2 of 8 passages of memoir-1931: P1, P2"]
    assert found[0].severity is Severity.INFO
