"""What is taken along from the explorer: pictures, the graph, tables and a link, each telling where it is from."""

from __future__ import annotations

import csv
import io
import struct
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = ["network", "timeline", "map"]


def open_menu(opened: Opened) -> None:
    opened.page.click("#top .menu > button")


def export(opened: Opened, name: str) -> tuple[str, bytes]:
    open_menu(opened)
    with opened.page.expect_download() as download:
        opened.page.click(f"[data-export={name}]")
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def see(opened: Opened, view: str) -> None:
    opened.run("view => diplograph.set({view, asOf: '1985-01-01'})", view)


@pytest.mark.parametrize("view", PICTURES)
def test_a_picture_is_an_svg_that_says_what_it_is(explorer: Opened, view: str) -> None:
    see(explorer, view)
    name, content = export(explorer, "svg")
    assert name == "russia-and-north-korea-1985.svg"
    root = ElementTree.fromstring(content)
    assert root.tag == f"{SVG}svg"
    assert root.findtext(f"{SVG}title") == "Russia and North Korea, 1985-01-01"
    about = root.findtext(f"{SVG}desc") or ""
    assert "As of 1985-01-01" in about
    assert explorer.run("diplograph.graph.meta.checksum") in about
    assert f"View: {explorer.run('diplograph.link()')}" in about
    assert len(list(root.iter())) > 10
    assert b"<script" not in content
    assert b"var(--" not in content


@pytest.mark.parametrize("view", PICTURES)
def test_a_picture_is_a_png_of_twice_its_size(explorer: Opened, view: str) -> None:
    see(explorer, view)
    name, content = export(explorer, "png")
    assert name == "russia-and-north-korea-1985.png"
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    assert width >= 600
    assert height >= 400
    colours = explorer.run(
        """async bytes => {
          const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], {type: 'image/png'}));
          const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
          pen.drawImage(picture, 0, 0);
          return new Set(new Uint32Array(pen.getImageData(0, 0, picture.width, picture.height).data.buffer)).size;
        }""",
        list(content),
    )
    assert colours > 5


def test_a_table_is_no_picture(explorer: Opened) -> None:
    see(explorer, "table")
    open_menu(explorer)
    assert explorer.page.locator("[data-export=svg]").is_disabled()
    assert explorer.page.locator("[data-export=png]").is_disabled()
    assert explorer.page.locator("[data-export=graphml]").is_enabled()


def test_graphml_holds_the_picture(explorer: Opened) -> None:
    _, content = export(explorer, "graphml")
    network = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
    nodes, edges = explorer.run("[diplograph.visible.nodes.size, diplograph.visible.edges.size]")
    assert (network.number_of_nodes(), network.number_of_edges()) == (nodes, edges)
    treaty = next(data for _, data in network.nodes(data=True) if data["id"] == "treaty-1961")
    assert treaty["label"] == "Treaty of 1961"
    assert (treaty["earliestBegin"], treaty["latestBegin"]) == ("1961-01-01", "1961-12-31")
    assert treaty["statements"] >= 1
    assert "Lankov 2007, P18" in treaty["citation"]
    assert all(data["citation"] for *_, data in network.edges(data=True) if data["statements"])


def test_graphml_of_a_table_holds_all_that_passes(explorer: Opened) -> None:
    see(explorer, "table")
    name, content = export(explorer, "graphml")
    assert name == "russia-and-north-korea-1985.graphml"
    network = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
    assert network.number_of_nodes() == explorer.run("diplograph.visible.all.size")


def test_graphml_takes_any_text(explorer: Opened) -> None:
    explorer.run("""() => {
      const [node] = diplograph.visible.nodes.keys();
      node.labels = {en: '<b>&"\\u0007\\u001b\\ufffe\\ud800 ]]> \\ud83d\\ude00'};
    }""")
    _, content = export(explorer, "graphml")
    labels = [data["label"] for _, data in nx.read_graphml(io.BytesIO(content)).nodes(data=True)]
    assert '<b>&" ]]> \U0001f600' in labels


def test_tables_are_taken_from_any_view(explorer: Opened) -> None:
    for name, size in (("things", "all"), ("connections", "connections")):
        file, content = export(explorer, name)
        assert file == f"russia-and-north-korea-{name}.csv"
        rows = list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))
        assert len(rows) == 1 + explorer.run(f"diplograph.visible.{size}.size")


def test_a_link_is_copied(explorer: Opened) -> None:
    explorer.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    see(explorer, "table")
    open_menu(explorer)
    explorer.page.click("[data-export=link]")
    link = explorer.run("navigator.clipboard.readText()")
    assert link.startswith("file:")
    assert link.endswith("#view=table&as-of=1985-01-01")


def test_the_menu_is_used_with_keys_alone(explorer: Opened) -> None:
    opener = explorer.page.locator("#top .menu > button")
    opener.focus()
    explorer.page.keyboard.press("Enter")
    assert opener.get_attribute("aria-expanded") == "true"
    explorer.page.keyboard.press("ArrowDown")
    assert explorer.run("document.activeElement.dataset.export") == "png"
    explorer.page.keyboard.press("End")
    assert explorer.run("document.activeElement.dataset.export") == "print"
    explorer.page.keyboard.press("Escape")
    assert explorer.page.locator("#exports-menu").is_hidden()
    assert opener.evaluate("e => e === document.activeElement")
