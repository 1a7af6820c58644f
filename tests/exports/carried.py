"""What a page carries, read out of it again."""

from __future__ import annotations

import base64
import gzip
import json
from html.parser import HTMLParser
from typing import Any

JSON = "application/json"


class Carried(HTMLParser):
    """The elements of a page with their attributes, and the text of each script and style."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.lasttag in {"script", "style"} and self.elements[-1][0] == self.lasttag and data.strip():
            self.raw.append((self.lasttag, self.elements[-1][1], data))

    def text(self, name: str) -> str | None:
        """Give the text of the element of that id, or None."""
        return next((text for _, attributes, text in self.raw if attributes.get("id") == name), None)

    def json(self, name: str) -> Any:
        return json.loads(self.text(name) or "null")

    def unpacked(self, name: str) -> bytes:
        return gzip.decompress(base64.b64decode(self.text(name) or ""))

    @property
    def policy(self) -> str:
        return next(a["content"] or "" for tag, a in self.elements if tag == "meta" and "http-equiv" in a)

    def graph(self) -> Any:
        """Give the graph with its parts joined, as graph.js joins them: with what goes without saying."""
        graph = self.json("graph")
        nodes = graph["nodes"]
        for edge in graph["edges"]:
            own = f"{nodes[edge['source']]['id']} {edge.get('key')} {nodes[edge['target']]['id']}"
            edge["id"] = f"={nodes[edge['fold']]['id']}" if "fold" in edge else own
        for claim in graph["claims"]:
            claim["passages"] = [graph["passages"][number] for number in claim["passages"]]
        return graph

    def node(self, name: str) -> dict[str, Any]:
        return next(node for node in self.graph()["nodes"] if node["id"] == name)

    def claim(self, name: str) -> dict[str, Any]:
        return next(claim for claim in self.graph()["claims"] if claim["id"] == name)
