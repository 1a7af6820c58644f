from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from typing import Any

import networkx as nx
import pytest

from kg.build.opening import open_store
from kg.config import Workspace
from kg.exports.network_page.page import Heading, write_page
from kg.exports.network_page.scope_page import write_scope_page
from kg.views.scope import Scope
from tests.exports import hostile
from tests.exports.carried import Carried
from tests.exports.hostile import hostile_network, hostile_sources

HEADING = Heading(hostile.SCRIPT, hostile.IMAGE, hostile.QUOTES)


class Page(Carried):
    """What the network page carries."""

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = self.json("data")
        return found


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(write_page(hostile_network(), hostile_sources(), HEADING, ["hub"]))


@pytest.fixture(scope="module")
def embassy(built: Workspace) -> Page:
    return Page(write_scope_page(open_store(built, lambda _: None), built, Scope(unasserted=True)))


def test_hostile_texts_make_no_elements(page: Page) -> None:
    assert [tag for tag, _ in page.elements].count("script") == 3
    assert not [tag for tag, _ in page.elements if tag in {"img", "iframe", "link", "object", "embed", "form"}]
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]


def test_nothing_is_loaded_from_anywhere(page: Page) -> None:
    assert not [name for _, attributes in page.elements for name in attributes if name in {"src", "href", "srcset"}]
    assert "url(" not in next(text for tag, _, text in page.raw if tag == "style")


def test_the_policy_lets_in_only_what_is_there(page: Page) -> None:
    policy = next(a["content"] for tag, a in page.elements if tag == "meta" and "http-equiv" in a) or ""
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for tag, attributes, text in page.raw:
        if attributes.get("type") != "application/json":
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy, tag


def test_the_data_hold_every_text_as_it_is(page: Page) -> None:
    about = page.data["about"]
    for key, text in hostile.TEXTS.items():
        assert about[key]["label"] == text
        assert about[key]["labels"]["ko"] == text + " 한국"
    assert page.data["claims"] == [
        {
            "statement": hostile.SCRIPT,
            "modality": "fact",
            "citation": f"Doc {hostile.IMAGE}, P1",
            "note": hostile.QUOTES,
        }
    ]


def test_the_data_cannot_end_their_element() -> None:
    content = write_page(hostile_network(), hostile_sources(), HEADING).decode()
    data = re.search(r'id="data">(.*?)</script>', content, re.DOTALL)
    assert data is not None
    assert not set("<>&\u2028\u2029") & set(data[1])


def test_every_node_and_line_is_drawn(embassy: Page) -> None:
    data = embassy.data
    assert {node["id"] for node in data["nodes"]} == set(data["about"])
    assert {edge["id"] for edge in data["edges"]} == set(data["lines"])
    assert {"=alliance", "=quarrel", "=trade", "=election-money"} <= set(data["lines"])
    assert data["lines"]["=alliance"]["when"] == "since 1921-05"
    assert data["languages"] == ["en", "ko", "ru"]


def test_every_line_has_its_sources(embassy: Page) -> None:
    data = embassy.data
    for line in data["lines"].values():
        for number in line.get("claims", []):
            assert data["claims"][number]["citation"].startswith("Hale 1931, P")
    denied = [line for line in data["lines"].values() if line.get("denied")]
    assert [line["label"] for line in denied] == ["causes"]


def test_the_network_is_left_as_it_is() -> None:
    network = hostile_network()
    before = json.dumps([list(network.nodes(data=True)), list(network.edges(keys=True, data=True))], default=str)
    write_page(network, hostile_sources(), HEADING)
    after = json.dumps([list(network.nodes(data=True)), list(network.edges(keys=True, data=True))], default=str)
    assert before == after


def test_an_empty_network_is_a_page() -> None:
    assert Page(write_page(nx.MultiDiGraph(), {}, Heading("Nothing"))).data["nodes"] == []


SCRIPT = """
import hashlib
from kg.exports.network_page.page import Heading, write_page
from tests.exports.hostile import hostile_network, hostile_sources
print(hashlib.sha256(write_page(hostile_network(), hostile_sources(), Heading("T"), ["hub"])).hexdigest())
"""


def test_the_same_bytes_in_every_process() -> None:
    found = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        result = subprocess.run(
            [sys.executable, "-c", SCRIPT], capture_output=True, text=True, env=environment, check=True
        )
        found.add(result.stdout)
    assert len(found) == 1
