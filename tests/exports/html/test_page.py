from __future__ import annotations

import base64
import gzip
import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kg.build.opening import open_store
from kg.config import Workspace
from kg.errors import UsageError
from kg.exports.html import page as page_module
from kg.exports.html.page import write_explorer
from kg.store.embedded import EmbeddedStore
from kg.views.scope import Scope
from tests.conftest import EMBASSY
from tests.exports import hostile
from tests.exports.carried import JSON, Carried

MEMOIR = EMBASSY / "memoir-1931.txt"


@pytest.fixture(scope="module")
def store(built: Workspace) -> EmbeddedStore:
    return open_store(built, lambda _: None)


@pytest.fixture(scope="module")
def whole(store: EmbeddedStore, built: Workspace) -> Carried:
    return Carried(write_explorer(store, built, Scope()))


def explore(store: EmbeddedStore, built: Workspace, scope: Scope) -> Carried:
    return Carried(write_explorer(store, built, scope, engine=False))


def test_nothing_is_loaded_from_anywhere(whole: Carried) -> None:
    links = [(tag, a) for tag, a in whole.elements for name in a if name in {"src", "href", "srcset"}]
    assert links == [("link", {"rel": "icon", "href": "data:,"})]
    assert not [name for _, attributes in whole.elements for name in attributes if name.startswith("on")]
    assert "style" not in {name for _, attributes in whole.elements for name in attributes}


def test_the_policy_lets_in_only_what_is_there(whole: Carried) -> None:
    assert whole.policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-inline" not in whole.policy
    assert "'unsafe-eval'" not in whole.policy
    texts = [text for _, a, text in whole.raw if a.get("type") not in {JSON, "text/plain"}]
    assert len(texts) == 2
    for text in (*texts, whole.unpacked("ask").decode()):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in whole.policy


def test_the_quads_are_those_of_the_store(whole: Carried, store: EmbeddedStore) -> None:
    quads = whole.unpacked("quads")
    lines = quads.decode().splitlines()
    assert lines == sorted(lines)
    assert set(lines) == {f"{quad} ." for quad in store.quads()}
    assert whole.graph()["meta"]["checksum"] == hashlib.sha256(quads).hexdigest()


def test_without_the_engine_there_is_nothing_to_ask(store: EmbeddedStore, built: Workspace) -> None:
    page = explore(store, built, Scope())
    assert {page.text(name) for name in ("questions", "quads", "ask", "engine")} == {None}
    assert "wasm-unsafe-eval" not in page.policy
    assert page.graph()["nodes"]


def test_the_engine_is_web_assembly(whole: Carried) -> None:
    assert whole.unpacked("engine").startswith(b"\0asm")


def test_hostile_texts_break_out_of_nothing(store: EmbeddedStore, built: Workspace) -> None:
    content = write_explorer(store, replace(built, title=hostile.SCRIPT), Scope(), engine=False)
    page = Carried(content)
    assert [tag for tag, _ in page.elements].count("script") == 4
    assert page.graph()["meta"]["title"] == hostile.SCRIPT
    assert hostile.SCRIPT.encode() not in content


def test_the_same_graph_gives_the_same_bytes(whole: Carried, built: Workspace) -> None:
    script = (
        "import hashlib, sys; from kg.build.opening import open_store; from kg.config import find_workspace;"
        "from kg.exports.html.page import write_explorer; from kg.views.scope import Scope;"
        "w = find_workspace(); p = write_explorer(open_store(w, print), w, Scope());"
        "print(hashlib.sha256(p).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=built.root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_packing_names_neither_time_nor_system(whole: Carried) -> None:
    packed = base64.b64decode(whole.text("quads") or "")
    assert packed[4:8] == b"\0\0\0\0"
    assert packed[9] == 255
    assert gzip.decompress(packed)


def test_a_day_is_left_to_the_page_and_a_longer_time_is_not(store: EmbeddedStore, built: Workspace) -> None:
    day, year = (explore(store, built, Scope(as_of=date)).graph() for date in ("1930-01-01", "1930"))
    assert day["meta"]["asOf"] == "1930-01-01"
    assert day["meta"]["scope"] == ""
    assert year["meta"]["asOf"] == ""
    assert year["meta"]["scope"] == "as of 1930"
    assert len(year["nodes"]) < len(day["nodes"])


def test_a_scope_around_a_name(store: EmbeddedStore, built: Workspace) -> None:
    page = Carried(write_explorer(store, built, Scope(("Arvenia",)), "map", engine=False))
    meta = page.graph()["meta"]
    assert (meta["view"], meta["focus"], meta["scope"]) == ("map", ["arvenia"], "1 step around Arvenia")
    assert meta["depth"] == 1
    assert page.node("arvenia")["rank"] == 0


def test_of_too_many_nodes_the_best_connected_stay(
    store: EmbeddedStore, built: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "AT_MOST", 8)
    graph = explore(store, built, Scope()).graph()
    assert graph["meta"]["scope"].startswith("the 8 best connected of ")
    lines = {edge["fold"] for edge in graph["edges"] if "fold" in edge}
    assert len(graph["nodes"]) - len(lines) == 8
    assert all(edge[end] < len(graph["nodes"]) for edge in graph["edges"] for end in ("source", "target"))


def test_quotes_come_from_the_readers_copy_and_nothing_else_does(store: EmbeddedStore, built: Workspace) -> None:
    text = MEMOIR.read_text(encoding="utf-8")
    without = write_explorer(store, built, Scope(), engine=False).decode()
    page = Carried(write_explorer(store, built, Scope(), text=MEMOIR, engine=False))
    passages = [passage for claim in page.graph()["claims"] for passage in claim["passages"]]
    assert passages
    for passage in passages:
        assert passage["quote"] == text[passage["start"] : passage["end"]]
        assert hashlib.sha256(passage["quote"].encode()).hexdigest() == passage["sha256"]
        assert passage["quote"] not in without
    cited = {(passage["start"], passage["end"]) for passage in passages}
    kept = sum(end - start for start, end in cited)
    assert kept < len(text)
    assert '"quote"' not in without


def test_a_copy_of_something_else_is_refused(store: EmbeddedStore, built: Workspace, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Once upon a time there was something else.\n", encoding="utf-8")
    with pytest.raises(UsageError, match="none of the cited passages"):
        write_explorer(store, built, Scope(), text=other, engine=False)


def test_mistakes_in_a_scope_are_refused(store: EmbeddedStore, built: Workspace) -> None:
    with pytest.raises(UsageError, match="no modality"):
        write_explorer(store, built, Scope(modalities=("gossip",)))
