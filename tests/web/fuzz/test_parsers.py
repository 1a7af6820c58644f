"""Atheris feeds the parsers of what strangers send, beginning with what they should understand."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(not find_spec("atheris"), reason="atheris has no wheel for this Python or system")

SEEDS: Mapping[str, tuple[str, ...]] = {
    "parameters": (
        "about=arvenia&about=belmark&depth=2&as-of=1921-06&source=memoir-1931&modality=denial&unasserted=yes",
        "q=arvenia&type=State&limit=5&page=2",
        "query=ASK+%7B%7D&default-graph-uri=https%3A%2F%2Fexample.org%2F&named-graph-uri=urn%3Aa&format=xml",
    ),
    "path": ("id/treaty-1902.ttl", "ontology/Treaty.html", "source/%C3%A9%2F..%2e.csl.json", "code/a:b#c", "ontology"),
    "posted": (
        "application/x-www-form-urlencoded; charset=utf-8\nquery=ASK%7B%7D&default-graph-uri=urn:a",
        "application/x-www-form-urlencoded\nupdate=CLEAR%20ALL&using-graph-uri=urn:a",
        'application/sparql-query; charset="utf-8"\nSELECT * { ?a ?b ?c }',
    ),
    "accept": (
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        'application/ld+json;profile="a,b;c\\"d";q=0.5, text/turtle;q=0, */*',
        "gzip;q=0.5, br, *;q=0",
    ),
    "date": ("1921-06-12", "199X/..", "1961~/1995?", "[1667,1668..1670-12]", "{1960,1961-12}", "2001-21", "-0100/2000"),
    "query": (
        "PREFIX kg: <urn:x> SELECT * { ?a kg:b 'c'@en . FILTER(?a < 3 && ?b > <urn:a>) } # end\n",
        "SELECT * FROM <urn:g> { SERVICE SILENT <https://example.org/sparql> { ?s ?p ?o } }",
        'INSERT DATA { GRAPH <urn:g> { <a> <b> """c\\"d""" } } ; LOAD <https://example.org/x> INTO GRAPH <urn:y>',
    ),
    "headers": (
        'localhost:8000\nfor=192.0.2.1;proto=https, for="[2001:db8::1]:80"',
        "[::1]:80\n203.0.113.7, 127.0.0.1",
    ),
    "reconciliation": (
        '{"q0":{"query":"a","type":["State"],"limit":3,"type_strict":"any","properties":[{"pid":"p","v":{"id":"x"}}]}}',
        '{"queries":[{"type":"State","conditions":[{"matchType":"name","propertyValue":"a","required":true}]}]}',
    ),
}
RUNS = 5000
SLOW = {"date": 1000}  # a grammar is walked for each


@pytest.mark.parametrize("name", SEEDS)
def test_whatever_is_parsed_is_taken_or_refused(name: str, tmp_path: Path) -> None:
    """The runs are the same each time; what went wrong, and with which input, is in the output."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(SEEDS[name]):
        (corpus / str(number)).write_text(seed, encoding="utf-8", newline="")
    options = [
        f"-runs={SLOW.get(name, RUNS)}",
        "-seed=1931",
        "-max_len=400",
        "-timeout=20",
        "-rss_limit_mb=0",  # it counts what the process had that began this one
        f"-artifact_prefix={tmp_path}/",
    ]
    command = [sys.executable, "-m", "tests.web.fuzz.target", name, *options, str(corpus)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=300, check=False)
    said = ran.stderr.decode(errors="replace")
    assert ran.returncode == 0, said
    assert "Done" in said
