"""Entities: described, with a class, and of some use."""

from __future__ import annotations

import pytest

from kg.config import Workspace
from tests.validation.edits import Case, case, check_case, edit_file, findings_of

SCHOOL = 'ent:school a kg:Organization ; rdfs:label "Arvenian school"@en'

CASES = [
    case(
        "dangling-entity",
        ("trade", "kg:issue ent:quarrel", "kg:issue §ent:quarell"),
        says="ent:quarell is nowhere described",
        remedy="Did you mean ent:quarrel?",
    ),
    case(
        "dangling-entity",
        ("treaties", "kg:modality kg:Denial", "kg:modality kg:Denial ; kg:contradicts §claim:trade-1926"),
        remedy="claim:trade-1925?",
    ),
    case(
        "dangling-entity",
        ("trade", "rdf:object ent:early-end-of-quarrel", "rdf:object §ent:peace"),
    ),
    case(
        "untyped-node",
        ("entities", "", '§ent:school rdfs:label "Arvenian school"@en ; kg:namedIn src:memoir-1931.P7 .'),
        says="ent:school has no class",
    ),
    case(
        "disjoint-classes",
        ("entities", "ent:tomas-hale a kg:Person", "§ent:tomas-hale a kg:Person , kg:Group"),
        says="ent:tomas-hale cannot be both kg:Group and kg:Person",
    ),
    case(
        "disjoint-classes",
        ("entities", "ent:tomas-hale a kg:Person", "§ent:tomas-hale a kg:Person , kg:Passage"),
        also=("passage-incomplete",) * 4,
    ),
    case("orphan-entity", ("entities", "", f"§{SCHOOL} .")),
    case("orphan-entity", ("entities", "", f"§{SCHOOL} ; kg:partOf ent:arvenia .")),
]

SOUND = [
    f"{SCHOOL} ; kg:namedIn src:memoir-1931.P7 .",
    f"{SCHOOL} . ent:belmark kg:partOf ent:school .",
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_mistake_is_found_in_its_place(case: Case, workspace: Workspace) -> None:
    check_case(case, workspace)


@pytest.mark.parametrize("text", SOUND)
def test_an_entity_of_some_use_is_no_orphan(text: str, workspace: Workspace) -> None:
    edit_file(workspace.root, "entities", "", text)
    assert findings_of(workspace) == ()


def test_an_entity_that_only_a_claim_uses_is_no_orphan(workspace: Workspace) -> None:
    edit_file(workspace.root, "entities", "", f"{SCHOOL} .")
    edit_file(workspace.root, "trade", "kg:kind kg:Founding ;", "kg:kind kg:Founding ; kg:about ent:school ;")
    assert findings_of(workspace) == ()
