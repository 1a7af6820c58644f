"""What schemathesis has to know of the site beyond its description: how RDF is sent, and names that there are."""

from __future__ import annotations

from typing import Any

import schemathesis

RDF = ("text/turtle", "application/n-triples", "application/n-quads", "application/trig", "application/rdf+xml")
NAMES = ("arvenia", "treaty-1902", "treaty-1921-signed", "memoir-1931", "memoir-1931.P3", "Treaty", "site.css")


@schemathesis.serializer(RDF[0], *RDF[1:], "application/ld+json", "application/sparql-query")
def as_text(_context: Any, value: Any) -> bytes:
    """Send what was made up as the text it is."""
    return str(value).encode("utf-8", errors="replace")


@schemathesis.hook("map_path_parameters")
def with_names_that_are_there(_context: Any, parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    """Put a name that is there in the place of every other that was made up."""
    if parameters and isinstance(parameters.get("name"), str) and len(parameters["name"]) % 2:
        return {**parameters, "name": NAMES[len(parameters["name"]) // 2 % len(NAMES)]}
    return parameters
