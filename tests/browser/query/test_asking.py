"""Asking: a query is typed or chosen, run, seen in four ways, taken along and shared."""

from __future__ import annotations

import csv
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.query.conftest import Open

pytestmark = pytest.mark.browser

TREATIES = """SELECT ?treaty ?treatyLabel ?when {
    ?treaty a kg:Treaty ; rdfs:label ?treatyLabel FILTER(LANG(?treatyLabel) = "en")
    OPTIONAL { ?treaty kg:date ?when }
}"""


def write(page: Page, text: str) -> None:
    """Type over what stands in the editor."""
    page.locator(".CodeMirror-lines").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def written(page: Page) -> str:
    """Give what stands in the editor."""
    text: str = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    return text


def run(page: Page) -> None:
    page.get_by_role("button", name="Run the query").click()


def test_a_query_is_typed_and_run(open_query: Open) -> None:
    page = open_query().page
    write(page, TREATIES)
    run(page)
    expect(page.locator(".summary p")).to_contain_text("rows in")
    link = page.locator("#answer td a", has_text="Treaty of 1961")
    expect(link).to_have_attribute("href", "/id/treaty-1961.html")
    expect(link).to_have_attribute("title", "ent:treaty-1961")


def test_a_query_is_run_with_the_keyboard_alone(open_query: Open) -> None:
    page = open_query().page
    write(page, "ASK { ent:russia a kg:State }")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".yes-or-no")).to_have_text("Yes")
    page.keyboard.press("Tab")  # the editor holds nobody; what scrolls is reached too
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Run the query")).to_be_focused()


def test_words_of_the_graph_are_completed(open_query: Open) -> None:
    page = open_query().page
    write(page, "SELECT ?x { ?x a kg:Trea")
    page.keyboard.type("t")
    expect(page.locator(".CodeMirror-hint").first).to_have_text("kg:Treaty")
    page.keyboard.press("Enter")
    page.keyboard.type(" ; kg:partic")
    expect(page.locator(".CodeMirror-hint", has_text="kg:participation")).to_be_visible()


def test_a_question_is_found_and_asked_with_other_values(open_query: Open) -> None:
    page = open_query().page
    page.get_by_label("Find a question").fill("in force")
    expect(page.locator(".topic li:visible")).to_have_count(1)
    page.get_by_role("link", name="Treaties in force on a day").click()
    expect(page.locator("#answer td", has_text="Treaty of 1961")).to_be_visible()
    page.get_by_label("Date").fill("2005-01-01")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("#answer td", has_text="Good Neighborliness").first).to_be_visible()
    assert '"2005-01-01"^^xsd:date' in written(page)


def test_an_entity_is_offered_by_name(open_query: Open) -> None:
    page = open_query("?question=names-of").page
    expect(page.locator(".summary")).to_be_visible()
    field = page.locator(".ask-field input").first
    field.fill("")
    field.press_sequentially("kim jong")
    expect(page.locator("#ask-entities option[value='Kim Jong Il']")).to_be_attached()
    field.fill("Kim Jong Il")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("#answer td", has_text="김정일").first).to_be_visible()


def test_every_question_is_answered(open_query: Open) -> None:
    page = open_query().page
    names = page.locator(".topic li").evaluate_all("items => items.map(item => item.dataset.name)")
    assert len(names) > 50
    for name in names:
        page.locator(f"li[data-name='{name}'] > a").click()
        expect(page.locator("#answer:has(.panel), #answer:has(.mistake)")).to_be_visible()
        assert not page.locator("#answer .mistake").count(), name
        page.evaluate("document.getElementById('answer').replaceChildren()")


def test_rows_are_sorted(open_query: Open) -> None:
    page = open_query(f"?query={quote(TREATIES)}").page
    page.get_by_role("button", name="when").click()
    page.get_by_role("button", name="when").click()
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
    dates = [text for text in page.locator("#answer tbody td:nth-child(2)").all_inner_texts() if text]
    assert dates == sorted(dates, reverse=True)
    assert len(dates) > 1


def test_rows_are_drawn_as_a_graph(open_query: Open) -> None:
    page = open_query("?question=causal-chain").page
    page.get_by_role("tab", name="Graph").click()
    expect(page.locator(".network .node")).to_have_count(5)
    expect(page.locator(".network .words", has_text="motivates")).to_be_visible()
    node = page.locator(".network a", has_text="Unification of Korea")
    expect(node).to_have_attribute("href", "/id/unification.html")


def test_triples_are_drawn_as_a_graph(open_query: Open) -> None:
    query = "CONSTRUCT { ?a ?p ?b . ?a rdfs:label ?label } { ?a ?p ?b ; rdfs:label ?label FILTER(?p = kg:replaces) }"
    page = open_query(f"?query={quote(query)}&view=graph").page
    expect(page.locator(".network .node").first).to_be_visible()
    expect(page.locator(".network .words").first).to_have_text("replaces")
    expect(page.get_by_role("button", name="Download Turtle")).to_be_visible()


def test_a_node_is_moved(open_query: Open) -> None:
    page = open_query("?question=causal-chain&view=graph").page
    dot = page.locator(".network .node").first
    dot.scroll_into_view_if_needed()
    before = dot.bounding_box()
    assert before is not None
    page.mouse.move(before["x"] + 4, before["y"] + before["height"] / 2)
    page.mouse.down()
    page.mouse.move(before["x"] + 84, before["y"] + 60, steps=4)
    page.mouse.up()
    after = dot.bounding_box()
    assert after is not None
    assert after["x"] > before["x"] + 40
    assert "/query" in page.url  # it was no click


def test_rows_are_drawn_as_a_timeline(open_query: Open) -> None:
    page = open_query("?question=chronology").page
    page.get_by_role("tab", name="Timeline").click()
    expect(page.locator(".timeline .entry")).to_have_count(7)
    assert page.locator(".timeline rect.certain").count() >= 1
    expect(page.locator(".timeline a", has_text="Tselko's visit to Seoul")).to_have_count(1)
    assert "view=timeline" in page.url


def test_what_cannot_be_drawn_says_what_it_needs(open_query: Open) -> None:
    page = open_query(f"?query={quote('SELECT (1 AS ?one) {}')}&view=timeline").page
    expect(page.locator(".panel")).to_contain_text("A timeline needs a column of dates")
    page.get_by_role("tab", name="Graph").click()
    expect(page.locator(".panel")).to_contain_text("A graph needs two columns")


def test_the_response_is_shown_as_it_came(open_query: Open) -> None:
    page = open_query(f"?query={quote(TREATIES)}&view=response").page
    expect(page.locator(".raw")).to_contain_text('"vars":["treaty","treatyLabel","when"]')


def test_rows_are_downloaded(open_query: Open, tmp_path: Path) -> None:
    page = open_query(f"?query={quote(TREATIES)}").page
    expect(page.locator(".summary")).to_be_visible()
    count = page.locator("#answer tbody tr").count()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    download.value.save_as(tmp_path / "answer.csv")
    rows = list(csv.DictReader((tmp_path / "answer.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == count > 1
    assert "Treaty of 1961" in {row["treatyLabel"] for row in rows}


@pytest.mark.parametrize("sign", ["?", "#"])
def test_an_address_is_a_query(sign: str, open_query: Open) -> None:
    page = open_query(f"{sign}query={quote(TREATIES)}").page
    expect(page.locator("#answer td", has_text="Treaty of 1961")).to_be_visible()
    assert written(page) == TREATIES


def test_what_was_run_is_shared_by_its_address(open_query: Open) -> None:
    page = open_query().page
    write(page, TREATIES)
    run(page)
    page.get_by_role("tab", name="Timeline").click()
    other = open_query(page.url.partition("/query")[2]).page
    expect(other.locator(".timeline .entry").first).to_be_visible()
    assert written(other) == TREATIES


def test_a_mistake_is_named_with_its_place(open_query: Open) -> None:
    page = open_query().page
    write(page, "SELECT ?x WHERE {\n  ?x foo:bar ?y\n}")
    run(page)
    mistake = page.get_by_role("alert")
    expect(mistake).to_contain_text("The prefix foo: is not declared.")
    expect(page.locator(".mistaken").first).to_have_text("foo:bar")
    mistake.get_by_role("button", name="Line 2, column 6").click()
    page.keyboard.type("kg:about|")
    assert "?x kg:about|foo:bar" in written(page)


def test_texts_of_the_graph_stay_texts(open_query: Open) -> None:
    query = 'SELECT ("<img src=x onerror=alert(1)>" AS ?a) (IRI("javascript:alert(1)") AS ?b) {}'
    page = open_query(f"?query={quote(query)}").page
    expect(page.locator("#answer td").first).to_have_text("<img src=x onerror=alert(1)>")
    assert page.locator("#answer td img, #answer td a").count() == 0


def test_nodes_without_a_name_are_named_by_the_graph(open_query: Open) -> None:
    query = "CONSTRUCT { ?event kg:place ?place } { ?event a kg:Event ; kg:place ?place }"
    page = open_query(f"?query={quote(query)}&view=graph").page
    expect(page.locator(".network a[href='/id/pyongyang.html'] .name")).to_have_text("Pyongyang")


def test_prefixes_of_the_graph_need_no_declaration(open_query: Open) -> None:
    page = open_query(f"?query={quote('SELECT ?x { ?x a kg:Treaty }')}").page
    expect(page.locator(".summary")).to_be_visible()
    assert page.locator(".parseErrorIcon").count() == 0
    write(page, "SELECT ?x { ?x a nobody:Knows }")
    expect(page.locator(".parseErrorIcon")).to_be_visible()


def test_a_query_that_takes_long_is_stopped(open_query: Open) -> None:
    page = open_query(f"?query={quote('SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }')}").page
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("alert").filter(has_text="The query was stopped.")).to_be_visible()
    write(page, "ASK {}")
    run(page)
    expect(page.locator(".yes-or-no")).to_have_text("Yes")
