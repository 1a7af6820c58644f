"""Pages of the vocabulary: a term with its place among others and its use, and the list of all."""

from __future__ import annotations

from tests.web.pages.reading import Read
from tests.web.serving import Server


def test_a_class_has_its_place_its_properties_and_its_nodes(embassy_site: Server) -> None:
    page = Read(embassy_site.address, "/ontology/Treaty.html")
    assert page.words("//h1") == ["Treaty"]
    joined = page.section("In the vocabulary")
    rows = {row.xpath("string(dt)"): [a.text_content() for a in row.xpath("dd//a")] for row in joined.xpath("dl/div")}
    assert rows["subclass of"] == ["temporal entity"]
    assert rows["properties of it"] == ["provides", "replaces", "signed in"]
    assert "schema:Legislation" in page.section("In other vocabularies").text_content()
    used = page.section("In this graph")
    assert " ".join(used.xpath("string(p)").split()) == "2 nodes of this class:"
    assert used.xpath(".//li/a/@href") == ["/id/treaty-1902.html", "/id/treaty-1921.html"]


def test_a_property_has_domain_and_range(embassy_site: Server) -> None:
    rows = Read(embassy_site.address, "/ontology/replaces.html").section("In the vocabulary").xpath("dl/div")
    assert [(row.xpath("string(dt)"), row.xpath("string(dd/a)")) for row in rows][:2] == [
        ("said of", "treaty"),
        ("leads to", "treaty"),
    ]


def test_a_concept_leads_to_what_names_it(embassy_site: Server) -> None:
    page = Read(embassy_site.address, "/ontology/Visit.html")
    assert "/id/hale-visit-1921.html" in page.section("In this graph").xpath(".//a/@href")
    assert "/ontology/EventKinds.html" in page.links


def test_the_vocabulary_lists_every_term_once_with_what_it_means(embassy_site: Server) -> None:
    page = Read(embassy_site.address, "/ontology.html")
    lists = [each.xpath(".//a/@href") for each in page.all("//dl[@class='terms']")]
    assert all(len(links) == len(set(links)) for links in lists)
    links = {link for found in lists for link in found}
    assert {"/ontology/Treaty.html", "/ontology/replaces.html", "/ontology/Visit.html"} <= links
    schemes = set(page.root.xpath("//h2/a/@href"))
    assert page.facts()["Terms"].startswith(f"{len(links) + len(schemes)}: ")
    assert [each for each in page.all("//dl[@class='terms']//dd") if not each.text_content().strip()] == []
