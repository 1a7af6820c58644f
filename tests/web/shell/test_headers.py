from __future__ import annotations

import pytest

from kg.web.guards.headers import HEADERS
from tests.web.asking import ask
from tests.web.serving import Server

PATHS = ["/", "/health", "/static/site.css", "/sparql", "/nothing-here", "/search?q=putin", "/query", "/timeline"]


@pytest.mark.parametrize("path", PATHS)
def test_every_response_keeps_browsers_in_bounds(embassy_site: Server, path: str) -> None:
    answer = ask(embassy_site, path, headers={"Accept": "text/html"})
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert answer.headers["Cross-Origin-Resource-Policy"] in {"same-origin", "cross-origin"}
    assert answer.headers["Strict-Transport-Security"] is None
    assert answer.headers["Server"] is None


def test_a_policy_allows_no_script_but_ours(embassy_site: Server) -> None:
    policy = ask(embassy_site, "/", headers={"Accept": "text/html"}).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy.split("; ")
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", ["/", "/search?q=a", "/timeline"])
def test_who_has_a_page_is_told_that_it_is_unchanged(embassy_site: Server, path: str) -> None:
    first = ask(embassy_site, path, headers={"Accept": "text/html"})
    assert first.status == 200
    assert first.headers["Cache-Control"] == "no-cache"
    tag = first.headers["ETag"]
    again = ask(embassy_site, path, headers={"Accept": "text/html", "If-None-Match": tag})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == tag
    other = ask(embassy_site, path, headers={"Accept": "application/json", "If-None-Match": tag})
    assert other.status != 304


def test_no_error_is_kept(embassy_site: Server) -> None:
    answer = ask(embassy_site, "/nothing-here")
    assert answer.status == 404
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["ETag"] is None


def test_a_head_has_the_headers_of_a_get(embassy_site: Server) -> None:
    for coding in ("gzip", "identity"):
        got = ask(embassy_site, "/timeline", headers={"Accept-Encoding": coding})
        head = ask(embassy_site, "/timeline", "HEAD", headers={"Accept-Encoding": coding})
        assert (head.status, head.body) == (got.status, b"")
        for name in ("ETag", "Content-Type", "Content-Encoding", "Vary", "Cache-Control"):
            assert head.headers[name] == got.headers[name]


def test_a_site_known_by_https_is_only_visited_so(embassy_secure: Server) -> None:
    headers = {"Host": "graph.example.org"}
    answer = ask(embassy_secure, "/", headers=headers)
    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000"
