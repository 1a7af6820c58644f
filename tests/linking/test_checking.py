"""The check of links: each code, what it says, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import Workspace
from kg.linking.codes import CODES
from kg.model.finding import Finding
from tests.linking.sets import HEADER, ROW, link_findings, put_set

CODE = "https://w3id.org/diplograph/code/"


def column(name: str) -> int:
    """Give the column in which a cell of ROW begins."""
    cells = list(ROW.values())[: list(ROW).index(name)]
    return sum(map(len, cells)) + len(cells) + 1


def place(finding: Finding) -> tuple[int, int]:
    assert finding.location is not None
    return finding.location.line, finding.location.column


def test_a_graph_without_links_and_one_with_sound_ones_have_no_findings(workspace: Workspace) -> None:
    assert link_findings(workspace) == []
    put_set(workspace, {}, {"subject_id": "ent:belmark", "object_id": "wikidata:Q1002"})
    assert link_findings(workspace) == []


@pytest.mark.parametrize(
    ("change", "code", "cell"),
    [
        ({"subject_id": "ent:nowhere"}, "unknown-subject", "subject_id"),
        ({"predicate_id": "owl:sameAs"}, "unknown-predicate", "predicate_id"),
        ({"object_id": "ent:belmark"}, "unknown-prefix", "object_id"),
        ({"object_id": "wikidata:1001"}, "identifier-malformed", "object_id"),
        ({"author_label": ""}, "mapping-without-author", "author_label"),
        ({"see_also": "in the archive"}, "address-malformed", "see_also"),
        ({"confidence": "2"}, "confidence-malformed", "confidence"),
    ],
)
def test_a_wrong_mapping(workspace: Workspace, change: dict[str, str], code: str, cell: str) -> None:
    put_set(workspace, change)
    (finding,) = link_findings(workspace)
    cells = list({**ROW, **change}.values())[: list(ROW).index(cell)]
    assert (finding.code, place(finding)) == (code, (9, sum(map(len, cells)) + len(cells) + 1))
    assert finding.severity is CODES[code].severity


def test_an_author_may_be_an_identifier(workspace: Workspace) -> None:
    put_set(workspace, {"author_label": "", "author_id": "orcid:0000-0002-1825-0097"})
    assert link_findings(workspace) == []


def test_a_set_says_what_it_is(workspace: Workspace) -> None:
    put_set(workspace, {}, header=HEADER.replace("#mapping_set_version: 1.0.0\n", ""))
    (finding,) = link_findings(workspace)
    assert (finding.code, finding.message) == ("mapping-set-incomplete", "the set has no mapping_set_version")


def test_a_licence_is_an_address(workspace: Workspace) -> None:
    put_set(workspace, {}, header=HEADER.replace("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"))
    (finding,) = link_findings(workspace)
    assert (finding.code, place(finding)) == ("address-malformed", (4, 2))


def test_a_prefix_means_what_it_means_in_the_graph(workspace: Workspace) -> None:
    put_set(workspace, {}, header=HEADER.replace("http://www.wikidata.org/entity/", "https://www.wikidata.org/wiki/"))
    redefined, unknown = link_findings(workspace)
    assert (redefined.code, place(redefined)) == ("prefix-redefined", (7, 4))
    assert "<http://www.wikidata.org/entity/> in the graph" in redefined.message
    assert unknown.code == "unknown-prefix"


def test_two_sets_have_two_identifiers(workspace: Workspace) -> None:
    put_set(workspace, {})
    put_set(workspace, {"subject_id": "ent:belmark", "object_id": "wikidata:Q1002"}, name="wikidata-2")
    (finding,) = link_findings(workspace)
    assert (finding.code, place(finding)) == ("duplicate-mapping-set", (1, 2))


def test_a_pair_is_judged_once(workspace: Workspace) -> None:
    put_set(workspace, {}, {"predicate_id": "skos:closeMatch"})
    (finding,) = link_findings(workspace)
    assert (finding.code, place(finding)) == ("duplicate-mapping", (10, 1))
    assert "data/links/wikidata.sssom.tsv:9:1" in finding.message


def test_yes_and_no_contradict_each_other_in_two_sets_too(workspace: Workspace) -> None:
    put_set(workspace, {})
    other = HEADER.replace("links/wikidata", "links/reviewed")
    put_set(workspace, {"predicate_modifier": "Not"}, name="reviewed", header=other)
    (finding,) = link_findings(workspace)
    assert (finding.code, place(finding)) == ("contradictory-mappings", (9, 1))
    assert finding.location is not None
    assert finding.location.path == "data/links/wikidata.sssom.tsv"
    assert "data/links/reviewed.sssom.tsv:9:1" in finding.message


def test_a_function_gives_one_exact_match(workspace: Workspace) -> None:
    put_set(workspace, {}, {"object_id": "wikidata:Q1002"})
    (finding,) = link_findings(workspace)
    assert (finding.code, place(finding)) == ("two-exact-matches", (10, column("object_id")))
    assert "Wikidata Q1002, and of Wikidata Q1001" in finding.message


@pytest.mark.parametrize(
    "change", [{"predicate_id": "skos:narrowMatch"}, {"predicate_modifier": "Not"}, {"subject_id": "ent:belmark"}]
)
def test_other_matches_may_stand_beside_an_exact_one(workspace: Workspace, change: dict[str, str]) -> None:
    put_set(workspace, {}, {"object_id": "wikidata:Q1002", **change})
    assert link_findings(workspace) == []


def test_a_scheme_that_is_no_function_gives_several(workspace: Workspace) -> None:
    header = HEADER.replace("wikidata: http://www.wikidata.org/entity/", "viaf: http://viaf.org/viaf/")
    put_set(workspace, {"object_id": "viaf:1"}, {"object_id": "viaf:2"}, header=header)
    assert link_findings(workspace) == []


def test_several_mistakes_are_reported_at_once(workspace: Workspace) -> None:
    path: Path = put_set(workspace, {"object_id": "wikidat:Q1"}, {"confidence": "2"}, {"subject_id": "ent:nowhere"})
    path.with_name("broken.sssom.tsv").write_bytes(b"\xff")
    codes = [finding.code for finding in link_findings(workspace)]
    assert codes == ["mapping-set-malformed", "unknown-prefix", "confidence-malformed", "unknown-subject"]
