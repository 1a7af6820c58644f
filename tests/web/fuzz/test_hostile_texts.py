"""A graph in which every text attacks, page by page in Chromium: texts are seen as texts, and nothing of them runs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog

from kg.build.snapshot import build_snapshot
from tests.browser.conftest import Opened, chromium
from tests.conftest import copy_embassy
from tests.web.asking import ask
from tests.web.serving import Server, serving

__all__ = ["chromium"]

pytestmark = pytest.mark.browser

ATTACKS = (
    "<script>window.hacked=1</script>",
    "</script></title></style></textarea><script>window.hacked=2</script>",
    "<img src=x onerror=window.hacked=3>",
    '"><svg/onload=window.hacked=4>',
    "' autofocus onfocus='window.hacked=5' x='",
    "javascript:window.hacked=6//",
    "<iframe srcdoc='<script>parent.hacked=7</script>'>",
    "<!--<script>window.hacked=8</script>-->",
    "{{7*7}}${window.hacked=9}{%raw%}",
    "<a href=javascript:window.hacked=10>x</a><base href=https://evil.example/>",
    "&lt;b&gt;&amp;#39;&quot; ]]>",
    "<style>*{display:none}</style><meta http-equiv=refresh content=0;url=https://evil.example/>",
)
_TEXTS = re.compile(
    r'((?:rdfs:label|skos:altLabel|dcterms:title|dcterms:description|kg:note|rdfs:comment)\s+)"((?:[^"\\]|\\.)*)"'
)
VIEWS = (
    "/",
    "/search?q=window.hacked",
    "/timeline",
    "/network",
    "/map",
    "/compare",
    "/explore",
    "/query",
    "/ontology",
    "/nothing%3Cscript%3Ewindow.hacked=11%3C/script%3E",
    "/search?q=%22%3E%3Cscript%3Ewindow.hacked=12%3C/script%3E",
    "/timeline?about=%3Cimg%20src=x%20onerror=window.hacked=13%3E&from=%22onfocus=alert(1)%20autofocus",
    "/id/%3Csvg%20onload=window.hacked=14%3E.html",
    "/reconcile/preview?id=%3Cscript%3Ewindow.hacked=15%3C/script%3E",
    "/query?query=%3C/script%3E%3Cscript%3Ewindow.hacked=16%3C/script%3E",
)


@pytest.fixture(scope="module")
def attacked_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The fixture graph with an attack in front of each of its texts."""
    folder = tmp_path_factory.mktemp("attacked")
    workspace = copy_embassy(folder / "embassy")
    attacks = cycle(ATTACKS)

    def attack(match: re.Match[str]) -> str:
        return match[1] + json.dumps(next(attacks) + " ")[:-1] + match[2] + '"'

    for file in sorted(path for path in Path(workspace.data).rglob("*") if path.suffix in {".ttl", ".trig"}):
        file.write_text(_TEXTS.sub(attack, file.read_text(encoding="utf-8")), encoding="utf-8")
    settings = workspace.root / "kg.toml"
    settings.write_text(re.sub(r'title = ".*"', "title = '<script>window.hacked=17</script>'", settings.read_text()))
    build_snapshot(workspace, lambda _step: None)
    with serving(workspace.root, folder / "server.log") as server:
        yield server


def test_no_page_lets_a_text_do_anything(attacked_site: Server, chromium: Browser) -> None:
    """Every page of the sitemap, and every view, with what an address can smuggle in."""
    listed = re.findall(r"<loc>http://[^/]*(/[^<]*)</loc>", ask(attacked_site, "/sitemap.xml").text)
    paths = dict.fromkeys([*VIEWS, *listed])
    assert len(paths) > 40
    context = chromium.new_context()
    opened = Opened(context.new_page())
    opened.listen()
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    opened.page.on("dialog", note)
    attacked = 0
    for path in paths:
        opened.page.goto(attacked_site.address + path, wait_until="load")
        assert opened.run("window.hacked") is None, path
        assert opened.page.url.startswith(attacked_site.address), path
        assert opened.page.evaluate("[...document.querySelectorAll('base, iframe[srcdoc]')].length") == 0, path
        attacked += "window.hacked" in opened.page.locator("body").inner_text()
        refused = [text for text in opened.complaints if "status of 4" not in text]  # the address is meant to be wrong
        assert refused == [], path
    assert attacked > len(listed) / 2
    assert dialogs == []
    assert [url for url in opened.requests if not url.startswith((f"{attacked_site.address}/", "data:", "blob:"))] == []
    context.close()
