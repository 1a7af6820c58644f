"""The encoding of the essay: how much there is of it, and the traps in which a careless encoder would be caught."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from kg.build.assembly import Assembly, assemble
from kg.config import find_workspace
from kg.rdf.terms import DCTERMS, IRI, RDF, RDFS, SKOS, Literal, Namespace, Term, ontology_terms

ROOT = Path(__file__).resolve().parents[2]
CLAIMS = ROOT / "data" / "lankov-2007" / "claims"
WORKSPACE = find_workspace(ROOT)
NAMES = WORKSPACE.namespaces
KG = ontology_terms(NAMES)
ENT, CLAIM, SRC = (Namespace(iri) for iri in (NAMES.ent, NAMES.claim, NAMES.src))
SCHEMA = Namespace(NAMES.prefixes["schema"])
TEMPORAL = ("Event", "Relationship", "Position", "Observation", "Treaty")
CAUSES = tuple(KG[name] for name in ("causes", "motivates", "enables", "hinders", "signals"))

# The counts are declared so that nothing goes, or comes twice, unnoticed. Change them with the data.
CLAIMS_IN = {
    "concerns": 34,
    "interests": 58,
    "joint-projects": 63,
    "labour-trade": 11,
    "priorities": 56,
    "soviet-era": 37,
    "the-essay": 3,
    "trade": 16,
    "treaties-and-visits": 22,
    "turn-of-the-1990s": 45,
}
CLAIMS_OF = {"Fact": 179, "Judgement": 80, "Report": 14, "Denial": 19, "Speculation": 53}
NODES_OF = {
    "State": 10,
    "Person": 13,
    "Group": 42,
    "GovernmentBody": 7,
    "InternationalOrganization": 1,
    "Company": 4,
    "Media": 11,
    "Place": 23,
    "Project": 11,
    "Policy": 13,
    "Topic": 100,
    "Scenario": 64,
    "Work": 16,  # the document among them
    "Event": 74,
    "Relationship": 53,
    "Position": 146,
    "Observation": 30,
    "Treaty": 2,
}

# The figures that the essay works out or compares, with what the encoder has to say of them.
DERIVED = {
    "saving-khasan-route": "455",
    "trade-1994": "93.3",
    "trade-2006": "half as high again",
    "trade-after-1994": "140 million",
    "trade-ratio-2006": "2.25",
    "trade-share-russia-2006": "Not KOTRA's own",
}

# What a reader may look for in vain, and the term under which the graph says so.
NOT_STATED = [
    ("treaty-2000-signing", KG["Representative"]),  # who signed for each side
    ("treaty-2000-signing", KG["place"]),
    ("treaty-2000", KG["Consultation"]),
    ("treaty-1961", KG["Party"]),
    ("treaty-1961", DCTERMS["title"]),
    ("six-party-talks", KG["Party"]),
    ("kim-il-sung", SCHEMA["deathDate"]),
    ("kim-il-sung", KG["office"]),
    ("kim-jong-il", KG["office"]),
    ("kim-jong-il", SCHEMA["parent"]),
    ("kozyrev", SCHEMA["givenName"]),
    ("kozyrev", KG["office"]),
    ("moscow-think-tank", SCHEMA["name"]),
    ("gas-pipeline", KG["ConstructionCost"]),
    ("electricity-line", KG["ConstructionCost"]),
    ("ussr", SCHEMA["dissolutionDate"]),
    ("japan", KG["Position"]),
    ("north-korean-loggers", KG["NumberOfWorkers"]),
    ("regime-takes-wages", KG["value"]),
    ("siberian-railway-line", SCHEMA["name"]),
    ("korean-nationalist-groups", SCHEMA["name"]),
    ("aid-cutoff", KG["Initiator"]),
    ("putin-presidency", SCHEMA["startDate"]),
    ("trade-1990", KG["reporter"]),
    ("nk-foreign-trade", KG["TradeVolume"]),
    ("bulychev-pen-name", KG["PseudonymUser"]),
]

Values = dict[IRI, dict[IRI, list[Term]]]


@cache
def assembly() -> Assembly:
    return assemble(WORKSPACE)


@cache
def described() -> Values:
    """The default graph, by subject and predicate."""
    nodes: Values = defaultdict(lambda: defaultdict(list))
    for quad in assembly().default:
        assert isinstance(quad.subject, IRI)
        assert isinstance(quad.object, IRI | Literal)
        nodes[quad.subject][quad.predicate].append(quad.object)
    return {node: dict(properties) for node, properties in nodes.items()}


def values(node: IRI, predicate: IRI) -> set[Term]:
    return set(described().get(node, {}).get(predicate, ()))


def texts(node: IRI, predicate: IRI) -> set[str]:
    return {value.value for value in values(node, predicate)}


def nodes_of(name: str) -> set[IRI]:
    return {node for node in described() if KG[name] in values(node, RDF["type"])}


def claims_of(node: IRI) -> set[Term]:
    return values(node, KG["statedIn"])


def statements() -> dict[tuple[Term, Term, Term], set[Term]]:
    """What is denied or only imagined, with the claims that do so."""
    found: dict[tuple[Term, Term, Term], set[Term]] = defaultdict(set)
    for node in described():
        if RDF["Statement"] in values(node, RDF["type"]):
            (subject,), (predicate,), (value,) = (
                values(node, RDF[name]) for name in ("subject", "predicate", "object")
            )
            found[subject, predicate, value] |= claims_of(node)
    return dict(found)


def roles(node: IRI) -> set[tuple[Term, Term]]:
    """Who takes part, and as what."""
    pairs = set()
    for participation in values(node, KG["participation"]):
        assert isinstance(participation, IRI)
        (actor,), (role,) = values(participation, KG["actor"]), values(participation, KG["role"])
        pairs.add((actor, role))
    return pairs


# --- How much there is -------------------------------------------------------------------------------


def test_the_claims_of_each_file_are_counted() -> None:
    found = {
        path.stem: len(re.findall(r"^claim:[\w-]+ a kg:Claim ;$", path.read_text("utf-8"), re.MULTILINE))
        for path in sorted(CLAIMS.glob("*.trig"))
    }
    assert found == CLAIMS_IN
    assert sum(found.values()) == len(nodes_of("Claim"))


def test_the_claims_of_each_modality_are_counted() -> None:
    modalities = [modality for claim in nodes_of("Claim") for modality in values(claim, KG["modality"])]
    assert Counter(modality.value.removeprefix(NAMES.ontology) for modality in modalities) == CLAIMS_OF


def test_the_nodes_of_each_class_are_counted() -> None:
    assert {name: len(nodes_of(name)) for name in NODES_OF} == NODES_OF


def test_every_passage_is_cited() -> None:
    cited = {passage for claim in nodes_of("Claim") for passage in values(claim, KG["passage"])}
    assert cited == nodes_of("Passage")
    assert len(cited) == 58


def test_the_twelve_works_of_the_ten_notes_are_cited() -> None:
    cited = {work for claim in nodes_of("Claim") for work in values(claim, KG["cites"])}
    assert cited == {work for work in nodes_of("Work") if work.value.startswith(ENT["doc-f"].value)}
    assert len(cited) == 12


# --- States, names and people ------------------------------------------------------------------------


def test_the_soviet_union_and_russia_are_two_states_in_succession() -> None:
    assert values(ENT["russia"], KG["successorOf"]) == {ENT["ussr"]}
    assert values(ENT["soviet-south-korea-relations"], KG["participant"]) == {ENT["ussr"], ENT["south-korea"]}
    assert values(ENT["treaty-2000"], KG["participant"]) == {ENT["russia"], ENT["north-korea"]}
    assert not texts(ENT["ussr"], RDFS["label"]) & texts(ENT["russia"], RDFS["label"])


def test_the_kremlin_is_two_leaderships() -> None:
    holders = {node for node in nodes_of("Actor") if "the Kremlin" in texts(node, SKOS["altLabel"])}
    assert holders == {ENT["soviet-leadership"], ENT["russian-leadership"]}


def test_the_two_koreas_and_the_peninsula_are_three() -> None:
    koreas = (ENT["north-korea"], ENT["south-korea"])
    assert all(KG["State"] in values(korea, RDF["type"]) for korea in koreas)
    assert all(values(korea, KG["partOf"]) == {ENT["korean-peninsula"]} for korea in koreas)
    assert values(ENT["korean-peninsula"], RDF["type"]) == {KG["Place"]}
    assert ENT["unified-korea"] in nodes_of("Scenario")


@pytest.mark.parametrize("city", ["moscow", "pyongyang", "seoul"])
def test_a_city_is_a_place_and_never_acts(city: str) -> None:
    assert values(ENT[city], RDF["type"]) == {KG["Place"]}
    assert not any(ENT[city] in values(node, KG["participant"]) for node in described())


def test_the_two_kims_are_two_people() -> None:
    father, son = ENT["kim-il-sung"], ENT["kim-jong-il"]
    assert {father, son} <= nodes_of("Person")
    visits = {node for node in nodes_of("Event") if (son, KG["Visitor"]) in roles(node)}
    assert visits == {ENT["kim-visit-2001"], ENT["kim-visit-2002"]}
    assert not any((father, KG["Visitor"]) in roles(node) for node in nodes_of("Event"))


def test_toloraya_in_three_spellings_is_one_person() -> None:
    toloraya = ENT["georgy-toloraya"]
    names = texts(toloraya, RDFS["label"]) | texts(toloraya, SKOS["altLabel"])
    assert names == {"Georgyi Toloraya", "G.D. Tolaraya", "Толарая Г.Д."}
    works = {work for work in nodes_of("Work") if toloraya in values(work, DCTERMS["creator"])}
    assert works == {ENT["doc-f1-toloraya-2002"], ENT["doc-f7-toloraya-2007"]}


def test_bulychev_is_nobody_but_the_name_that_signs() -> None:
    bulychev = ENT["georgy-bulychev"]
    works = {work for work in nodes_of("Work") if bulychev in values(work, DCTERMS["creator"])}
    assert works == {ENT["doc-f5b-bulychev-2005"]}
    assert roles(ENT["bulychev-pen-name"]) == {(bulychev, KG["Pseudonym"])}
    assert any("not that he is Toloraya" in note for note in texts(bulychev, KG["note"]))


def test_states_are_those_that_the_essay_names() -> None:
    assert {state for state in nodes_of("State") if not values(state, KG["namedIn"])} == {ENT["yugoslavia"]}


# --- Treaties and visits -----------------------------------------------------------------------------


def test_the_treaty_of_1961_has_no_named_parties() -> None:
    assert KG["Party"] in values(ENT["treaty-1961"], KG["notStated"])
    assert not values(ENT["treaty-1961"], KG["participant"])
    implied = statements()[ENT["treaty-1961"], KG["participant"], ENT["ussr"]]
    assert implied == {CLAIM["parties-of-1961-implied"]}


def test_the_end_of_the_treaty_of_1961_is_unknown_and_that_of_2000_open() -> None:
    assert texts(ENT["treaty-1961"], KG["date"]) == {"1961/"}
    assert texts(ENT["treaty-2000"], KG["date"]) == {"2000-02/.."}
    assert values(ENT["treaty-2000"], KG["replaces"]) == {ENT["treaty-1961"]}


def test_the_treaty_of_2000_lacks_an_alliance_only_in_a_denial() -> None:
    assert KG["MilitaryAlliance"] in values(ENT["treaty-1961"], KG["provides"])
    assert KG["MilitaryAlliance"] not in values(ENT["treaty-2000"], KG["provides"])
    (denial,) = statements()[ENT["treaty-2000"], KG["provides"], KG["MilitaryAlliance"]]
    assert isinstance(denial, IRI)
    assert values(denial, KG["modality"]) == {KG["Denial"]}


def test_no_general_secretary_came() -> None:
    visits = [node for node in nodes_of("Event") if ENT["general-secretary-office"] in values(node, KG["participant"])]
    assert not visits
    assert texts(ENT["general-secretary-visits"], KG["value"]) == {"0.0"}


def test_tselko_came_before_the_newspaper_that_has_his_words() -> None:
    assert texts(ENT["tselko-visit-2001"], KG["latestBegin"]) == {"2001-02-12"}


# --- Figures -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("figure", "words"), DERIVED.items())
def test_a_derived_figure_has_the_encoders_note(figure: str, words: str) -> None:
    bearers = [ENT[figure], *(claim for claim in claims_of(ENT[figure]) if isinstance(claim, IRI))]
    assert any(words in note for bearer in bearers for note in texts(bearer, KG["note"]))


def test_every_figure_says_how_exact_it_is_or_that_it_is_no_number() -> None:
    for figure in nodes_of("Observation"):
        is_number = any(values(figure, KG[name]) for name in ("value", "valueMin", "valueMax"))
        assert is_number == bool(values(figure, KG["precision"])), figure
        assert is_number or KG["value"] in values(figure, KG["notStated"]), figure


def test_the_trade_of_1990_is_soviet_and_that_of_1994_russian() -> None:
    assert ENT["ussr"] in values(ENT["trade-1990"], KG["about"])
    assert ENT["russia"] in values(ENT["trade-1994"], KG["about"])


# --- What is not so, and what is not said ------------------------------------------------------------


@pytest.mark.parametrize(("slug", "term"), NOT_STATED)
def test_what_the_essay_leaves_out_is_said(slug: str, term: IRI) -> None:
    assert term in values(ENT[slug], KG["notStated"])


def test_an_unasserted_claim_holds_nothing_but_statements() -> None:
    unasserted = {
        claim for claim in nodes_of("Claim") if values(claim, KG["modality"]) & {KG["Denial"], KG["Speculation"]}
    }
    subjects = {quad.subject for quad in assembly().named if quad.graph_name in unasserted}
    assert all(isinstance(node, IRI) and RDF["Statement"] in values(node, RDF["type"]) for node in subjects)


def test_no_scenario_is_taken_for_something_that_happened() -> None:
    scenarios = nodes_of("Scenario")
    assert not any(scenarios & nodes_of(name) for name in ("TemporalEntity", *TEMPORAL))
    assert not any(values(scenario, predicate) for scenario in scenarios for predicate in (KG["date"], *CAUSES))


def test_every_scenario_is_said_more_of_where_nothing_is_asserted() -> None:
    mentioned = {term for subject, _, value in statements() for term in (subject, value)}
    assert nodes_of("Scenario") <= mentioned


def test_the_fall_of_the_regime_leads_to_claims_on_russian_land_only_in_thought() -> None:
    chain = [
        ("regime-collapse", "causes", "unification"),
        ("unification", "enables", "ultra-nationalism"),
        ("ultra-nationalism", "causes", "korean-territorial-claims"),
    ]
    for cause, predicate, effect in chain:
        claims = statements()[ENT[cause], KG[predicate], ENT[effect]]
        assert all(values(claim, KG["modality"]) == {KG["Speculation"]} for claim in claims if isinstance(claim, IRI))


def test_the_essay_is_at_odds_with_itself_over_the_railway() -> None:
    limited = CLAIM["projects-of-limited-viability"]
    assert values(limited, KG["contradicts"]) == {
        CLAIM["railway-called-highly-profitable"],
        CLAIM["railway-might-be-viable"],
    }


def test_the_west_harms_russia_only_as_russians_see_it() -> None:
    claim = CLAIM["west-works-against-russia"]
    assert values(claim, KG["attributedTo"]) == {ENT["russian-public"]}
    assert values(claim, KG["modality"]) == {KG["Speculation"]}


def test_unnamed_informants_are_told_from_those_whose_names_are_known() -> None:
    reports = [claim for claim in nodes_of("Claim") if KG["Report"] in values(claim, KG["modality"])]
    unnamed = {
        claim
        for claim in reports
        for source in values(claim, KG["attributedTo"])
        if isinstance(source, IRI) and SCHEMA["name"] in values(source, KG["notStated"])
    }
    assert unnamed == {CLAIM["kims-view-of-russia-changed"], CLAIM["better-investments-elsewhere"]}
