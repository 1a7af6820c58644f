"""Terms and namespaces: those that exist, each as what it is."""

from __future__ import annotations

import pytest

from kg.config import Workspace
from tests.validation.edits import Case, case, check_case, edit_file, findings_of, report_of

QUARREL = "kg:place ent:port-selin ;\n        kg:participation ent:quarrel"
ENT, EDTF, SKOS = (
    "https://w3id.org/diplograph/id/",
    "http://id.loc.gov/datatypes/edtf",
    "http://www.w3.org/2004/02/skos/core#",
)

TERMS = [
    case(
        "unknown-term",
        ("trade", QUARREL, QUARREL.replace("kg:place", "§kg:palce")),
        says="kg:palce does not exist",
        remedy="Did you mean kg:place?",
    ),
    case("unknown-term", ("trade", "kg:about ent:trade", "kg:about §kg:Tradde"), remedy="kg:Trade?"),
    case(
        "unknown-term",
        ("entities", "ent:port-selin a kg:Place", "ent:port-selin a §kg:Plaice"),
        remedy="kg:Place?",
    ),
    case("unknown-term", ("entities", 'skos:altLabel "Volkova"', '§skos:altLable "Volkova"'), remedy="skos:altLabel?"),
    case("unknown-term", ("trade", "rdf:predicate kg:causes", "rdf:predicate §kg:cause"), remedy="kg:causes?"),
    case(
        "unknown-term",
        ("trade", "kg:about ent:trade", 'kg:about ent:trade ; kg:note "x"^^§xsd:dat'),
        also=("text-without-language",),
        remedy="xsd:date?",
    ),
    case(
        "undeclared-term",
        ("entities", 'dcterms:description "Foreign', '§dcterms:date "1918" ; dcterms:description "Foreign'),
        says="dcterms:date is no property of the ontology",
        remedy="Did you mean kg:date?",
    ),
    case(
        "undeclared-term",
        ("entities", "ent:port-selin a kg:Place", "ent:port-selin a kg:Place , §<https://schema.org/Place>"),
        says="schema:Place is no class",
    ),
    case(
        "not-a-property",
        ("trade", QUARREL, QUARREL.replace("kg:place", "§kg:Place")),
        says="kg:Place is a class, not a property",
        remedy="Did you mean kg:place?",
    ),
    case("not-a-property", ("treaties", "kg:provides kg:Friendship", "§kg:Alliance kg:Friendship"), says="a concept"),
    case("not-a-class", ("trade", "opening a kg:Event", "opening a kg:Event , §kg:Founding"), says="is a concept"),
    case(
        "not-a-class", ("trade", "ent:trade a kg:Rel", "ent:trade a §kg:participation , kg:Rel"), says="is a property"
    ),
]
NAMESPACES = [
    case(
        "unknown-namespace",
        ("entities", 'skos:altLabel "Volkova"', f'§<{SKOS.replace("http:", "https:")}altLabel> "Volkova"'),
        remedy=f"Did you mean <{SKOS}>?",
    ),
    case(
        "unknown-namespace",
        ("trade", "kg:issue ent:quarrel", f"kg:issue §<{ENT.replace('https:', 'http:')}quarrel>"),
        remedy=f"<{ENT}>?",
    ),
    case(
        "unknown-namespace",
        ("trade", "kg:issue ent:quarrel", f"kg:issue §<{ENT.replace('/id/', '/event/')}quarrel>"),
        says="event/> is no namespace",
    ),
    case(
        "unknown-namespace",
        ("trade", 'kg:date "1925"^^edtf:EDTF', f'kg:date "1925"^^§<{EDTF}#EDTF>'),
        also=("date-not-edtf",),
        remedy=f"<{EDTF}/>?",
    ),
]
DOMAINS = [
    case(
        "outside-domain",
        ("trade", "kg:reporter ent:port-selin-merchants", "§kg:replaces ent:treaty-1902 ; kg:reporter ent:belmark"),
        says="kg:replaces describes ent:trade-1925, which is no kg:Treaty",
    ),
    case(
        "outside-range",
        ("treaties", "kg:replaces ent:treaty-1902", "kg:replaces §ent:port-selin"),
        says="kg:replaces leads to ent:port-selin, which is no kg:Treaty",
    ),
    case("outside-range", ("trade", "kg:kind kg:Sponsorship", "kg:kind §ent:belmark"), also=("kind-not-in-scheme",)),
]


@pytest.mark.parametrize("case", [*TERMS, *NAMESPACES, *DOMAINS], ids=str)
def test_a_mistaken_term_is_found_in_its_place(case: Case, workspace: Workspace) -> None:
    check_case(case, workspace)


def test_a_term_is_reported_once_with_its_count(workspace: Workspace) -> None:
    path = workspace.root / "data/memoir-1931/claims/trade.trig"
    path = next(workspace.data.rglob("quarrel-and-trade.trig"))
    path.write_text(path.read_text(encoding="utf-8").replace("kg:participation ", "kg:participants "), encoding="utf-8")
    unknown = [finding for finding in findings_of(workspace) if finding.code == "unknown-term"]
    assert [finding.message for finding in unknown] == ["kg:participants does not exist (7 times)"]


def test_a_mistyped_prefix_is_one_finding(workspace: Workspace) -> None:
    edit_file(workspace.root, "entities", f"@prefix ent: <{ENT}>", f"@prefix ent: <{ENT.replace('id', 'ids')}>")
    findings = [finding for finding in findings_of(workspace) if finding.code == "unknown-namespace"]
    assert len(findings) == 1
    assert findings[0].location is not None
    assert (findings[0].location.line, findings[0].location.column) == (17, 1)


def test_nodes_may_come_from_anywhere(workspace: Workspace) -> None:
    edit_file(workspace.root, "entities", "kg:borders ent:belmark", "kg:borders <http://www.wikidata.org/entity/Q1>")
    assert findings_of(workspace) == ()


def test_terms_without_use_are_summed_up(workspace: Workspace) -> None:
    unused = {
        f.message.split(" ", 3)[3].split(":")[0]: f for f in report_of(workspace).findings if f.code == "unused-terms"
    }
    assert set(unused) == {"classes are not used", "concepts are not used", "properties are not used"}
    properties = unused["properties are not used"].message.split(": ", 1)[1].split(", ")
    assert "kg:memberOf" in properties
    assert not {"kg:date", "kg:statedIn", "kg:participant", "kg:bearsOn", "kg:findingCode"} & set(properties)
