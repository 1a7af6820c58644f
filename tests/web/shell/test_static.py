from __future__ import annotations

import gzip
import re

import pytest

from kg.web.files import FOLDER
from tests.web.asking import ask
from tests.web.serving import Server

STYLE = FOLDER / "site.css"


def test_a_page_names_files_by_their_content_and_they_are_kept_for_ever(embassy_site: Server) -> None:
    page = ask(embassy_site, "/", headers={"Accept": "text/html"}).text
    found = re.search(r'href="(/static/site\.css\?v=[0-9a-f]{16})"', page)
    assert found
    answer = ask(embassy_site, found[1])
    assert (answer.status, answer.body) == (200, STYLE.read_bytes())
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"


def test_a_file_asked_for_without_its_hash_is_asked_for_again(embassy_site: Server) -> None:
    answer = ask(embassy_site, "/static/site.css?v=0123456789abcdef")
    assert answer.headers["Cache-Control"] == "no-cache"
    again = ask(embassy_site, "/static/site.css", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")


def test_a_file_is_packed_once_for_who_can_unpack_it(embassy_site: Server) -> None:
    plain = ask(embassy_site, "/static/site.css")
    packed = ask(embassy_site, "/static/site.css", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["ETag"] != plain.headers["ETag"]
    refused = ask(embassy_site, "/static/site.css", headers={"Accept-Encoding": "gzip;q=0, *"})
    assert refused.headers["Content-Encoding"] is None


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/%2e%2e%2fapp.py",
        "/static/..%5capp.py",
        "/static/%252e%252e%252fapp.py",
        "/static/....//app.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/site.css%00.js",
        "/static/",
        "/static",
        "/static/.",
        "/id/..%2f..%2fkg.toml",
        "/source/%2e%2e%2f%2e%2e%2fkg.toml",
        "/ontology/..%2f..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%c0%af..%c0%afetc/passwd",
        "//etc/passwd",
    ],
)
def test_no_address_is_a_path(embassy_site: Server, path: str) -> None:
    answer = ask(embassy_site, path)
    assert answer.status in {400, 404}
    for secret in (b"root:", b"[graph]", b"create_app"):
        assert secret not in answer.body
