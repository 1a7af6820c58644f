"""Pages of entities: what is there, and that no line goes without the one who says so."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tests.web.pages.reading import Read
from tests.web.serving import Server

EMBASSY = ["arvenia", "belmark", "irena-volkova", "treaty-1902", "treaty-1921", "quarrel", "trade-1925", "port-selin"]
SHIPPED = ["north-korea", "russia", "vladimir-putin", "treaty-1961", "treaty-2000", "trade-2006", "kim-jong-il"]


@pytest.fixture(scope="module")
def arvenia(embassy_site: Server) -> Read:
    return Read(embassy_site.address, "/id/arvenia.html")


def _check_notes(page: Read) -> None:
    lines = page.all("//*[contains(concat(' ', @class, ' '), ' line ')]")
    assert lines
    for line in lines:
        assert line.xpath(".//sup/a[starts-with(@href, '#n')]"), line.text_content()
    ids = page.root.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {link[1:] for link in page.root.xpath("//@href") if link.startswith("#")}
    assert targets <= set(ids)
    notes = page.all("//section[contains(@class, 'notes')]/ol/li")
    assert [note.get("id") for note in notes] == [f"n{number}" for number in range(1, len(notes) + 1)]
    for note in notes:
        called = page.root.xpath(f"//sup/a[@href='#{note.get('id')}']/@id")
        assert [f"#{each}" for each in called] == note.xpath(".//*[@class='back']/a/@href")


@pytest.mark.parametrize("name", EMBASSY)
def test_every_line_has_a_note_and_every_note_leads_back(embassy_site: Server, name: str) -> None:
    _check_notes(Read(embassy_site.address, f"/id/{name}.html"))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_line_of_the_shipped_graph_has_a_note(shipped_site: Server, name: str) -> None:
    _check_notes(Read(shipped_site.address, f"/id/{name}.html"))


@pytest.mark.parametrize("path", ["/id/arvenia.html", "/id/treaty-1921.html", "/claim/trade-1925.html"])
def test_every_link_leads_somewhere(embassy_site: Server, path: str) -> None:
    page = Read(embassy_site.address, path)
    things = [link for link in page.links if re.match(r"/(id|claim|source|ontology|static)\b", link)]
    assert len(things) > 10
    assert {link: Read(embassy_site.address, link).status for link in things} == dict.fromkeys(things, 200)


def test_the_head_says_what_it_is_in_all_languages(arvenia: Read) -> None:
    assert arvenia.words("//h1") == ["Arvenia"]
    assert arvenia.words("//p[@class='kind']") == ["state"]
    assert arvenia.words("//p[@class='lead']") == ["Coastal state, ally of Belmark since 1921"]
    assert arvenia.words("//dd[@lang='ko']") == ["아르베니아"]
    assert arvenia.words("//dd[@lang='ru']") == ["Арвения"]
    assert arvenia.root.xpath("//title/text()")[0].startswith("Arvenia · ")


def test_a_report_names_whom_it_is_from(arvenia: Read) -> None:
    relationships = arvenia.section("Relationships")
    line = next(each for each in relationships.xpath(".//li[@id]") if "election of 1924" in each.text_content())
    assert " ".join(line.xpath("./p[@class='when']")[0].text_content().split()) == "1924"
    assert "report from Merchants of Port Selin" in " ".join(line.text_content().split())
    note = arvenia.root.get_element_by_id(line.xpath(".//sup/a/@href")[0][1:])
    assert "Whose election is not said" in note.text_content()
    assert note.xpath(".//a[@class='claim']/@href") == ["/claim/arvenia-paid-for-election.html"]
    assert "/source/memoir-1931.P6.html" in note.xpath(".//a/@href")


def test_what_is_denied_stands_apart(embassy_site: Server) -> None:
    page = Read(embassy_site.address, "/id/treaty-1902.html")
    denied = page.all("//section[contains(@class, 'unasserted')]//*[contains(@class, 'line')]")
    assert [" ".join(line.xpath(".//a/text()")[0].split()) for line in denied] == [
        "The treaty of 1902 held no military clause"
    ]
    assert page.section("The source does not say").xpath("normalize-space(.//li/text())") == "party"
    assert "military" not in page.section("In detail").text_content()


def test_the_picture_and_the_list_beside_it_say_the_same(arvenia: Read) -> None:
    picture = arvenia.all("//figure[@class='around']")[0]
    drawn = picture.xpath(".//*[local-name()='svg']//*[local-name()='a']/@href")
    listed = picture.xpath(".//figcaption//a/@href")
    assert "/id/belmark.html" in drawn
    assert sorted(drawn) == sorted(listed)
    assert picture.xpath("string(.//*[local-name()='desc'])").startswith("Arvenia in the middle")


def test_times_are_drawn_and_told(arvenia: Read) -> None:
    drawing = arvenia.all("//figure[@class='times']/*[local-name()='svg']")[0]
    assert drawing.get("role") == "img"
    assert "Alliance of Arvenia and Belmark, since 1921-05" in drawing.xpath("string(*[local-name()='desc'])")


def test_figures_of_several_years_are_a_chart_with_its_table(shipped_site: Server) -> None:
    page = Read(shipped_site.address, "/id/north-korea.html")
    chart = page.all("//figure[@class='chart']")[0]
    assert chart.xpath(".//tbody//td[1]/time/@datetime") == ["1990", "1994", "2006"]
    assert next(each.strip() for each in chart.xpath(".//tbody//td[2]/text()")) == "2.1 billion USD"
    assert len(chart.xpath(".//*[local-name()='circle' and contains(@class, 'head')][@cx]")) >= 3


def test_claims_that_contradict_each_other_stand_beside_each_other(shipped_site: Server) -> None:
    page = Read(shipped_site.address, "/id/joint-projects.html")
    sides = page.words("//section[@class='rivals']//li/p[1]/span")
    assert "The railway will be highly profitable" in sides
    assert any(side.startswith("The large projects, for all the talk") for side in sides)


def test_outside_records_are_linked_and_vouched_for(shipped_site: Server) -> None:
    page = Read(shipped_site.address, "/id/north-korea.html")
    elsewhere = page.section("Elsewhere")
    wikidata = next(a for a in elsewhere.xpath(".//a") if a.text_content() == "Wikidata Q423")
    assert wikidata.get("href") == "https://www.wikidata.org/wiki/Q423"
    assert wikidata.get("rel") == "noopener external"
    row = wikidata.getparent()
    note = page.root.get_element_by_id(row.xpath(".//sup/a/@href")[0][1:])
    assert re.search(r"Mapping by .*confidence 0\.\d+", note.text_content())


def test_no_style_and_no_script_stands_in_a_page(arvenia: Read) -> None:
    assert arvenia.all("//style | //@style | //*[starts-with(name(@*), 'on')]") == []
    assert {script.get("type") for script in arvenia.all("//script[not(@src)]")} <= {"application/ld+json"}


def test_a_page_names_its_other_forms(arvenia: Read) -> None:
    forms = {link.get("type"): link.get("href") for link in arvenia.all("//link[@rel='alternate']")}
    assert forms["text/turtle"] == "/id/arvenia.ttl"
    assert forms["application/ld+json"] == "/id/arvenia.jsonld"


def test_headings_come_in_order(arvenia: Read, shipped_site: Server) -> None:
    for page in (arvenia, Read(shipped_site.address, "/id/russia.html")):
        levels = [
            int(heading.tag[1]) for heading in page.all("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")
        ]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
