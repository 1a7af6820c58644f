"""The page on the model: its examples parse, its questions parse, its lists are complete."""

import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import Graph, Namespace
from rdflib.plugins.sparql import prepareQuery

HOUSE = Path(__file__).parents[2]
KG = Namespace("https://w3id.org/diplograph/ontology#")
PAGE = (HOUSE / "docs" / "model.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


PREFIXES, *TURTLE = blocks("turtle")


def test_the_examples_speak_the_ontology() -> None:
    declared = {str(term) for term in Graph().parse(HOUSE / "ontology" / "diplomacy.ttl").subjects()}
    trig = PREFIXES + "".join([*TURTLE, *blocks("trig")])
    quads = list(parse(trig, format=RdfFormat.TRIG))
    nodes = {node for quad in quads for node in (quad.subject, quad.predicate, quad.object)}
    used = {node.value for node in nodes if isinstance(node, NamedNode) and node.value.startswith(KG)}
    assert used and used <= declared


@pytest.mark.parametrize("query", blocks("sparql"))
def test_the_questions_parse(query: str) -> None:
    namespaces = {str(prefix): str(iri) for prefix, iri in re.findall(r"@prefix (\w+): +<(.+)>", PREFIXES)}
    assert prepareQuery(query, initNs=namespaces)


def test_the_page_lists_every_finding_code() -> None:
    codes = {str(code) for code in Graph().parse(HOUSE / "ontology" / "shapes.ttl").objects(None, KG.findingCode)}
    section = PAGE.split("## What is checked")[1]
    assert codes == set(re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`", section))
