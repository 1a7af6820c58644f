"""Pages of claims: how something is said, where, and triple by triple what."""

from __future__ import annotations

from tests.web.pages.reading import Read
from tests.web.serving import Server


def test_a_claim_is_told_triple_by_triple(embassy_site: Server) -> None:
    page = Read(embassy_site.address, "/claim/arvenia-paid-for-election.html")
    assert page.words("//h1") == ["Arvenian money paid for Belmark's election of 1924"]
    head = page.facts()
    assert head["How it is said"].startswith("report ")
    assert head["On whose word"] == "Merchants of Port Selin"
    assert head["Where"] == "Hale 1931, P6"
    asserted = page.section("What it asserts")
    facts = dict(
        zip(
            (each.text_content().strip() for each in asserted.xpath(".//dt")),
            (" ".join(each.text_content().split()) for each in asserted.xpath(".//dd")),
            strict=True,
        )
    )
    assert facts == {"kind": "sponsorship", "date": "1924", "funder": "Arvenia", "beneficiary": "Belmark"}
    assert "relationship" in asserted.xpath("string(.//h3)")


def test_what_a_claim_denies_is_not_told_as_asserted(embassy_site: Server) -> None:
    page = Read(embassy_site.address, "/claim/no-military-clause-1902.html")
    denied = page.section("What it denies")
    assert " ".join(denied.xpath("string(.//li)").split()) == "Treaty of 1902 provides military alliance"
    assert not page.all("//h2[starts-with(., 'What it asserts')]")
    assert "does not assert this: it is a denial" in page.words("//p[@class='partial']")[0]


def test_what_is_imagined_is_called_so(embassy_site: Server) -> None:
    page = Read(embassy_site.address, "/claim/customs-union-would-end-quarrel.html")
    assert page.section("What it only imagines").xpath(".//li//a/@href") == [
        "/id/customs-union.html",
        "/id/early-end-of-quarrel.html",
    ]


def test_verbatim_words_are_said_to_be_so(embassy_site: Server) -> None:
    page = Read(embassy_site.address, "/claim/alliance-since-1921.html")
    assert page.facts()["Wording"] == "the passage gives somebody's words verbatim"


def test_contradicting_claims_are_beside_it(shipped_site: Server) -> None:
    page = Read(shipped_site.address, "/claim/projects-of-limited-viability.html")
    sides = page.words("//section[@class='rivals']//li/p[1]/span")
    assert len(sides) == 3
    assert {"The railway will be highly profitable", "The railway might be economically viable"} < set(sides)


def test_a_claim_answers_without_a_suffix_too(embassy_site: Server) -> None:
    assert Read(embassy_site.address, "/claim/trade-1925").words("//h1") == [
        "Trade was worth three to four million dollars in 1925"
    ]
