"""Texts that attack: names, notes and statements are shown as they are in every view, and nothing of them runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import cycle

import pytest

from kg.build.assembly import assemble
from kg.config import read_workspace
from kg.exports.html.page import write_explorer
from kg.rdf.terms import DCTERMS, RDFS, Literal, Quad
from kg.store.embedded import EmbeddedStore, write_store
from kg.views.scope import Scope
from tests.browser.conftest import Opened, Opener
from tests.conftest import ROOT
from tests.exports.hostile import BIDI, CONTROLS, EMOJI, FORMULA, IMAGE, LINES, LONG, QUOTES, SCRIPT

LINK = '<a href="javascript:window.hacked = 4">click</a> https://example.org/"onmouseover="window.hacked = 5'
RIGHT_TO_LEFT = "سفارة موسكو <b>في</b> بيونغ يانغ"
ATTACKS = (SCRIPT, IMAGE, QUOTES, BIDI, LONG, EMOJI, LINES, FORMULA, LINK, RIGHT_TO_LEFT, CONTROLS.replace("\x00", ""))
VIEWS = ("network", "timeline", "map", "table", "ask")


def _attacked(quads: Iterable[Quad], ours: str) -> Iterator[Quad]:
    """Put an attack into each label, description and note of what a graph says of its own things."""
    attacks = cycle(ATTACKS)
    texts = {RDFS["label"], DCTERMS["description"], DCTERMS["title"]}
    for quad in sorted(quads, key=str):
        text = quad.object
        is_name = quad.predicate in texts or quad.predicate.value.endswith(("#note", "#altLabel"))
        if isinstance(text, Literal) and is_name and not str(quad.subject).startswith(f"<{ours}"):
            attacked = Literal(next(attacks) + text.value, language=text.language)
            yield Quad(quad.subject, quad.predicate, attacked, quad.graph_name)
        else:
            yield quad


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The page of a graph in which every text attacks."""
    workspace = read_workspace(ROOT)
    folder = tmp_path_factory.mktemp("hostile")
    write_store(folder, list(_attacked(assemble(workspace), workspace.namespaces.prefixes["kg"])))
    return write_explorer(EmbeddedStore(folder, workspace.namespaces.prefixes), workspace, Scope())


@pytest.fixture
def hostile(hostile_page: bytes, open_page: Opener) -> Iterator[Opened]:
    """That page, opened; nothing may run, be asked for or complained of."""
    opened = open_page(hostile_page)
    yield opened
    assert opened.run("window.hacked") is None
    assert opened.complaints == []
    assert [url for url in opened.requests if not url.startswith(("file:", "data:", "blob:"))] == []


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_shows_attacks_as_text(hostile: Opened, view: str) -> None:
    hostile.run("(view) => diplograph.set({view, unasserted: true, hiddenStyles: [], limit: 400})", view)
    hostile.page.wait_for_timeout(500)
    assert hostile.run("document.querySelectorAll('img, iframe, object, embed, b, a[href^=javascript]').length") == 0


def test_the_evidence_shows_attacks_as_text(hostile: Opened) -> None:
    for key in hostile.run("diplograph.graph.ranked.slice(0, 25).map((node) => node.id)"):
        hostile.run("(key) => diplograph.select(key)", key)
        assert hostile.page.locator("#panel h2").inner_text() != ""
    assert hostile.run("document.querySelectorAll('#panel img, #panel script, #panel b').length") == 0


def test_attacks_are_found_by_their_letters(hostile: Opened) -> None:
    hostile.page.locator("#search").fill("<img src=x")
    hostile.page.get_by_role("option").first.click()
    assert IMAGE in hostile.page.locator("#panel").inner_text()


@pytest.mark.parametrize(
    "fragment",
    [
        "selected=<script>&view=table",
        "view=constructor&lang=__proto__",
        "as-of=9999-99-99&limit=99999999&depth=-1",
        "pinned=__proto__:1:2,a:b:c&expanded=%E0%A4%A",
        "without=" + "x" * 20_000,
    ],
)
def test_an_address_may_say_anything(hostile_page: bytes, open_page: Opener, fragment: str) -> None:
    opened = open_page(hostile_page)
    opened.run("(fragment) => { location.hash = fragment; }", fragment)
    opened.page.wait_for_timeout(200)
    opened.page.reload()
    opened.page.wait_for_function("window.diplograph !== undefined")
    assert opened.complaints == []
    assert opened.page.locator("#stage .view").first.is_visible()
