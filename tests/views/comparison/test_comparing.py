"""What is compared with what, and what comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import Margins, Namespaces, Workspace
from kg.errors import NameNotFoundError
from kg.store.embedded import EmbeddedStore, write_store
from kg.views.comparison.aspect import Aspect
from kg.views.comparison.comparing import Question, describe_question, read_comparison
from kg.views.comparison.topic import Comparison, Topic, account_names
from kg.views.comparison.verdict import Verdict
from tests.views.comparison.registers import Registers


def aspect(topic: Topic, name: str) -> Aspect:
    return next(each for each in topic.aspects if each.name == name)


def sayings(topic: Topic, name: str) -> dict[str, str]:
    """Give what each source says in one respect, with what it cites."""
    names = account_names(topic.accounts)
    cited = [(s.text, " · ".join(map(str, s.citations))) for s in aspect(topic, name).sayings]
    return {name: f"{text} [{where}]" for name, (text, where) in zip(names, cited, strict=True)}


def slugs(found: Comparison) -> list[str]:
    return [topic.slug for topic in found.topics]


# --- which things ---------------------------------------------------------------------------------


def test_what_two_sources_describe_is_compared(registers: Registers) -> None:
    found = registers.compare()
    assert slugs(found) == ["trade-1925", "volkova-office", "treaty-1902", "treaty-1921"]
    assert found.alone == 8
    assert [origin.name for origin in found.origins] == [
        *("instruments 1.3", "ledger 5", "Volkova 1940", "Hale 1931", "pacts 2.0"),
    ]


def test_names_take_one_thing_or_all_of_an_actor(registers: Registers) -> None:
    assert slugs(registers.compare("Treaty of 1902")) == ["treaty-1902"]
    assert slugs(registers.compare("Volkova")) == ["volkova-office"]
    assert set(slugs(registers.compare("belmark"))) == {"trade-1925", "treaty-1902", "treaty-1921"}


def test_a_record_of_a_release_is_named_by_its_code(registers: Registers) -> None:
    assert slugs(registers.compare("code:pact.12")) == ["treaty-1921"]
    assert slugs(registers.compare("code:pact.30")) == ["code:pact.30"]


def test_what_is_named_is_shown_even_if_one_source_alone_has_it(registers: Registers) -> None:
    (topic,) = registers.compare("hale-visit-1921").topics
    assert topic.verdict is Verdict.NOT_COVERED
    assert {each.verdict for each in topic.aspects} == {Verdict.SILENT}


def test_linked_records_of_chosen_releases_are_compared_without_a_document(registers: Registers) -> None:
    assert slugs(registers.compare(datasets=["pacts", "instruments-1.3"])) == [
        *("code:instrument.300", "treaty-1902", "treaty-1921"),
    ]
    (topic,) = registers.compare("code:instrument.300", datasets=["pacts", "instruments"]).topics
    assert [account.basis for account in topic.accounts] == ["", "linked"]
    assert aspect(topic, "begin").verdict is Verdict.AGREE
    assert aspect(topic, "provides non-aggression").verdict is Verdict.CONFLICT


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("treaty", ["treaty-1902", "treaty-1921"]),
        ("office", ["volkova-office"]),
        ("observation", ["trade-1925"]),
        ("kg:TradeVolume", ["trade-1925"]),
        ("trade", ["trade-1925"]),
        ("visit", []),
        ("alliance", ["treaty-1902", "treaty-1921"]),
    ],
)
def test_kinds_narrow_it(kind: str, expected: list[str], registers: Registers) -> None:
    assert slugs(registers.compare(kinds=[kind])) == expected


def test_releases_narrow_it(registers: Registers) -> None:
    found = registers.compare("treaty-1921", datasets=["Register of Pacts 2.0"])
    assert [account.origin.slug for account in found.topics[0].accounts] == [
        *("letters-1940", "memoir-1931", "pacts-2.0"),
    ]


@pytest.mark.parametrize(
    ("question", "message"),
    [
        (Question(datasets=("atlas",)), "instruments-1.3, ledger-5, pacts-2.0"),
        (Question(kinds=("treatise",)), "treaty"),
        (Question(names=("Atlantis",)), "nothing here is called 'Atlantis'"),
        (Question(names=("code:pact.99",)), "nothing here is called"),
    ],
)
def test_mistakes_are_said(question: Question, message: str, registers: Registers) -> None:
    with pytest.raises(NameNotFoundError, match=message):
        read_comparison(registers.curated, registers.whole, question, Margins())


def test_a_question_in_words() -> None:
    assert describe_question(Question()) == ""
    assert describe_question(Question(("a", "b"), ("pacts",), ("treaty",))) == "a, b · treaty · pacts"


def test_an_empty_graph_has_nothing_to_compare(tmp_path: Path) -> None:
    write_store(tmp_path / "store", [])
    store = EmbeddedStore(tmp_path / "store", Namespaces().prefixes)
    assert read_comparison(store, store, Question(), Margins()) == Comparison((), ())


# --- when it was ----------------------------------------------------------------------------------


def test_a_more_precise_begin_agrees(registers: Registers) -> None:
    topic = registers.topic("treaty-1902")
    assert aspect(topic, "begin").verdict is Verdict.AGREE
    assert sayings(topic, "begin") == {
        "Volkova 1940": "1902 [Volkova 1940, P1; judgement]",
        "Hale 1931": "1902 [Hale 1931, P3, P4]",
        "pacts 2.0": "1902-03-01 [pacts 2.0, member, rows 4, 5]",
    }


def test_an_end_that_one_source_alone_states_is_measured_against_what_replaced_the_treaty(registers: Registers) -> None:
    end = aspect(registers.topic("treaty-1902"), "end")
    assert end.verdict is Verdict.SILENT
    assert [saying.text for saying in end.sayings] == ["does not say", "does not say", "1917-11-07"]
    assert end.sayings[1].remark == "replaced by Treaty of friendship of 1921 (since 1921-05)"
    assert {str(each.match) for each in end.differences} == {"1,271 to 1,301 days earlier"}
    assert all(each.match.is_implied for each in end.differences)


def test_ends_that_had_not_come_agree_and_conflict_with_one_before(registers: Registers) -> None:
    topic = registers.topic("treaty-1921")
    assert sayings(topic, "end") == {
        "Volkova 1940": "does not say []",
        "Hale 1931": "had not ended by 1931 [Hale 1931, P3]",
        "instruments 1.3": "1928-01-31 [instruments 1.3, treaty, row 121]",
        "pacts 2.0": "had not ended by 1930-12-31 [pacts 2.0, member, rows 24, 25]",
    }
    found = {(each.first, each.second): each.match for each in aspect(topic, "end").differences}
    assert found[1, 3].verdict is Verdict.AGREE
    assert (found[1, 2].verdict, str(found[1, 2])) == (Verdict.CONFLICT, "at least 1,066 days earlier")


# --- what it is -----------------------------------------------------------------------------------


def test_a_denial_agrees_with_a_release_that_names_a_provision_elsewhere_only(registers: Registers) -> None:
    topic = registers.topic("treaty-1921")
    assert aspect(topic, "provides military alliance").verdict is Verdict.AGREE
    assert sayings(topic, "provides military alliance") == {
        "Volkova 1940": "no, denied [Volkova 1940, P2; denial]",
        "Hale 1931": "does not say []",
        "instruments 1.3": "no, named elsewhere only [instruments 1.3, treaty, row 121]",
        "pacts 2.0": "no, named elsewhere only [pacts 2.0, member, rows 24, 25]",
    }


def test_a_denial_conflicts_with_a_narrower_provision(registers: Registers) -> None:
    found = aspect(registers.topic("treaty-1902"), "provides military alliance")
    assert found.verdict is Verdict.CONFLICT
    assert [saying.text for saying in found.sayings] == ["military alliance", "no, denied", "mutual defence"]


def test_a_narrower_provision_agrees_and_one_that_is_not_named_conflicts(registers: Registers) -> None:
    topic = registers.topic("treaty-1921")
    assert aspect(topic, "provides consultation").verdict is Verdict.AGREE
    assert aspect(topic, "provides non-aggression").verdict is Verdict.CONFLICT
    assert aspect(topic, "provides friendship").verdict is Verdict.SILENT


def test_kinds_that_differ_do_not_exclude_each_other(registers: Registers) -> None:
    assert aspect(registers.topic("treaty-1902"), "kind").verdict is None


def test_actors_overlap_and_what_is_only_imagined_is_a_remark(registers: Registers) -> None:
    assert aspect(registers.topic("treaty-1921"), "actors").verdict is Verdict.OVERLAP
    imagined = aspect(registers.topic("treaty-1902"), "actors").sayings[0]
    assert (imagined.text, imagined.remark) == ("does not say", "implied: Arvenia, Kingdom of Belmark")


# --- joined by rule -------------------------------------------------------------------------------


def test_a_figure_is_joined_by_measure_year_and_actors(registers: Registers) -> None:
    topic = registers.topic("trade-1925")
    assert [account.node for account in topic.accounts] == ["trade-1925", "code:ledger.10-20-1925"]
    assert topic.accounts[1].basis == "same actors and time"
    value = aspect(topic, "value")
    assert [saying.text for saying in value.sayings] == ["3 million to 4 million USD", "5.2 million USD"]
    assert [str(each.match) for each in value.differences] == ["30.0 to 73.3 % more"]
    assert topic.verdict is Verdict.CONFLICT


def test_an_office_is_joined_by_state_time_and_the_name_of_its_holder(registers: Registers) -> None:
    topic = registers.topic("volkova-office")
    assert [account.node for account in topic.accounts] == ["volkova-office", "code:office.7"]
    assert aspect(topic, "officeholder").verdict is Verdict.AGREE
    assert sayings(topic, "jurisdiction") == {
        "Hale 1931": "Arvenia [Hale 1931, P3]",
        "ledger 5": "Arvenia [ledger 5, office, row 8]",
    }


def more(built: Workspace, folder: Path, value: str, date: str = "1924") -> Topic:
    """Give the trade of some time as the second document has it, beside the ledger's."""
    text = f"""
        @prefix kg: <https://w3id.org/diplograph/ontology#> . @prefix ent: <https://w3id.org/diplograph/id/> .
        @prefix claim: <https://w3id.org/diplograph/claim/> . @prefix src: <https://w3id.org/diplograph/source/> .
        @prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        claim:of-trade a kg:Claim ; rdfs:label "Trade"@en ; kg:passage src:letters-1940.P2 ; kg:modality kg:Fact .
        claim:of-trade {{
            ent:trade-then a kg:Observation ; rdfs:label "Trade then"@en ; kg:measure kg:TradeVolume ;
                {value} ; kg:unit kg:USD ; kg:date "{date}"^^edtf:EDTF ; kg:about ent:arvenia , ent:kingdom-of-belmark .
        }}"""
    (topic,) = Registers(built, folder / "store", text).compare("trade-then").topics
    return topic


def test_a_zero_that_stands_for_unknown_is_a_gap(built: Workspace, tmp_path: Path) -> None:
    topic = more(built, tmp_path, "kg:value 2100000.0")
    assert sayings(topic, "value") == {
        "Volkova 1940": "2.1 million USD [Volkova 1940, P2]",
        "ledger 5": "gap: recorded 0, which stands for unknown [ledger 5, trade, row 15]",
    }
    assert (aspect(topic, "actors").verdict, topic.verdict) == (Verdict.AGREE, Verdict.SILENT)


# --- silent and not covered -----------------------------------------------------------------------


def test_a_release_that_covers_years_and_actors_and_has_no_record_is_silent(registers: Registers) -> None:
    topic = registers.topic("treaty-1902")
    assert [(each.origin.name, each.verdict, each.reason) for each in topic.absences] == [
        ("instruments 1.3", Verdict.SILENT, "covers 1815/1950 and the actors, and says nothing")
    ]


@pytest.mark.parametrize(
    ("date", "absences"),
    [
        ("1935", [(Verdict.NOT_COVERED, "covers 1910/1926")]),
        ("1912", [(Verdict.SILENT, "covers 1910/1926 and the actors, and says nothing")]),
        ("1911/1913", []),  # it has yearly figures only
    ],
)
def test_other_years_are_not_covered(
    date: str, absences: list[tuple[Verdict, str]], built: Workspace, tmp_path: Path
) -> None:
    topic = more(built, tmp_path, "kg:value 5.0", date)
    assert [(each.verdict, each.reason) for each in topic.absences] == absences


def test_a_release_that_was_not_chosen_says_nothing_of_the_actors(registers: Registers) -> None:
    (only,) = registers.compare("code:pact.2", datasets=["instruments"]).topics
    assert [account.origin.name for account in only.accounts] == ["Volkova 1940", "Hale 1931"]
    assert [(each.verdict, each.reason) for each in only.absences] == [
        (Verdict.NOT_COVERED, "nobody says who takes part")
    ]
