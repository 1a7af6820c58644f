"""Pages of documents and passages: how to cite them, and what is claimed where."""

from __future__ import annotations

from tests.web.pages.reading import Read
from tests.web.serving import Server


def test_a_document_lists_its_passages_in_order_with_their_claims(embassy_site: Server) -> None:
    page = Read(embassy_site.address, "/source/memoir-1931.html")
    assert page.words("//h1") == ["Hale 1931"]
    passages = page.all("//section[contains(@class, 'passages')]/section")
    assert [each.xpath("string(h3/a)") for each in passages] == [f"P{number}" for number in range(1, 9)]
    fifth = [" ".join(each.text_content().split()) for each in passages[4].xpath(".//li/a")]
    assert fifth == [
        "The treaty of 1902 held no military clause",
        "The treaty of 1921 made Arvenia and Belmark allies, and they still are",
    ]
    assert "No claim is drawn from it." in passages[0].text_content()


def test_a_document_is_counted_by_modality_and_cited(embassy_site: Server) -> None:
    page = Read(embassy_site.address, "/source/memoir-1931.html")
    counts = dict(text.rsplit(" ", 1) for text in page.words("//section[@class='counts']//li"))
    assert counts == {"fact": "8", "judgement": "2", "report": "2", "denial": "1", "speculation": "1"}
    assert page.words("//section[@class='counts']/h2") == ["14 claims"]
    assert page.facts()["Title"] == "Two Ministries: “Recollections of an Envoy”"
    references = [link for link in page.links if link.startswith("/source/memoir-1931.") and "P" not in link]
    assert {"/source/memoir-1931.bib", "/source/memoir-1931.csl.json", "/source/memoir-1931.ris"} <= set(references)


def test_a_passage_has_its_place_its_neighbours_and_its_claims(embassy_site: Server) -> None:
    page = Read(embassy_site.address, "/source/memoir-1931.P4.html")
    assert page.facts()["Where"] == "Characters 488 to 511 of the text"
    assert page.facts()["Continues"] == "P3"
    assert page.root.xpath("//a[@rel='prev']/@href") == ["/source/memoir-1931.P3.html"]
    assert page.root.xpath("//a[@rel='next']/@href") == ["/source/memoir-1931.P5.html"]
    assert "A treaty of 1902 lapsed" in page.section("Claims").text_content()


def test_a_passage_without_claims_says_so(embassy_site: Server) -> None:
    page = Read(embassy_site.address, "/source/memoir-1931.P1.html")
    assert page.words("//p[@class='empty']") == ["No claim is drawn from this passage."]
