"""The entry of a document in a bibliography, in the formats that reference managers read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kg.errors import NameNotFoundError
from kg.sources.bibliography import BIBLIOGRAPHIES, Bibliography
from kg.views.citations import read_reference
from kg.views.nodes import Nodes
from kg.web.linked_data.finding import Found

FORMS: Mapping[str, Bibliography] = MappingProxyType({form.suffix: form for form in BIBLIOGRAPHIES.values()})
_CITED = ("Document", "Work", "DatasetRelease")


def write_entry(found: Found) -> tuple[bytes, str]:
    """Write the entry of a document, a work or a release; gives its media type too.

    Raises NameNotFoundError for any other node, which no bibliography lists.
    """
    nodes = Nodes(found.store)
    if not any(nodes.is_a(found.node, name) for name in _CITED):
        raise NameNotFoundError(nodes.slug(found.node) + found.suffix, [])
    form = FORMS[found.suffix]
    return form.write([read_reference(found.store, found.node)]).encode(), form.media_type
