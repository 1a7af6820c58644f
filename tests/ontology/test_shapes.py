"""Each rule on a tiny valid and a tiny invalid graph, with exactly the finding expected."""

import re
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, Literal, Namespace
from rdflib.namespace import RDF

ONTOLOGY = Path(__file__).parents[2] / "ontology"
KG = Namespace("https://w3id.org/diplograph/ontology#")
SH = Namespace("http://www.w3.org/ns/shacl#")
DIPLOMACY = Graph().parse(ONTOLOGY / "diplomacy.ttl")
SHAPES = Graph().parse(ONTOLOGY / "shapes.ttl")

PREFIXES = """
@prefix kg: <https://w3id.org/diplograph/ontology#> .
@prefix ent: <https://w3id.org/diplograph/id/> .
@prefix claim: <https://w3id.org/diplograph/claim/> .
@prefix src: <https://w3id.org/diplograph/source/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> .
@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
"""
CLAIM = 'claim:c a kg:Claim ; rdfs:label "a visit"@en ; kg:passage src:d.P1 ; kg:modality kg:Fact .'
EVENT = 'ent:e a kg:Event ; rdfs:label "a visit"@en ; kg:kind kg:Visit ; kg:date "2000-07"^^edtf:EDTF .'
TREATY = 'ent:t a kg:Treaty ; rdfs:label "a pact"@en ; kg:date "1961/"^^edtf:EDTF ; kg:notStated kg:Party .'
POSITION = """ent:p a kg:Position ; rdfs:label "a view"@en ; kg:date "2007~"^^edtf:EDTF ;
    kg:holder ent:a ; kg:issue ent:b ; kg:stance kg:Opposes ."""
OBSERVATION = """ent:o a kg:Observation ; rdfs:label "a figure"@en ; kg:date "2006"^^edtf:EDTF ;
    kg:measure kg:TradeVolume ; kg:value 2.5 ; kg:unit kg:USD ; kg:reporter ent:a ."""
PARTICIPATION = "ent:e kg:participation ent:e.a . ent:e.a a kg:Participation ; kg:actor ent:a ; kg:role kg:Host ."
PASSAGE = f'src:d.P1 a kg:Passage ; kg:document src:d ; kg:start 0 ; kg:end 9 ; kg:sha256 "{"0" * 64}" .'
DOCUMENT = f"""src:d a kg:Document ; rdfs:label "Essay"@en ; dcterms:title "An essay"@en ;
    kg:sha256 "{"a" * 64}" ; kg:characters 9 ."""
RELEASE = """src:d-1 a kg:DatasetRelease ; rdfs:label "Pacts 1"@en ; dcterms:title "Pacts"@en ; schema:version "1" ;
    kg:covers "1816/2012"^^edtf:EDTF ; kg:coversActors "states"@en ; kg:modality kg:Fact ; kg:file src:d-1.member ."""
SCENARIO = 'ent:s a kg:Scenario ; rdfs:label "a war that never was"@en .'
STATEMENT = "claim:c.1 a rdf:Statement ; rdf:subject ent:t ; rdf:predicate kg:provides ; rdf:object kg:Consultation ."
BOUNDS = 'ent:x kg:earliestBegin "1990-01-01"^^xsd:date ; kg:latestEnd "1994-12-31"^^xsd:date .'

# (finding code, valid graph, what to replace in it, by what): the result of the replacement is the invalid graph.
CASES = [
    ("claim-without-passage", CLAIM, "kg:passage src:d.P1 ;", ""),
    ("claim-without-modality", CLAIM, "; kg:modality kg:Fact", ""),
    ("claim-with-two-modalities", CLAIM, "kg:Fact", "kg:Fact , kg:Judgement"),
    ("modality-not-in-scheme", CLAIM, "kg:Fact", "kg:Visit"),
    ("modality-not-in-scheme", CLAIM, "kg:Fact", "kg:Unasserted"),
    ("report-without-source", CLAIM, "kg:Fact", "kg:Report"),
    ("report-without-source", CLAIM.replace("kg:Fact", "kg:Report ; kg:attributedTo ent:a"), "kg:attributedTo", "kg:x"),
    ("english-label-missing", CLAIM, "@en", "@ru"),
    ("english-label-missing", 'ent:a a kg:State ; rdfs:label "Russia"@en .', 'rdfs:label "Russia"@en', ""),
    ("label-twice-in-language", 'ent:a rdfs:label "Russia"@en , "Россия"@ru .', "@ru", "@en"),
    ("label-without-language", 'ent:a rdfs:label "Russia"@en .', "@en", ""),
    ("label-without-language", 'ent:a skos:altLabel "Russia"@en .', "@en", ""),
    ("text-without-language", 'ent:a kg:note "odd"@en .', "@en", ""),
    ("text-without-language", 'ent:a dcterms:description "odd"@en .', "@en", ""),
    ("text-without-language", 'ent:a dcterms:title "odd"@en .', "@en", ""),
    ("text-without-language", 'ent:a kg:office "President"@en .', "@en", ""),
    ("event-without-date", EVENT, 'kg:date "2000-07"^^edtf:EDTF', "kg:notStated kg:place"),
    ("event-without-date", EVENT.replace('kg:date "2000-07"^^edtf:EDTF', "kg:notStated kg:date"), "kg:date", "kg:x"),
    ("relationship-without-date", EVENT.replace("Event", "Relationship").replace("Visit", "Aid"), "kg:date", "kg:x"),
    ("position-without-date", POSITION, "kg:date", "kg:x"),
    ("observation-without-date", OBSERVATION, "kg:date", "kg:x"),
    ("treaty-without-date", TREATY, "kg:date", "kg:x"),
    ("dated-twice", EVENT, "kg:date", 'kg:date "2000"^^edtf:EDTF ,'),
    ("date-not-edtf", EVENT, '"2000-07"^^edtf:EDTF', '"2000-07-01"^^xsd:date'),
    ("date-not-edtf", 'ent:w kg:accessed "2007-08-14"^^edtf:EDTF .', "^^edtf:EDTF", ""),
    ("bound-not-date", BOUNDS, '"1994-12-31"^^xsd:date', "1994"),
    ("begin-after-end", BOUNDS, "1994-12-31", "1989-12-31"),
    ("begin-after-end", BOUNDS.replace("latestEnd", "latestBegin"), "1994-12-31", "1989-12-31"),
    ("begin-after-end", BOUNDS.replace("earliestBegin", "earliestEnd"), "1994-12-31", "1989-12-31"),
    ("participation-without-actor", PARTICIPATION, "kg:actor ent:a ;", ""),
    ("participation-without-role", PARTICIPATION, "; kg:role kg:Host", ""),
    ("participation-not-single", PARTICIPATION, "kg:actor ent:a", "kg:actor ent:a , ent:b"),
    ("participation-not-single", PARTICIPATION, "kg:Host", "kg:Host , kg:Ally"),
    ("participation-unattached", PARTICIPATION, "ent:e kg:participation ent:e.a .", ""),
    ("role-not-in-scheme", PARTICIPATION, "kg:Host", "kg:Visit"),
    ("role-not-in-scheme", PARTICIPATION, "kg:Host", '"host"'),
    ("kind-not-in-scheme", EVENT, "kg:Visit", "kg:Alliance"),
    ("kind-not-in-scheme", TREATY.replace(" .", " ; kg:kind kg:AllianceTreaty ."), "kg:AllianceTreaty", "kg:Railway"),
    ("kind-not-in-scheme", 'ent:p a kg:Project ; rdfs:label "p"@en ; kg:kind kg:Railway .', "kg:Railway", "kg:Goal"),
    ("kind-not-in-scheme", 'ent:p a kg:Policy ; rdfs:label "p"@en ; kg:kind kg:Goal .', "kg:Goal", "kg:Railway"),
    ("kind-missing", EVENT, "kg:kind kg:Visit ;", ""),
    ("treaty-without-parties", TREATY, "; kg:notStated kg:Party", ""),
    (
        "treaty-without-parties",
        TREATY.replace("kg:notStated kg:Party", "kg:participation ent:e.a")
        + PARTICIPATION.replace("Host", "Signatory"),
        "kg:Signatory",
        "kg:Host",
    ),
    ("provision-not-in-scheme", "ent:t kg:provides kg:Consultation .", "kg:Consultation", "kg:Visit"),
    ("position-without-holder", POSITION, "kg:holder ent:a ;", ""),
    ("position-without-issue", POSITION, "kg:issue ent:b ;", ""),
    ("position-without-stance", POSITION, "; kg:stance kg:Opposes", ""),
    ("position-with-two-stances", POSITION, "kg:Opposes", "kg:Opposes , kg:Fears"),
    ("regards-as-nothing", POSITION, "kg:Opposes", "kg:Regards"),
    ("stance-not-in-scheme", POSITION, "kg:Opposes", "kg:Opponent"),
    ("strength-not-in-scheme", "ent:p kg:strength kg:Strong .", "kg:Strong", "kg:Visit"),
    ("observation-incomplete", OBSERVATION, "kg:measure kg:TradeVolume ;", ""),
    ("observation-incomplete", OBSERVATION, "kg:value 2.5 ;", ""),
    ("observation-incomplete", OBSERVATION.replace("kg:value", "kg:valueMin"), "kg:valueMin 2.5 ;", ""),
    ("observation-incomplete", OBSERVATION, "kg:unit kg:USD ;", ""),
    ("observation-incomplete", OBSERVATION, "; kg:reporter ent:a", ""),
    (
        "observation-incomplete",
        OBSERVATION.replace("reporter ent:a", "notStated kg:reporter"),
        "kg:reporter",
        "kg:place",
    ),
    ("value-not-decimal", OBSERVATION, "2.5", "2500"),
    ("value-range-reversed", "ent:o kg:valueMin 10000.0 ; kg:valueMax 20000.0 .", "20000.0", "2000.0"),
    ("measure-not-in-scheme", OBSERVATION, "kg:TradeVolume", "kg:Trade"),
    ("unit-not-in-scheme", OBSERVATION, "kg:USD", "kg:About"),
    ("precision-not-in-scheme", "ent:o kg:precision kg:About .", "kg:About", "kg:USD"),
    ("coordinates-malformed", "ent:p geo:lat 39.03 ; geo:long 125.75 .", "; geo:long 125.75", ""),
    ("coordinates-malformed", "ent:p geo:lat 39.03 ; geo:long 125.75 .", "geo:lat 39.03 ;", ""),
    ("coordinates-malformed", "ent:p geo:lat 39.03 ; geo:long 125.75 .", "39.03", "93.03"),
    ("coordinates-malformed", "ent:p geo:lat 39.03 ; geo:long 125.75 .", "125.75", "182.75"),
    ("coordinates-malformed", "ent:p geo:lat 39.03 ; geo:long 125.75 .", "125.75", '"125.75"'),
    ("means-not-in-scheme", "ent:e kg:means kg:Train .", "kg:Train", "kg:Railway"),
    ("passage-incomplete", PASSAGE, "kg:document src:d ;", ""),
    ("passage-incomplete", PASSAGE, "kg:start 0 ;", ""),
    ("offset-not-integer", PASSAGE, "kg:start 0", "kg:start -1"),
    ("offset-not-integer", PASSAGE, "kg:start 0", "kg:start 0.5"),
    ("passage-empty", PASSAGE, "kg:end 9", "kg:end 0"),
    ("sha256-malformed", PASSAGE, "0" * 64, "0" * 63),
    ("document-incomplete", DOCUMENT, "; kg:characters 9", ""),
    ("release-incomplete", RELEASE, 'dcterms:title "Pacts"@en ;', ""),
    ("release-incomplete", RELEASE, 'schema:version "1" ;', ""),
    ("release-incomplete", RELEASE, 'kg:covers "1816/2012"^^edtf:EDTF ;', ""),
    ("release-incomplete", RELEASE, "kg:modality kg:Fact ;", ""),
    ("release-incomplete", RELEASE, "; kg:file src:d-1.member", ""),
    ("date-not-edtf", RELEASE, "^^edtf:EDTF", ""),
    ("text-without-language", RELEASE, '"states"@en', '"states"'),
    ("literal-for-entity", RELEASE, "src:d-1.member", '"member.csv"'),
    ("value-not-decimal", "ent:e kg:intensity 3.5 .", "3.5", '"3.5"'),
    ("quotes-not-boolean", "claim:c kg:quotes true .", "true", '"yes"'),
    ("scenario-described", SCENARIO, " .", ' ; kg:date "2010"^^edtf:EDTF .'),
    ("scenario-described", SCENARIO, " .", " ; kg:place ent:a ."),
    ("scenario-as-fact", SCENARIO, "kg:Scenario", "kg:Scenario , kg:TemporalEntity"),
    ("statement-incomplete", STATEMENT, "; rdf:object kg:Consultation", ""),
    ("literal-for-entity", "ent:e kg:place ent:a .", "ent:a", '"Moscow"'),
    ("literal-for-entity", "ent:e kg:causes ent:a .", "ent:a", "[]"),
    ("literal-for-entity", STATEMENT, "kg:provides", '"provides"'),
]


def findings(turtle: str) -> set[str]:
    data = Graph().parse(data=PREFIXES + turtle, format="turtle") + DIPLOMACY
    _, report, _ = pyshacl.validate(data, shacl_graph=SHAPES, inplace=True)
    assert isinstance(report, Graph)
    shapes = report.objects(None, SH.sourceShape)
    return {str(code) for shape in shapes for code in SHAPES.objects(shape, KG.findingCode)}


@pytest.mark.parametrize("turtle", sorted({valid for _, valid, _, _ in CASES}))
def test_a_valid_graph_has_no_findings(turtle: str) -> None:
    assert findings(turtle) == set()


@pytest.mark.parametrize(("code", "valid", "old", "new"), CASES)
def test_an_invalid_graph_has_the_finding(code: str, valid: str, old: str, new: str) -> None:
    assert old in valid
    assert findings(valid.replace(old, new)) == {code}


def test_every_finding_code_has_a_case() -> None:
    assert {code for code, *_ in CASES} == {str(code) for code in SHAPES.objects(None, KG.findingCode)}


def test_every_rule_says_what_is_wrong_and_what_to_do() -> None:
    for shape, code in SHAPES.subject_objects(KG.findingCode):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", str(code))
        assert SHAPES.value(shape, SH.severity) in {SH.Violation, SH.Warning}
        message = SHAPES.value(shape, SH.message)
        assert isinstance(message, Literal) and message.language == "en"
        assert str(message).count(". ") >= 1 and str(message).endswith(".")


def test_every_rule_has_a_code() -> None:
    rules = set(SHAPES.subjects(SH.targetClass)) | set(SHAPES.subjects(SH.targetSubjectsOf))
    assert rules == set(SHAPES.subjects(KG.findingCode))
    assert rules <= set(SHAPES.subjects(RDF.type))
