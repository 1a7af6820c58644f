"""The page as bytes: the drawing, what lies behind each line, and the script that shows both, in one HTML file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from typing import Any

from kg.exports.network_page.drawing import draw
from kg.exports.network_page.facts import claims_of, facts_of, kind_of, languages_of, without_blanks
from kg.exports.network_page.inline import embed, policy
from kg.exports.network_page.picture import Picture, compose
from kg.exports.network_page.style import OTHER, STYLES
from kg.views.network import Attributes, Network
from kg.views.sources import Source

_HERE = "kg.exports.network_page"
_LIBRARY = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands around the picture: its title, what of the graph it shows, and whose it is."""

    title: str
    scope: str = ""
    credits: str = ""


def write_page(network: Network, sources: Mapping[str, Source], heading: Heading, focus: Iterable[str] = ()) -> bytes:
    """Write the page of a network: HTML that makes no request and runs no script but its own.

    `sources` describe the claims of the network, by IRI; the nodes in `focus` are what the page is about. Same input,
    same bytes.
    """
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    picture = compose(network, frozenset(focus))
    script, library, css = _own("page.js"), _library(), _own("page.css")
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    page = environment.from_string(_own("page.html.jinja")).render(
        heading=heading,
        policy=policy([library, script], css),
        css=Markup(css),
        library=Markup(library),
        script=Markup(script),
        data=Markup(embed(_data(picture, sources, list(focus)))),
    )
    return page.encode()


def _data(picture: Picture, sources: Mapping[str, Source], focus: list[str]) -> dict[str, Any]:
    drawing = draw(picture)
    claims = sorted(claims_of(picture.network) & set(sources))
    number = {claim: place for place, claim in enumerate(claims)}
    return {
        "nodes": drawing.nodes,
        "edges": drawing.edges,
        "options": drawing.options,
        "about": {key: _about_node(picture, key, number) for key in picture.network},
        "lines": {line.id: _about_line(picture, place, number) for place, line in enumerate(picture.lines)},
        "claims": [_about_claim(sources[claim]) for claim in claims],
        "styles": [asdict(style) for style in (*STYLES, OTHER) if style in picture.styles.values()],
        "ranking": picture.ranking,
        "shown": len(picture.first),
        "focus": focus,
        "languages": languages_of(picture.network),
    }


def _about_node(picture: Picture, key: str, number: Mapping[str, int]) -> Attributes:
    data = picture.network.nodes[key]
    return without_blanks(
        {
            "label": data["label"],
            "labels": data["labels"],
            "style": picture.styles[key].name,
            "kind": kind_of(data),
            "when": data["when"].text if data["when"] else "",
            "held": data.get("held", ""),
            "description": data.get("description", ""),
            "note": data.get("note", ""),
            "names": data.get("altLabel", ""),
            "facts": facts_of(data),
            "claims": [number[claim] for claim in data["claims"] if claim in number],
            "unasserted": [number[claim] for claim in data["unasserted"] if claim in number],
        }
    )


def _about_line(picture: Picture, place: int, number: Mapping[str, int]) -> Attributes:
    line = picture.lines[place]
    network = picture.network
    data = network.nodes[line.fold] if line.fold else network.edges[line.source, line.target, line.key]
    return without_blanks(
        {
            "label": line.label,
            "fold": line.fold,
            "partsOf": list(line.parts_of),
            "role": "" if line.fold else data["role"],
            "when": data["when"].text if data["when"] else "",
            "held": data.get("held", ""),
            "denied": not data.get("asserted", True),
            "claims": [number[claim] for claim in data["claims"] if claim in number],
        }
    )


def _about_claim(source: Source) -> Attributes:
    return without_blanks(
        {
            "statement": source.statement,
            "modality": source.modality,
            "manner": source.manner,
            "citation": source.citation,
            "cites": list(source.cites),
            "note": source.note or "",
            "denied": not source.is_asserted,
        }
    )


@cache
def _own(name: str) -> str:
    return resources.files(_HERE).joinpath(name).read_text(encoding="utf-8")


@cache
def _library() -> str:
    """Give vis-network as pyvis carries it."""
    text = resources.files("pyvis").joinpath(*_LIBRARY).read_text(encoding="utf-8").replace("\r\n", "\n")
    assert "</script" not in text
    return text
