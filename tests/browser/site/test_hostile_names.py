"""Names that attack a page are names on it and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.build.snapshot import build_snapshot
from tests.browser.site.conftest import Visit
from tests.conftest import copy_embassy
from tests.exports import hostile
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
