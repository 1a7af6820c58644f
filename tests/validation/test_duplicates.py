"""Duplicates: one name for two nodes, unless somebody has recorded that they differ."""

from __future__ import annotations

import pytest

from kg.config import Workspace
from tests.validation.edits import Case, case, check_case, edit_file, findings_of

NAMED = "kg:namedIn src:memoir-1931.P3 ."
VOLKOVA = f'ent:volkova-2 a kg:Person ; rdfs:label "Irena Volkowa"@en ; {NAMED}'

CASES = [
    case(
        "near-duplicate",
        ("entities", "ent:irena-volkova a kg:Person", "§ent:irena-volkova a kg:Person"),
        ("entities", "", VOLKOVA),
        says="ent:irena-volkova (Irena Volkova) is nearly called like ent:volkova-2 (Irena Volkowa)",
        remedy="ent:irena-volkova owl:differentFrom ent:volkova-2 .",
    ),
    case(
        "near-duplicate",
        ("entities", "ent:belmark a kg:State", "§ent:belmark a kg:State"),
        ("entities", "", f'ent:republic a kg:State ; rdfs:label "Republic of Bellmark"@en ; {NAMED}'),
    ),
    case(
        "near-duplicate",
        (
            "entities",
            "",
            f'§ent:club a kg:Media ; rdfs:label "Selin-Herald"@en ; {NAMED}\n'
            f'ent:herald a kg:Organization ; rdfs:label "Selin Herald"@en ; {NAMED}',
        ),
    ),
    case(
        "same-label",
        ("entities", "", f'§ent:volkova-2 a kg:Person ; rdfs:label "Irena Volkova"@en ; {NAMED}'),
        says="ent:volkova-2 has the label of ent:irena-volkova",
    ),
    case(
        "same-label",
        (
            "trade",
            'rdfs:label "Trade was worth three to four million dollars in 1925"',
            'rdfs:label "Irena Volkova wanted the quarrel to end"',
        ),
        ("trade", "claim:volkova-on-quarrel a", "§claim:volkova-on-quarrel a"),
    ),
]

DIFFERENT = [
    f"{VOLKOVA} ent:volkova-2 owl:differentFrom ent:irena-volkova .",
    f"{VOLKOVA} ent:irena-volkova owl:differentFrom ent:volkova-2 .",
    f'ent:volkova a kg:Place ; rdfs:label "Irena Volkova"@en ; {NAMED}',
    f'ent:volkova-2 a kg:Person ; rdfs:label "Ivan Petrov"@en ; skos:altLabel "Volkova"@en ; {NAMED}',
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_duplicate_is_found_in_its_place(case: Case, workspace: Workspace) -> None:
    check_case(case, workspace)


@pytest.mark.parametrize("text", DIFFERENT)
def test_two_that_differ_are_left_in_peace(text: str, workspace: Workspace) -> None:
    edit_file(workspace.root, "entities", "", text)
    assert findings_of(workspace) == ()
