"""The page as bytes: the drawing, what lies behind each line, and the script that shows both, in one HTML file."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from typing import Any

from kg.exports.network_page.drawing import draw
from kg.exports.network_page.picture import Picture, compose
from kg.exports.network_page.style import OTHER, STYLES
from kg.views.network import Attributes, Network
from kg.views.sources import Source

_HERE = "kg.exports.network_page"
_LIBRARY = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")

# What the panel shows elsewhere or in better words, and what no reader asks for.
_NOT_SHOWN = frozenset(
    {"iri", "label", "labels", "class", "classes", "when", "held", "claims", "unasserted", "asserted"}
    | {"date", "earliestBegin", "latestBegin", "earliestEnd", "latestEnd"}
    | {"description", "note", "altLabel", "kind", "sha256", "characters"}
)


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
        policy=_policy([library, script], css),
        css=Markup(css),
        library=Markup(library),
        script=Markup(script),
        data=Markup(_embed(_data(picture, sources, list(focus)))),
    )
    return page.encode()


def _data(picture: Picture, sources: Mapping[str, Source], focus: list[str]) -> dict[str, Any]:
    drawing = draw(picture)
    claims = sorted(_claims(picture.network) & set(sources))
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
        "languages": _languages(picture.network),
    }


def _claims(network: Network) -> set[str]:
    parts = [*(data for _, data in network.nodes(data=True)), *(data for *_, data in network.edges(data=True))]
    return {claim for data in parts for claim in (*data["claims"], *data.get("unasserted", ()))}


def _about_node(picture: Picture, key: str, number: Mapping[str, int]) -> Attributes:
    data = picture.network.nodes[key]
    return _without_blanks(
        {
            "label": data["label"],
            "labels": data["labels"],
            "style": picture.styles[key].name,
            "kind": data.get("kind", "") or _words(data["class"]),
            "when": data["when"].text if data["when"] else "",
            "held": data.get("held", ""),
            "description": data.get("description", ""),
            "note": data.get("note", ""),
            "names": data.get("altLabel", ""),
            "facts": [[_words(name), text] for name, text in sorted(data.items()) if name not in _NOT_SHOWN],
            "claims": [number[claim] for claim in data["claims"] if claim in number],
            "unasserted": [number[claim] for claim in data["unasserted"] if claim in number],
        }
    )


def _about_line(picture: Picture, place: int, number: Mapping[str, int]) -> Attributes:
    line = picture.lines[place]
    network = picture.network
    data = network.nodes[line.fold] if line.fold else network.edges[line.source, line.target, line.key]
    return _without_blanks(
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
    return _without_blanks(
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


def _without_blanks(attributes: Attributes) -> Attributes:
    return {name: value for name, value in attributes.items() if value}


def _languages(network: Network) -> list[str]:
    found = {language for _, data in network.nodes(data=True) for language in data["labels"] if language}
    return sorted(found, key=lambda language: (language != "en", language))


def _words(name: str) -> str:
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()


def _embed(data: Any) -> str:
    """Give JSON that an HTML script element can hold, whatever the texts in it say."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _policy(scripts: Iterable[str], css: str) -> str:
    """Give the content security policy that lets in these very scripts and this style, and nothing from anywhere."""
    hashes = " ".join(_hash(script) for script in scripts)
    sources = f"script-src {hashes}; style-src {_hash(css)}; img-src data:"
    return f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _own(name: str) -> str:
    return resources.files(_HERE).joinpath(name).read_text(encoding="utf-8")


@cache
def _library() -> str:
    """Give vis-network as pyvis carries it."""
    text = resources.files("pyvis").joinpath(*_LIBRARY).read_text(encoding="utf-8").replace("\r\n", "\n")
    assert "</script" not in text
    return text
