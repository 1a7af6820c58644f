"""The start page."""

from __future__ import annotations

from kg.build.current import current_build
from kg.config import Workspace
from tests.web.pages.reading import Read
from tests.web.serving import Server


def test_it_says_what_the_graph_is_and_holds(shipped_site: Server) -> None:
    page = Read(shipped_site.address, "/")
    assert page.words("//h1") == ["Russia and North Korea"]
    assert "345 claims from 1 document, on the years 1940 to" in page.words("//p[@class='lead']")[0]
    assert "74 events" in page.words("//ul[@class='counts']//a")
    assert "7 government bodies" in page.words("//ul[@class='counts']//a")
    assert any("Lankov" in words for words in page.words("//ul[@class='documents']/li"))
    assert page.all("//form[@aria-label='Search the graph']//input[@name='q']")


def test_its_counts_and_questions_lead_on(shipped_site: Server) -> None:
    page = Read(shipped_site.address, "/")
    assert len(page.all("//ul[@class='questions']/li")) == 4
    assert {"/search?type=Event", "/timeline", "/compare", "/sparql", "/void"} <= set(page.links)
    for path in {str(href) for href in page.root.xpath("//main//@href") if str(href).startswith("/")}:
        assert Read(shipped_site.address, path).status == 200, path
    for address in {str(href) for href in page.root.xpath("//ul[@class='counts']//a/@href")}:
        listed = Read(shipped_site.address, address)
        number = listed.words("//h1/span")[0]
        assert page.all(f"//ul[@class='counts']//a[@href='{address}']/b")[0].text == number


def test_it_names_its_build(embassy_site: Server, built: Workspace) -> None:
    build = current_build(built.store)
    assert build is not None
    assert f"build {build.name}" in Read(embassy_site.address, "/").section("Cite it").text_content()
