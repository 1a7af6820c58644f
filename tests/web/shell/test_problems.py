"""What cannot be answered is said in the form that was asked for, and shows nothing of how the site is made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.build.current import current_build
from kg.build.snapshot import build_snapshot
from kg.config import Workspace
from tests.web.asking import Answer, ask
from tests.web.search.conftest import wait_for_names
from tests.web.serving import Server, serving

TOKEN = "a-token-for-problems"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
WRONG = {
    "/id/arvenja": (404, "arvenja"),
    "/search?q=a&limit=many": (400, "'many' is no number from 1 on"),
    "/explore?view=globe": (400, "'globe' is no view"),
    "/sparql?query=SELECT": (400, "SELECT"),
    "/graphs": (400, "no graph is named: add ?graph=IRI, or ?default"),
    "/static/nothing.css": (404, "there is nothing at this address"),
}


@pytest.mark.parametrize("path", WRONG)
def test_a_program_gets_a_line(embassy_site: Server, path: str) -> None:
    status, words = WRONG[path]
    answer = ask(embassy_site, path, headers={"Accept": "*/*"})
    assert (answer.status, answer.headers["Content-Type"]) == (status, "text/plain; charset=utf-8")
    assert words in answer.text
    assert answer.text.endswith("\n")


@pytest.mark.parametrize("path", WRONG)
def test_a_program_that_reads_json_gets_json(embassy_site: Server, path: str) -> None:
    status, words = WRONG[path]
    answer = ask(embassy_site, path, headers={"Accept": "application/json"})
    said = json.loads(answer.body)
    assert (answer.status, said["status"]) == (status, status)
    assert words in said["error"] or words in said.get("remedy", "")


@pytest.mark.parametrize("path", [path for path in WRONG if not path.startswith("/sparql")])
def test_a_person_gets_a_page(embassy_site: Server, path: str) -> None:
    status, _ = WRONG[path]
    answer = ask(embassy_site, path, headers={"Accept": "text/html,*/*;q=0.8"})
    assert (answer.status, answer.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert '<form class="find"' in answer.text
    assert '<meta name="robots" content="noindex">' in answer.text


def test_a_query_that_is_wrong_is_answered_with_the_place(embassy_site: Server) -> None:
    query = {"Accept": "application/json", "Content-Type": "application/sparql-query"}
    said = json.loads(ask(embassy_site, "/sparql", "POST", query, b"SELECT * {\n  ?a ?b\n}").body)
    assert (said["status"], said["line"]) == (400, 2)


def test_a_method_that_an_address_does_not_answer_is_named_with_those_it_does(embassy_site: Server) -> None:
    answer = ask(embassy_site, "/timeline", "DELETE")
    assert answer.status == 405
    assert {"GET", "HEAD"} <= {method.strip() for method in answer.headers["Allow"].split(",")}


@pytest.mark.parametrize("kind", ["text/html", "application/json", "*/*"])
def test_a_mistake_of_ours_shows_nothing_but_that_it_is_one(workspace: Workspace, tmp_path: Path, kind: str) -> None:
    """The index of names is damaged while it is read."""
    build_snapshot(workspace, lambda _step: None)
    with serving(workspace.root, tmp_path / "server.log") as site:
        wait_for_names(site)
        folder = current_build(workspace.store)
        assert folder is not None
        names = folder / "names.sqlite"
        with names.open("r+b") as file:
            file.write(b"no index" * (names.stat().st_size // 8))
        answer = ask(site, "/search?q=treaty", headers={"Accept": kind})
        assert answer.status == 500
        assert answer.headers["Cache-Control"] == "no-store"
        assert kind == "*/*" or answer.headers["Content-Type"].startswith(kind)
        assert "this went wrong here, not with you" in answer.text
        for word in ("sqlite", "Traceback", "Error", ".py", str(workspace.root)):
            assert word not in answer.text
        assert ask(site, "/id/arvenia.html").status == 200
        assert "Traceback" in site.log.read_text("utf-8")


def update(site: Server, *authorization: str) -> Answer:
    """Make an update; the header Authorization is sent if there is one."""
    headers = FORM | ({"Authorization": authorization[0]} if authorization else {})
    return ask(site, "/sparql", "POST", headers, b"update=CLEAR%20ALL")


def test_nobody_changes_a_graph_that_is_only_read(embassy_site: Server) -> None:
    answer = update(embassy_site, f"Bearer {TOKEN}")
    assert answer.status == 403
    assert "--allow-update" in answer.text


def test_only_who_has_the_token_changes_a_graph(built: Workspace, tmp_path: Path) -> None:
    with serving(built.root, tmp_path / "server.log", "--allow-update", environment={"KG_TOKEN": TOKEN}) as site:
        wrong = ((), (f"Bearer {TOKEN}x",), ("Bearer ",), (f"Basic {TOKEN}",), (TOKEN,))
        for given in wrong:
            refused = update(site, *given)
            assert refused.status == 401
            assert refused.headers["WWW-Authenticate"] == 'Bearer realm="updates"'
            assert TOKEN not in refused.text
        assert update(site, f"Bearer {TOKEN}").status == 204
        assert TOKEN not in site.log.read_text("utf-8")
