"""The entry of a document in a bibliography, in the formats that reference managers read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from kg.errors import NameNotFoundError
from kg.sources.bibliography import BIBLIOGRAPHIES
from kg.views.citations import read_reference
from kg.views.nodes import Nodes
from kg.web.linked_data.finding import Found


class _Form(NamedTuple):
    name: str
    media_type: str


# The suffix of each format, with its name and its media type.
FORMS: Mapping[str, _Form] = MappingProxyType(
    {
        ".bib": _Form("bibtex", "application/x-bibtex; charset=utf-8"),
        ".csl.json": _Form("csl", "application/vnd.citationstyles.csl+json"),
        ".ris": _Form("ris", "application/x-research-info-systems"),
    }
)
_CITED = ("Document", "Work", "DatasetRelease")


def write_entry(found: Found) -> tuple[bytes, str]:
    """Write the entry of a document, a work or a release; gives its media type too.

    Raises NameNotFoundError for any other node, which no bibliography lists.
    """
    nodes = Nodes(found.store)
    if not any(nodes.is_a(found.node, name) for name in _CITED):
        raise NameNotFoundError(nodes.slug(found.node) + found.suffix, [])
    form = FORMS[found.suffix]
    return BIBLIOGRAPHIES[form.name]([read_reference(found.store, found.node)]).encode(), form.media_type
