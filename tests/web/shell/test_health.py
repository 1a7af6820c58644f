from __future__ import annotations

import http.client
import json
import time
from typing import Any
from urllib.parse import quote

from kg.build.current import current_build
from kg.config import Workspace
from tests.web.asking import ask
from tests.web.serving import Server

SLOW = "/sparql?query=" + quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")


def health(site: Server) -> dict[str, Any]:
    answer = ask(site, "/health")
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["ETag"] is None
    found = json.loads(answer.body)
    assert isinstance(found, dict)
    return found


def test_health_names_the_build_and_the_time(embassy_site: Server, built: Workspace) -> None:
    folder = current_build(built.store)
    assert folder is not None
    before, after = health(embassy_site), health(embassy_site)
    assert before["build"] == folder.name
    assert 0 <= before["seconds"] <= after["seconds"] < 3600


def test_health_tells_of_the_queries_that_run(embassy_site: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", embassy_site.port)
    connection.request("GET", SLOW)
    assert wait_for_busy(embassy_site, 1)
    connection.close()
    assert wait_for_busy(embassy_site, 0)


def wait_for_busy(site: Server, number: int) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if health(site)["queries"]["busy"] == number:
            return True
        time.sleep(0.01)
    return False
