"""Names that attack a page are names on it and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from kg.build.snapshot import build_snapshot
from tests.browser.site.conftest import Visit
from tests.conftest import copy_embassy
from tests.exports import hostile
from tests.web.search.conftest import wait_for_names
from tests.web.serving import Server, serving

pytestmark = pytest.mark.browser

NAMES = {name: hostile.TEXTS[name] for name in ("script", "image", "quotes", "bidi", "formula")}
NAMES["template"] = "{{ 7 * 7 }}{% for x in y %}"
NAMES["link"] = "javascript:alert(1)//'><svg onload=window.hacked=4>"


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The fixture graph with a state for each hostile name."""
    folder = tmp_path_factory.mktemp("hostile")
    workspace = copy_embassy(folder / "embassy")
    entities = next(Path(workspace.data).rglob("entities.ttl"))
    states = "".join(
        f"\nent:{key} a kg:State ; rdfs:label {json.dumps(text)}@en ; dcterms:description {json.dumps(text)}@en ;"
        f" kg:borders ent:belmark ; kg:namedIn src:memoir-1931.P3 .\n"
        for key, text in NAMES.items()
    )
    entities.write_text(entities.read_text(encoding="utf-8") + states, encoding="utf-8")
    build_snapshot(workspace, lambda _step: None)
    with serving(workspace.root, folder / "server.log") as server:
        yield server


@pytest.mark.parametrize("key", NAMES)
def test_a_hostile_name_is_a_name(hostile_site: Server, visit: Visit, key: str) -> None:
    page = visit(hostile_site, f"/id/{key}.html").page
    assert page.locator("h1").evaluate("e => e.textContent") == NAMES[key]
    assert page.evaluate("window.hacked") is None
    assert page.locator("main script, main img").count() == 0
    linked = page.locator("script[type='application/ld+json']").evaluate_all("all => all.map(e => e.textContent)")
    assert [json.loads(each)["name"] for each in linked] == [NAMES[key]]


def test_hostile_names_are_names_where_others_mention_them(hostile_site: Server, visit: Visit) -> None:
    page = visit(hostile_site, "/id/belmark.html").page
    texts = page.locator("#parts-members-neighbours ~ dl a").evaluate_all("all => all.map(e => e.textContent)")
    assert set(NAMES.values()) <= set(texts)
    assert page.evaluate("window.hacked") is None


ATTACK = NAMES["image"]
QUERY = "SELECT ?thing ?name { ?thing a kg:State ; rdfs:label ?name }"
LITERAL = f"SELECT ('{ATTACK}' AS ?image) ('{NAMES['script']}' AS ?script) {{}}"
PAGES = {
    "members": "/search?type=State",
    "timeline": "/timeline?about=image&about=script",
    "table": "/explore?about=belmark&view=table&unasserted=yes",
    "preview": "/reconcile/preview?id=image",
    "preview of the draft": "/reconcile/draft/preview?id=script",
    "class": f"/search?type={quote(ATTACK)}",
    "editor": f"/query?query={quote(LITERAL)}",
}
WRONG = {
    "address": f"/id/{quote(ATTACK)}",
    "entity": f"/reconcile/preview?id={quote(ATTACK)}",
    "name": f"/timeline?about={quote('no ' + ATTACK)}",
    "date": f"/timeline?as-of={quote(ATTACK)}",
    "modality": f"/network?modality={quote(ATTACK)}",
    "dataset": f"/compare?dataset={quote(ATTACK)}",
    "number": f"/search?q=a&limit={quote(ATTACK)}",
    "view": f"/explore?view={quote(ATTACK)}",
    "query": f"/sparql?query={quote(ATTACK)}&format=json",
    "callback": f"/reconcile?callback={quote(ATTACK)}",
    "static": f"/static/{quote(ATTACK)}",
}


@pytest.fixture(scope="module")
def named_site(hostile_site: Server) -> Server:
    """The same, once its names can be searched."""
    wait_for_names(hostile_site)
    return hostile_site


def assert_nothing_happened(page: Page) -> None:
    assert page.evaluate("window.hacked") is None
    assert page.locator("img[src=x], svg[onload], [onerror], a[href^='javascript:']").count() == 0
    scripts = page.locator("script:not([src]):not([type^='application/'])")
    assert scripts.evaluate_all("all => all.map(e => e.textContent)") == []


@pytest.mark.parametrize("name", PAGES)
def test_hostile_names_do_nothing_on_other_pages(named_site: Server, visit: Visit, name: str) -> None:
    page = visit(named_site, PAGES[name]).page
    page.wait_for_load_state("networkidle")
    assert_nothing_happened(page)


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_shown_and_not_run(named_site: Server, chromium: Browser, name: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        answer = page.goto(named_site.address + WRONG[name])
        assert answer is not None
        assert 400 <= answer.status < 500
        assert_nothing_happened(page)


def test_hostile_names_are_suggested_as_names(named_site: Server, visit: Visit) -> None:
    page = visit(named_site, "/").page
    page.locator("#find").fill("img src")
    option = page.locator("[role=option]").first
    option.wait_for()
    assert ATTACK in option.evaluate("e => e.textContent")
    assert_nothing_happened(page)


def test_hostile_names_are_cells_of_answers(named_site: Server, visit: Visit) -> None:
    page = visit(named_site, f"/query?query={quote(QUERY)}").page
    page.get_by_role("button", name="Run the query").click()
    page.locator("#answer td").first.wait_for()
    cells = page.locator("#answer td").evaluate_all("all => all.map(e => e.textContent)")
    assert all(any(name in cell for cell in cells) for name in (ATTACK, NAMES["script"], NAMES["template"]))
    assert_nothing_happened(page)
