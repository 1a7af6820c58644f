"""Dates: valid, with bounds, and no stated bound outside them."""

from __future__ import annotations

import pytest

from kg.config import Workspace
from tests.validation.edits import Case, case, check_case, edit_file, findings_of

TRADE = 'kg:date "192X"^^edtf:EDTF'
TREATY = 'kg:date "1902/"^^edtf:EDTF'
ALLIANCE = 'kg:kind kg:Alliance ;\n        kg:date "1921-05/.."^^edtf:EDTF'

CASES = [
    case(
        "date-invalid", ("trade", TRADE, '§kg:date "the twenties"^^edtf:EDTF'), says="ent:trade: 'the twenties' is not"
    ),
    case("date-invalid", ("trade", TRADE, '§kg:date "1925-02-30"^^edtf:EDTF')),
    case("date-invalid", ("trade", TRADE, '§kg:date "1929/1921"^^edtf:EDTF')),
    case(
        "date-invalid",
        ("trade", "kg:about ent:trade", 'kg:about ent:trade ; §kg:accessed "May 1930"^^edtf:EDTF'),
        also=("outside-domain",),
        remedy="1930-05",
    ),
    case("date-unsupported", ("trade", TRADE, '§kg:date "Y17E7"^^edtf:EDTF'), remedy="kg:earliestBegin"),
    case(
        "bound-outside-date",
        ("trade", TRADE, f'{TRADE} ; §kg:latestEnd "1931-12-31"^^xsd:date'),
        says="ent:trade: kg:latestEnd 1931-12-31 lies outside the date 192X",
    ),
    case("bound-outside-date", ("trade", TRADE, f'{TRADE} ; §kg:earliestBegin "1919-12-31"^^xsd:date')),
    case("bound-outside-date", ("treaties", ALLIANCE, f'{ALLIANCE} ; §kg:latestEnd "1931-12-31"^^xsd:date')),
]

SOUND = [
    ("trade", TRADE, f'{TRADE} ; kg:earliestBegin "1920-01-01"^^xsd:date ; kg:latestEnd "1923-12-31"^^xsd:date'),
    ("treaties", TREATY, f'{TREATY} ; kg:latestEnd "1920-12-31"^^xsd:date'),
    ("trade", TRADE, 'kg:date "Y17E7"^^edtf:EDTF ; kg:latestEnd "1923-12-31"^^xsd:date'),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_mistake_is_found_in_its_place(case: Case, workspace: Workspace) -> None:
    check_case(case, workspace)


@pytest.mark.parametrize("edit", SOUND)
def test_bounds_may_be_stated_where_edtf_cannot_say_them(edit: tuple[str, str, str], workspace: Workspace) -> None:
    edit_file(workspace.root, *edit)
    assert findings_of(workspace) == ()


def test_a_bound_that_is_no_date_is_the_business_of_shapes(workspace: Workspace) -> None:
    edit_file(workspace.root, "trade", TRADE, f'{TRADE} ; kg:latestEnd "1929-13-01"^^xsd:date')
    assert [finding.code for finding in findings_of(workspace)] == ["bound-not-date"]
