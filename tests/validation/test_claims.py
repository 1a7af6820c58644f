"""Claims: each in one place, with metadata and a graph."""

from __future__ import annotations

import pytest

from kg.config import Workspace
from tests.validation.edits import Case, case, check_case

META = """claim:more a kg:Claim ; rdfs:label "More"@en ; kg:passage src:memoir-1931.P3 ; kg:modality kg:Fact ."""
GRAPH = "claim:more { ent:trade kg:about ent:port-selin . }"

CASES = [
    case(
        "duplicate-claim",
        ("trade", "", "§claim:trade-1925 { ent:trade-1925 kg:about ent:port-selin . }"),
        says="the graph of claim:trade-1925 already stands at data/memoir-1931/claims/quarrel-and-trade.trig:",
    ),
    case(
        "duplicate-claim",
        ("treaties", "", "§claim:trade-1925 { ent:trade-1925 kg:about ent:port-selin . }"),
        says="already stands at data/memoir-1931/claims/quarrel-and-trade.trig:",
    ),
    case(
        "duplicate-claim",
        ("treaties", "", '§claim:trade-1925 kg:cites ent:memoir . ent:memoir a kg:Work ; rdfs:label "A memoir"@en .'),
        says="the metadata of claim:trade-1925",
    ),
    case("claim-without-metadata", ("trade", "", f"§{GRAPH}"), says="claim:more", remedy="claim:more a kg:Claim ;"),
    case("claim-without-metadata", ("trade", "", f"GRAPH §{GRAPH}")),
    case("claim-without-graph", ("trade", "", f"§{META}"), remedy="claim:more { … }"),
    case("empty-claim", ("trade", "", f"{META} §claim:more {{ }}")),
    case("empty-claim", ("trade", "", "§claim:more {}"), says="the graph of claim:more is empty"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_mistake_is_found_in_its_place(case: Case, workspace: Workspace) -> None:
    check_case(case, workspace)
