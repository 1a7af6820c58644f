"""What is denied or imagined is never asserted, and nothing is asserted without a source."""

from __future__ import annotations

import pytest

from kg.config import Workspace
from tests.validation.edits import Case, case, check_case, edit_file, findings_of

DENIAL = "claim:no-military-clause-1902.1 a rdf:Statement"
PROVIDED = "ent:treaty-1902 kg:provides kg:MilitaryAlliance"

MODALITIES = [
    case(
        "asserted-in-unasserted",
        ("treaties", DENIAL, f"ent:treaty-1902 kg:replaces §ent:treaty-1921 . {DENIAL}"),
        says="claim:no-military-clause-1902 denies or imagines, but asserts something of ent:treaty-1902",
    ),
    case(
        "asserted-in-unasserted",
        ("treaties", DENIAL, f"{DENIAL} ; kg:causes §ent:alliance"),
    ),
    case(
        "asserted-in-unasserted",
        ("treaties", DENIAL, f"§{DENIAL} , kg:Treaty"),
        also=("treaty-without-date", "treaty-without-parties", "english-label-missing"),
    ),
    case(
        "statement-in-asserted",
        ("treaties", "kg:modality kg:Denial", "kg:modality kg:Judgement"),
        ("treaties", DENIAL, f"§{DENIAL}"),
        says="claim:no-military-clause-1902 asserts, but holds the unasserted statement",
    ),
]
DENIALS = [
    case(
        "denied-yet-asserted",
        (
            "treaties",
            "ent:treaty-1921 kg:replaces ent:treaty-1902 .",
            f"ent:treaty-1921 kg:replaces ent:treaty-1902 . {PROVIDED} .",
        ),
        ("treaties", DENIAL, f"§{DENIAL}"),
        says="is asserted by claim:treaty-1921-replaces-1902",
    ),
    case(
        "denied-yet-asserted",
        ("entities", "", f"{PROVIDED} ."),
        ("treaties", DENIAL, f"§{DENIAL}"),
        also=("unsourced-statement",),
        says="asserted by the graph, outside any claim",
    ),
]
SOURCING = [
    case(
        "unsourced-statement",
        ("entities", "ent:treaty-1902 a kg:Treaty ;", "ent:treaty-1902 a kg:Treaty ; kg:kind §kg:FriendshipTreaty ;"),
        says="kg:kind of ent:treaty-1902 stands outside any claim",
    ),
    case(
        "unsourced-statement",
        (
            "entities",
            "",
            '§ent:war a kg:Event ; rdfs:label "War"@en ; kg:kind kg:War ; kg:date "1920"^^edtf:EDTF ;'
            " kg:namedIn src:memoir-1931.P7 .",
        ),
    ),
    case("unsourced-statement", ("entities", "kg:borders ent:belmark", "kg:causes §ent:belmark")),
    case(
        "unsourced-statement",
        (
            "trade",
            "claim:trade-1925 {",
            "§ent:port-call a kg:Participation ; kg:actor ent:arvenia ; kg:role kg:Party .\nclaim:trade-1925 {",
        ),
        ("trade", "ent:trade.belmark .", "ent:trade.belmark , ent:port-call ."),
    ),
]


@pytest.mark.parametrize("case", [*MODALITIES, *DENIALS, *SOURCING], ids=str)
def test_a_broken_promise_is_found_in_its_place(case: Case, workspace: Workspace) -> None:
    check_case(case, workspace)


def test_a_statement_may_carry_remarks(workspace: Workspace) -> None:
    edit_file(workspace.root, "treaties", DENIAL, f'{DENIAL} ; rdfs:label "A clause"@en ; kg:note "Denied twice."@en')
    assert findings_of(workspace) == ()


def test_a_recorded_contradiction_is_no_mistake(workspace: Workspace) -> None:
    replaces = "ent:treaty-1921 kg:replaces ent:treaty-1902 ."
    edit_file(workspace.root, "treaties", replaces, f"{replaces} {PROVIDED} .")
    contradicts = "kg:modality kg:Denial ; kg:contradicts claim:treaty-1921-replaces-1902"
    edit_file(workspace.root, "treaties", "kg:modality kg:Denial", contradicts)
    assert findings_of(workspace) == ()


def test_two_documents_may_disagree(workspace: Workspace) -> None:
    edit_file(workspace.root, "document", "", OTHER_DOCUMENT)
    edit_file(workspace.root, "treaties", "", OTHER_CLAIM)
    assert findings_of(workspace) == ()


OTHER_DOCUMENT = f"""
src:gazette a kg:Document ; rdfs:label "Gazette"@en ; dcterms:title "Gazette"@en ; kg:date "1903"^^edtf:EDTF ;
    kg:sha256 "{"a" * 64}" ; kg:characters 10 .
src:gazette.P1 a kg:Passage ; rdfs:label "P1"@en ; kg:document src:gazette ; dcterms:identifier "P1" ;
    kg:start 0 ; kg:end 10 ; kg:sha256 "{"b" * 64}" .
"""
OTHER_CLAIM = f"""
claim:clause a kg:Claim ; rdfs:label "It had one"@en ; kg:passage src:gazette.P1 ; kg:modality kg:Fact .
claim:clause {{ {PROVIDED} . }}
"""


def test_the_bare_identity_of_a_treaty_needs_no_claim(workspace: Workspace) -> None:
    remarks = 'kg:note "Never printed."@en ; kg:notStated kg:Party'
    edit_file(workspace.root, "entities", "ent:treaty-1902 a kg:Treaty ;", f"ent:treaty-1902 a kg:Treaty ; {remarks} ;")
    assert findings_of(workspace) == ()
