"""The tables: all that passes the filters, sorted, searched, chosen and taken along."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser


@pytest.fixture
def table(explorer: Opened) -> Opened:
    explorer.run("diplograph.set({view: 'table'})")
    return explorer


def column(opened: Opened, number: int) -> list[str]:
    return opened.page.locator(f".view-table tbody tr > :nth-child({number})").all_text_contents()


def count(opened: Opened) -> str:
    return opened.page.locator("#table-count").inner_text()


def search(opened: Opened, text: str) -> None:
    before = count(opened)
    opened.page.fill("#table-search", text)
    opened.page.wait_for_function("before => document.getElementById('table-count').textContent !== before", arg=before)


def read_csv(opened: Opened, button: str) -> list[list[str]]:
    with opened.page.expect_download() as download:
        opened.page.click(button)
    content = Path(download.value.path()).read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    return list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))


def test_every_thing_and_connection_that_passes_is_a_row(table: Opened) -> None:
    things, connections = table.run("[diplograph.visible.all.size, diplograph.visible.connections.size]")
    assert count(table) == f"{things} things"
    assert len(column(table, 1)) == min(things, 200)
    table.page.click("#table-tab-connections")
    assert count(table) == f"{connections} connections"
    assert "Lankov 2007, P" in table.page.locator(".view-table tbody td.column-sources").first.inner_text()


def test_it_is_a_table_that_can_be_read_aloud(table: Opened) -> None:
    part = table.page.locator(".view-table")
    assert part.locator("caption").text_content() == "Things of Russia and North Korea"
    assert part.locator("thead th:not([scope=col])").count() == 0
    assert part.locator("tbody tr > :first-child:not(th[scope=row])").count() == 0
    assert part.get_by_role("tab", selected=True).count() == 1
    assert part.get_by_role("tabpanel").count() == 1


def test_a_time_and_hidden_classes_leave_rows_out(table: Opened) -> None:
    before = len(column(table, 1))
    table.run("diplograph.set({asOf: '1985-01-01'})")
    assert len(column(table, 1)) < before
    assert "On 1985-01-01" in table.page.locator(".view-table thead").inner_text()
    table.run("diplograph.set({hiddenStyles: diplograph.graph.styles.map(style => style.name)})")
    assert count(table) == "0 things"


def test_columns_sort_both_ways_with_blanks_last(table: Opened) -> None:
    heads = table.page.locator(".view-table thead")
    heads.get_by_role("button", name="Statements").click()
    numbers = [int(text) for text in column(table, 7)]
    assert numbers == sorted(numbers)
    heads.get_by_role("button", name="Statements").click()
    assert heads.locator("th[aria-sort=descending]").inner_text().startswith("Statements")
    assert int(column(table, 7)[0]) == max(table.run("[...diplograph.visible.all.keys()].map(n => n.claims.length)"))
    heads.get_by_role("button", name="Begins").click()
    begins = column(table, 5)
    assert begins[0] != ""
    assert "" not in begins[: begins.index("")]


def test_words_in_any_script_find_rows(table: Opened) -> None:
    search(table, "treaty 1961")
    assert "Treaty of 1961" in column(table, 1)
    korean = table.run("[...diplograph.visible.all.keys()].find(node => node.labels.ko)?.labels")
    search(table, korean["ko"])
    assert korean["en"] in column(table, 1)
    search(table, "no such thing at all")
    assert column(table, 1) == []


def test_a_row_is_chosen_with_mouse_and_keys(table: Opened) -> None:
    rows = table.page.locator(".view-table tbody tr")
    rows.nth(1).locator("td").first.click()
    first = table.run("diplograph.state.selected")
    assert first
    assert rows.nth(1).get_attribute("aria-current") == "true"
    rows.nth(1).locator("button").focus()
    table.page.keyboard.press("ArrowDown")
    table.page.keyboard.press("Enter")
    assert table.run("diplograph.state.selected") not in ("", first)
    assert table.page.locator(".view-table tr[aria-current]").count() == 1
    assert rows.nth(2).get_attribute("aria-current") == "true"


def test_what_is_chosen_elsewhere_is_marked_and_in_sight(table: Opened) -> None:
    last = table.run(
        "[...diplograph.visible.all.keys()].sort((a, b) => b.rank - a.rank).find(node => !node.foldEdge).id"
    )
    table.run(
        "id => { diplograph.set({view: 'network'}); diplograph.select(id); diplograph.set({view: 'table'}) }", last
    )
    row = table.page.locator(".view-table tr[aria-current]")
    assert row.count() == 1
    box, frame = row.bounding_box(), table.page.locator(".table-scroll").bounding_box()
    assert box is not None
    assert frame is not None
    assert frame["y"] <= box["y"] <= frame["y"] + frame["height"]


def test_more_rows_are_shown_on_demand(table: Opened) -> None:
    table.page.click("#table-tab-connections")
    assert len(column(table, 1)) == 200
    table.page.click(".table-more")
    assert len(column(table, 1)) == min(400, table.run("diplograph.visible.connections.size"))
    assert table.run("document.activeElement.closest('tr').dataset.place") == "200"


def test_the_file_holds_every_row_of_the_table(table: Opened) -> None:
    rows = read_csv(table, "text=Download CSV")
    assert rows[0][:4] == ["Id", "Name", "Class", "Kind"]
    assert len(rows) == 1 + table.run("diplograph.visible.all.size")
    assert {len(row) for row in rows} == {len(rows[0])}


def test_a_text_that_would_be_a_formula_is_guarded(table: Opened) -> None:
    table.run("""() => {
      const [node] = diplograph.visible.all.keys();
      node.labels = {en: '=HYPERLINK("https://example.org";"click")\\n+1'};
      diplograph.set({asOf: '1999-01-01'});
      diplograph.set({asOf: ''});
    }""")
    names = [row[1] for row in read_csv(table, "text=Download CSV")]
    assert '\'=HYPERLINK("https://example.org";"click")\n+1' in names
    assert not [name for name in names if name.startswith(("=", "+", "-", "@", "\t"))]


def test_rows_are_copied_or_offered_for_copying(table: Opened) -> None:
    table.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy = table.page.locator(".table-tools").get_by_role("button", name="Copy")
    copy.click()
    lines = table.run("navigator.clipboard.readText()").splitlines()
    assert lines[0].startswith("Id\tName\tClass")
    assert len(lines) == 1 + table.run("diplograph.visible.all.size")
    table.run("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('closed')) }")
    copy.click()
    area = table.page.locator("dialog.offer textarea")
    assert area.evaluate("e => e.value.slice(e.selectionStart, e.selectionEnd)").splitlines() == lines
    table.page.keyboard.press("Escape")
    table.page.locator("dialog.offer").wait_for(state="detached")


def test_fifty_thousand_rows_do_not_freeze_it(table: Opened) -> None:
    milliseconds = table.run("""() => {
      const { graph } = diplograph;
      for (let i = 0; i < 50000; i += 1) {
        const like = graph.nodes[i % 600];
        graph.nodes.push({...like, id: `copy-${i}`, index: graph.nodes.length, edges: [], foldEdge: null});
      }
      const start = performance.now();
      diplograph.set({hiddenStyles: []});
      document.querySelector('.view-table [data-column=name]').click();
      return performance.now() - start;
    }""")
    assert milliseconds < 3000
    assert len(column(table, 1)) == 200
