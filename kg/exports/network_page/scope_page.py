"""The page of a scope: from what somebody asks for to the bytes of the page."""

from __future__ import annotations

from kg.config import Workspace
from kg.exports.network_page.page import Heading, write_page
from kg.store.protocol import Selecting
from kg.views.scope import Scope, describe_scope, read_scope, sources_of

_DOCUMENTS = """
SELECT ?label ?title { ?document a kg:Document ; rdfs:label ?label OPTIONAL { ?document dcterms:title ?title } }
ORDER BY ?label ?title"""


def write_scope_page(store: Selecting, workspace: Workspace, scope: Scope) -> bytes:
    """Write the network page of a scope; raises what `read_scope` raises."""
    network, focus = read_scope(store, scope, workspace.margins)
    about = [network.nodes[key]["label"] for key in focus]
    heading = Heading(workspace.title, describe_scope(scope, about), _credits(store))
    return write_page(network, sources_of(store, network), heading, focus)


def _credits(store: Selecting) -> str:
    """Name the documents from which the graph is drawn, unless they are too many to name."""
    titles = {row["label"].value: row.get("title", row["label"]).value for row in store.select(_DOCUMENTS)}
    named = [label if label == title else f"{label}, {title}" for label, title in titles.items()]
    return f"After {'; '.join(named)}" if 0 < len(named) <= 3 else f"After {len(named)} documents" if named else ""
