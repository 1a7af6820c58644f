"""A network whose texts attack every format that they are written to."""

from __future__ import annotations

import datetime as dt

import networkx as nx

from kg.model.bounds import Bounds
from kg.views.network import Attributes, Network
from kg.views.sources import Place, Source
from kg.views.when import When

CLAIM = "https://example.org/claim/1"
SCRIPT = "</script><script>window.hacked = 1</script>"
IMAGE = '<img src=x onerror="window.hacked = 2">'
QUOTES = "\"double\" 'single' `back` \\ &amp; ${window.hacked = 3}"
BIDI = "\u202eright to left\u202c \u2066isolated"
LONG = "An endless name " * 625
EMOJI = "\U0001f1f0\U0001f1f5 \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f525"
CONTROLS = "bell\x07 null\x00 escape\x1b separators\u2028\u2029 end\ufffe"
LINES = "line\nend\r\nand\rtab\t"
FORMULA = '=HYPERLINK("https://example.org";"click")'
TEXTS = {
    "script": SCRIPT,
    "image": IMAGE,
    "quotes": QUOTES,
    "bidi": BIDI,
    "long": LONG,
    "emoji": EMOJI,
    "controls": CONTROLS,
    "lines": LINES,
    "formula": FORMULA,
    "an id with spaces": "Spaces",
    "<id>&\"'": "Marks",
    "김정일": "Kim Jong Il",
}


def hostile_network() -> Network:
    """Give a network of states around one that all point at, each with a text that attacks."""
    network = nx.MultiDiGraph()
    network.add_node("hub", **node("Hub"))
    for key, text in TEXTS.items():
        network.add_node(key, **node(text))
        network.add_edge(key, "hub", text, **edge(text))
    network.add_node("treaty", **node("Treaty", "Treaty", "TemporalEntity", when=MAY_1921))
    for key in ("hub", "script"):
        network.add_edge("treaty", key, "Party", **edge("party", role="Party", when=MAY_1921))
    return network


def hostile_sources() -> dict[str, Source]:
    """Describe the claim of that network."""
    place = Place("Doc " + IMAGE, 0, "P1", "doc.P1")
    return {CLAIM: Source((place,), "1", SCRIPT, "fact", True, True, note=QUOTES)}


MAY_1921 = When("1921-05/..", Bounds(dt.date(1921, 5, 1), dt.date(1921, 5, 31)))


def node(label: str, *classes: str, when: When | None = None) -> Attributes:
    """Give the attributes of a node, as `read_network` does."""
    lineage = list(classes) or ["State", "Actor"]
    return {
        "iri": "https://example.org/id/x",
        "label": label,
        "labels": {"en": label, "ko": label + " 한국"},
        "class": lineage[0],
        "classes": lineage,
        "when": when,
        "claims": [CLAIM],
        "unasserted": [],
        "description": label,
    }


def edge(label: str, role: str = "", when: When | None = None) -> Attributes:
    """Give the attributes of an edge, as `read_network` does."""
    predicate = "https://example.org/ontology#p"
    return {"label": label, "predicate": predicate, "role": role, "claims": [CLAIM], "asserted": True, "when": when}
