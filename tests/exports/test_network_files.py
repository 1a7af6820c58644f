"""GraphML, GEXF and tables: files of the network that other programs read."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.build.opening import open_store
from kg.config import Workspace
from kg.exports import gexf, graphml
from kg.exports.gexf import write_gexf
from kg.exports.graphml import write_graphml
from kg.exports.rows import to_id, to_rows
from kg.exports.tables import write_tables, zip_files
from kg.views.network import Network, read_network
from kg.views.statements import ClaimSelection
from tests.exports import hostile
from tests.exports.hostile import TEXTS, hostile_network

SCHEMAS = Path(__file__).parents[3] / "shared" / "suites" / "xsd"


@pytest.fixture(scope="module", params=["embassy", "hostile", "empty"])
def network(request: pytest.FixtureRequest, built: Workspace) -> Network:
    if request.param == "embassy":
        return read_network(open_store(built, lambda _: None), ClaimSelection(unasserted=True))
    return hostile_network() if request.param == "hostile" else nx.MultiDiGraph()


def write(name: str, network: Network) -> bytes:
    return write_graphml(network) if name == "graphml" else write_gexf(network, hostile.SCRIPT + hostile.CONTROLS)


@pytest.mark.parametrize(("name", "schema"), [("graphml", "graphml/graphml.xsd"), ("gexf", "gexf.xsd")])
def test_valid_by_its_schema(name: str, schema: str, network: Network) -> None:
    etree = pytest.importorskip("lxml.etree")
    if not (SCHEMAS / schema).is_file():
        pytest.skip("the schemas are not at hand")
    validator = etree.XMLSchema(etree.parse(str(SCHEMAS / schema)))
    assert validator.validate(etree.fromstring(write(name, network))), validator.error_log.last_error


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_read_back_by_networkx(name: str, network: Network) -> None:
    content = io.BytesIO(write(name, network))
    found = nx.read_graphml(content, force_multigraph=True) if name == "graphml" else nx.read_gexf(content)
    assert (len(found), found.number_of_edges()) == (len(network), network.number_of_edges())
    assert set(found) == {to_id(key) for key in network}
    assert {data["label"] for _, data in found.nodes(data=True)} == {row["label"] for row in cleaned_nodes(network)}


def cleaned_nodes(network: Network) -> list[dict[str, str]]:
    from kg.exports.xml import clean

    return [{name: clean(text) for name, text in row.items()} for row in to_rows(network).nodes]


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_every_edge_ends_at_nodes_and_every_value_at_a_declaration(name: str, network: Network) -> None:
    root = ET.fromstring(write(name, network))
    space = {"x": graphml.NAMESPACE if name == "graphml" else gexf.NAMESPACE}
    nodes = [element.get("id") for element in root.iterfind(".//x:node", space)]
    edges = root.findall(".//x:edge", space)
    assert len(nodes) == len(set(nodes)) == len(network)
    assert len({edge.get("id") for edge in edges}) == network.number_of_edges()
    assert {end for edge in edges for end in (edge.get("source"), edge.get("target"))} <= set(nodes)
    keys, uses = ("key", ("data", "key")) if name == "graphml" else ("attribute", ("attvalue", "for"))
    declared = {element.get("id") for element in root.iterfind(f".//x:{keys}", space)}
    assert {element.get(uses[1]) for element in root.iterfind(f".//x:{uses[0]}", space)} <= declared


def test_gexf_has_the_widest_span_of_what_is_dated(built: Workspace) -> None:
    network = read_network(open_store(built, lambda _: None))
    root = ET.fromstring(write_gexf(network, "Time"))
    nodes = {element.get("id"): element for element in root.iter(f"{{{gexf.NAMESPACE}}}node")}
    assert (nodes["quarrel"].get("start"), nodes["quarrel"].get("end")) == ("1918-01-01", "1925-12-31")
    assert (nodes["alliance"].get("start"), nodes["alliance"].get("end")) == ("1921-05-01", None)
    assert (nodes["arvenia"].get("start"), nodes["arvenia"].get("end")) == (None, None)


def test_graphml_has_dates_and_bounds_as_keys(built: Workspace) -> None:
    content = write_graphml(read_network(open_store(built, lambda _: None)))
    network = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
    assert network.nodes["quarrel"]["date"] == "1919~/1924?"
    assert network.nodes["quarrel"]["latestBegin"] == "1920-12-31"
    edge = network.edges["quarrel", "arvenia", "quarrel--Rival--arvenia"]
    assert (edge["earliestBegin"], edge["latestEnd"]) == ("1918-01-01", "1925-12-31")
    assert network.nodes["arvenia"]["label_ko"] == "아르베니아"


@pytest.mark.parametrize(
    "write_it", [write_graphml, lambda n: write_gexf(n, "T"), lambda n: zip_files(write_tables(n))]
)
def test_the_bytes_do_not_depend_on_the_order(write_it, network: Network) -> None:  # type: ignore[no-untyped-def]
    turned = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from(reversed(list(network.edges(keys=True, data=True))))
    assert write_it(turned) == write_it(network)


@given(st.lists(st.text(max_size=8), unique=True, max_size=30))
def test_ids_are_name_tokens_and_differ(keys: list[str]) -> None:
    ids = [to_id(key) for key in keys]
    assert len(set(ids)) == len(keys)
    assert all(character.isascii() and (character.isalnum() or character in "._:-") for i in ids for character in i)


def test_a_slug_is_its_own_id() -> None:
    assert to_id("putin-visit-2000.host") == "putin-visit-2000.host"
    assert to_id("src:lankov-2007") == "src:lankov-2007"


def read_table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_tables_give_every_text_back() -> None:
    nodes = {row["id"]: row for row in read_table(write_tables(hostile_network())["nodes.csv"])}
    for key, text in TEXTS.items():
        expected = f"'{text}" if text.startswith("=") else text
        assert nodes[to_id(key)]["label"] == expected


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-cmd", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_text_is_a_formula(text: str) -> None:
    network = nx.MultiDiGraph()
    network.add_node("a", **hostile.node(text))
    assert read_table(write_tables(network)["nodes.csv"])[0]["label"] == "'" + text


def test_numbers_stay_numbers() -> None:
    network = nx.MultiDiGraph()
    network.add_node("a", **{**hostile.node("A"), "value": "-2.5"})
    assert read_table(write_tables(network)["nodes.csv"])[0]["value"] == "-2.5"


def test_tables_follow_rfc_4180(network: Network) -> None:
    tables = write_tables(network)
    for content in tables.values():
        assert content.endswith(b"\r\n")
        assert not content.startswith(b"\xef\xbb\xbf")
    assert len(read_table(tables["nodes.csv"])) == len(network)
    assert len(read_table(tables["edges.csv"])) == network.number_of_edges()
    assert tables["edges.csv"].startswith(b"id,source,target,label")


def test_a_zip_holds_both_tables(network: Network) -> None:
    tables = write_tables(network)
    with zipfile.ZipFile(io.BytesIO(zip_files(tables))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == tables
