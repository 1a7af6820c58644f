"""The drawing: a picture with its layout, as the nodes, edges and options of a pyvis network."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from kg.exports.network_page.layout import lay_out
from kg.exports.network_page.picture import Line, Picture

_OPTIONS = {
    "physics": {"enabled": False, "barnesHut": {"springLength": 160, "avoidOverlap": 0.4}},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {"hover": True, "hoverConnectedEdges": False, "tooltipDelay": 0, "multiselect": False},
    "nodes": {"borderWidth": 1.5, "labelHighlightBold": False},
    "edges": {
        "selectionWidth": 1.5,
        "hoverWidth": 1,
        "arrowStrikethrough": False,
        "arrows": {"to": {"scaleFactor": 0.55}},
        "selfReference": {"size": 18},
        "font": {"align": "middle"},
    },
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """What vis-network is given."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: dict[str, Any]


def draw(picture: Picture) -> Drawing:
    """Draw a picture with pyvis; the picture's network is left as it is."""
    from pyvis.network import Network  # loads IPython

    canvas = Network(height="100%", width="100%", directed=True)  # undirected, it drops parallel edges
    for key, (x, y) in lay_out(picture).items():
        style = picture.styles[key]
        canvas.add_node(
            key,
            label=key,
            shape=style.shape,
            color=style.color,
            x=x,
            y=y,
            size=picture.size(key),
            font={"size": picture.font_size(key)},
        )
    for line in picture.lines:
        canvas.add_edge(line.source, line.target, id=line.id, **_look(line))
    canvas.options = _OPTIONS
    nodes, edges, _heading, _height, _width, options = canvas.get_network_data()
    return Drawing(nodes, edges, json.loads(options))


def _look(line: Line) -> dict[str, Any]:
    bend = {
        "enabled": line.bend != 0,
        "type": "curvedCW" if line.bend > 0 else "curvedCCW",
        "roundness": abs(line.bend),
    }
    return {"smooth": bend, "arrows": "to" if line.directed else ""}
