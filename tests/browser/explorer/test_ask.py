"""The Ask view: the graph's questions, and any other, answered by the engine that the page carries."""

from __future__ import annotations

import csv
import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from kg.build.assembly import assemble
from kg.config import read_workspace
from kg.store.embedded import EmbeddedStore, write_store
from kg.store.questions import Question, read_questions
from kg.store.results import Solutions
from kg.views.names import resolve
from tests.browser.conftest import Opened
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

_QUESTIONS = read_questions(ROOT / "ontology" / "queries")
_ANSWERED = (
    ".ask-results:not([aria-busy]) .ask-count, .ask-results:not([aria-busy]) .ask-answer, .ask-problem:not(:empty)"
)


@pytest.fixture
def ask(explorer: Opened) -> Opened:
    explorer.run("diplograph.set({view: 'ask'})")
    explorer.page.wait_for_selector(".ask")
    return explorer


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    workspace = read_workspace(ROOT)
    folder = tmp_path_factory.mktemp("asked")
    write_store(folder, assemble(workspace))
    yield EmbeddedStore(folder, workspace.namespaces.prefixes)


def choose(opened: Opened, title: str) -> None:
    opened.page.get_by_role("button", name=title, exact=True).click()


def put(opened: Opened, *, question: str | None = None) -> None:
    """Ask what the form says."""
    if question:
        choose(opened, question)
    if opened.page.locator(".ask-form .ask-run").is_visible():
        opened.page.click(".ask-form .ask-run")
    opened.page.wait_for_selector(_ANSWERED)


def run(opened: Opened, query: str) -> None:
    """Type a query over the one that stands there, and run it."""
    opened.page.click(".cm-content")
    opened.page.keyboard.press("Control+a")
    opened.page.keyboard.insert_text(query)
    opened.page.keyboard.press("Control+Enter")
    opened.page.wait_for_selector(_ANSWERED)


def text(opened: Opened) -> str:
    return opened.page.locator(".cm-content").inner_text()


def problem(opened: Opened) -> str:
    return " ".join(opened.page.locator(".ask-problem").all_inner_texts()).strip()


def values(question: Question) -> dict[str, str]:
    words = shlex.split(question.examples[0])[3:] if question.examples else []
    named = [p.name for p in question.parameters]
    return {a[2:]: b for a, b in pairwise(words) if a[:2] == "--" and a[2:] in named}


def test_every_question_has_as_many_rows_as_on_the_command_line(ask: Opened, store: EmbeddedStore) -> None:
    counts, expected = {}, {}
    for question in _QUESTIONS:
        put(ask, question=question.title)
        assert problem(ask) == "", question.name
        counts[question.name] = int(
            ask.page.locator(".ask-results .ask-count").inner_text().split()[0].replace(",", "")
        )
        result = question.ask(store, values(question), resolve)
        assert isinstance(result, Solutions)
        expected[question.name] = len(result)
    assert counts == expected


def test_a_row_has_its_sources_and_a_node_shows_its_evidence(ask: Opened) -> None:
    put(ask, question="Treaties in force on a day")
    note = ask.page.locator(".ask-results tbody .ask-note").first
    number = re.sub(r"\D", "", note.inner_text())
    note.click()
    item = ask.page.locator(f"#ask-note-{number}")
    assert item.evaluate("item => item === document.activeElement")
    assert "Lankov 2007" in item.inner_text()
    ask.page.locator(".ask-results .ask-node").first.click()
    assert ask.run("diplograph.state.selected")
    assert ask.run("diplograph.state.view") == "ask"
    assert ask.page.locator("#panel").is_visible()


def test_a_value_is_put_where_the_query_has_its_place(ask: Opened) -> None:
    choose(ask, "A chronology")
    ask.page.fill("#ask-value-node", "South Korea")
    ask.page.fill("#ask-value-from", "1990")
    ask.page.fill("#ask-value-to", "2000-02")
    put(ask)
    assert "VALUES ?node { ent:south-korea }" in text(ask)
    assert '"1990-01-01"' in text(ask)
    assert '"2000-02-29"' in text(ask)
    ask.page.click("text=Leave out what may be left out")
    assert "VALUES ?node { UNDEF }" in text(ask)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("node", "Atlantis", "nothing in the graph is called “Atlantis”"),
        ("node", 'x> } DROP ALL { "', "nothing in the graph is called"),
        ("from", "soon", "“soon” is no date"),
        ("from", "1995-02-30", "“1995-02-30” is no date"),
        ("from", "2090", "2090-01-01 comes after"),
    ],
)
def test_a_value_that_fits_nothing_is_refused(ask: Opened, field: str, typed: str, said: str) -> None:
    choose(ask, "A chronology")
    ask.page.fill("#ask-value-to", "2007")
    ask.page.fill(f"#ask-value-{field}", typed)
    put(ask)
    assert said in problem(ask)
    assert ask.page.locator(f"#ask-value-{field}").get_attribute("aria-invalid") == "true"


def test_no_text_leaves_its_quotation_marks(ask: Opened) -> None:
    choose(ask, next(q.title for q in _QUESTIONS if any(p.kind == "text" for p in q.parameters)))
    name = next(p.name for q in _QUESTIONS for p in q.parameters if p.kind == "text")
    ask.page.fill(f"#ask-value-{name}", 'a" } SERVICE <http://x/> { \\')
    put(ask)
    assert problem(ask) == ""
    assert r'"a\" } SERVICE <http://x/> { \\"' in text(ask)


@pytest.mark.parametrize(
    ("query", "said", "marked"),
    [
        ("SELECT ?s WHERE {\n  ?s a foo:Treaty }", "Line 2: The prefix foo: is not declared", "foo:Treaty"),
        ("SELECT ?s WHERE {\n  ?s a kg:Treaty } ORDR BY ?s", "Line 2: SPARQL has no word “ORDR”", "ORDR"),
        ("SELECT ?s WHERE { ?s a kg:Treaty ", "is never closed", "{"),
        ("SELECT ?s WHERE {\n  ?s a kg:Treaty .\n  ?s ?p }", "Line 3: What begins with “}”", "}"),
        ("SELECT ?s { SERVICE <https://example.org/> { ?s ?p ?o } }", "SERVICE would call another server", "SERVICE"),
        ("select ?s { service silent ent:x { ?s ?p ?o } }", "SERVICE would call another server", "service"),
        ("LOAD <https://example.org/data>", "LOAD changes data", "LOAD"),
        ("INSERT DATA { ent:a kg:b ent:c }", "INSERT changes data", "INSERT"),
    ],
)
def test_a_mistake_is_shown_where_it_is(ask: Opened, query: str, said: str, marked: str) -> None:
    run(ask, query)
    assert said in problem(ask)
    assert ask.page.locator(".cm-lintRange-error").all_inner_texts() == [marked]


def test_asking_whether_and_for_triples(ask: Opened) -> None:
    run(ask, "ASK { ?s a kg:Treaty }")
    assert ask.page.locator(".ask-answer").inner_text() == "Yes"
    run(ask, "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a kg:Treaty ; rdfs:label ?l FILTER(LANG(?l) = 'en') }")
    assert ask.page.locator(".ask-results .ask-count").inner_text() == "2 triples"


def test_only_a_thousand_rows_are_shown_at_first(ask: Opened) -> None:
    run(ask, "SELECT * { ?s ?p ?o } LIMIT 1200")
    assert ask.page.locator(".ask-results tbody tr").count() == 1000
    ask.page.click("text=Show all 1,200 rows")
    assert ask.page.locator(".ask-results tbody tr").count() == 1200


def test_an_answer_is_taken_along_and_shown_in_the_network(ask: Opened) -> None:
    run(ask, "SELECT ?person ?name { ?person a kg:Person ; rdfs:label ?name FILTER(LANG(?name) = 'en') }")
    with ask.page.expect_download() as download:
        ask.page.click("text=Download CSV")
    with Path(download.value.path()).open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == ask.page.locator(".ask-results tbody tr").count()
    assert {"Vladimir Putin", "Stalin"} <= {row["name"] for row in rows}
    ask.page.click("text=Show in the network")
    seen = "diplograph.state.highlighted.filter(id => diplograph.visible.nodes.has(diplograph.nodeOf(id))).length"
    assert ask.run("diplograph.state.view") == "network"
    assert ask.run(seen) == len(rows)


def test_a_query_is_in_the_address_and_is_undone(ask: Opened) -> None:
    run(ask, "ASK { ?s a kg:Treaty }")
    assert "ask=ASK" in ask.page.url
    run(ask, "ASK { ?s a kg:State }")
    ask.run("diplograph.undo()")
    assert text(ask) == "ASK { ?s a kg:Treaty }"


def test_the_editor_keeps_its_keys_and_can_be_left(ask: Opened) -> None:
    ask.page.click(".cm-content")
    ask.page.keyboard.type("1")
    ask.page.wait_for_timeout(500)  # what might complete the word has been looked for
    assert ask.run("diplograph.state.view") == "ask"
    ask.page.keyboard.press("Escape")
    ask.page.keyboard.press("Tab")
    assert ask.run("document.activeElement.textContent") == "Run"


def test_questions_are_found_by_their_words(ask: Opened) -> None:
    ask.page.fill("#ask-filter", "treaties force")
    assert ask.page.locator(".ask-question:visible").all_inner_texts() == ["Treaties in force on a day"]
