"""How each class of node looks: a colour and a shape, so that neither alone has to be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """The looks of a class: vis-network's shape, its colour, and whether it is drawn at first sight."""

    name: str
    plural: str
    color: str
    shape: str
    at_first: bool


# Colours after Okabe and Ito, "Color Universal Design" (2008): told apart with every kind of colour vision.
_BLUE, _SKY, _GREEN, _YELLOW = "#0072b2", "#56b4e9", "#009e73", "#f0e442"
_ORANGE, _VERMILION, _PURPLE, _GREY = "#e69f00", "#d55e00", "#cc79a7", "#8c8c8c"

STYLES = (
    Style("State", "states", _BLUE, "dot", True),
    Style("Person", "people", _ORANGE, "dot", True),
    Style("Group", "groups", _ORANGE, "hexagon", True),
    Style("Organization", "organizations", _SKY, "square", True),
    Style("Treaty", "treaties", _GREEN, "star", True),
    Style("Event", "events", _VERMILION, "diamond", True),
    Style("Relationship", "relationships", _BLUE, "triangleDown", True),
    Style("Position", "positions", _PURPLE, "triangle", False),
    Style("Project", "projects", _GREEN, "square", True),
    Style("Policy", "policies", _GREEN, "hexagon", False),
    Style("Observation", "figures", _YELLOW, "square", False),
    Style("Place", "places", _GREY, "triangleDown", False),
    Style("Topic", "topics", _YELLOW, "dot", False),
    Style("Scenario", "imagined or denied", _YELLOW, "hexagon", False),
    Style("Work", "works", _GREY, "diamond", False),
)
OTHER = Style("Other", "others", _GREY, "dot", True)

_BY_NAME = {style.name: style for style in STYLES}


def style_of(classes: Sequence[str]) -> Style:
    """Give the style of a node by its classes, the narrowest that has one."""
    return next((_BY_NAME[name] for name in classes if name in _BY_NAME), OTHER)
