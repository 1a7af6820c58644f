"""The manifest: what the service is and can do, as versions 0.2 and the draft of 1.0 have it."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from kg.config import Workspace
from kg.web.files import static_address
from kg.web.reconciliation.background import Background
from kg.web.reconciliation.queries import BATCH

VERSIONS = ("0.1", "0.2", "1.0-draft")
PATH = "/reconcile"
DRAFT = PATH + "/draft"  # the root of the draft's addresses, which are given by the draft and not by the manifest
WIDTH, HEIGHT = 400, 200  # of a preview, in pixels

_LIMIT = {
    "name": "limit",
    "label": "At most so many values",
    "type": "number",
    "default": 0,
    "helpText": "0 gives all of them.",
}
_LANGUAGE = {
    "name": "language",
    "label": "Language",
    "type": "text",
    "default": "",
    "helpText": "Of names: en, ru, ko. Without one, all names are given.",
}
_CONTENT = {
    "name": "content",
    "label": "Content",
    "type": "select",
    "default": "name",
    "helpText": "How identifiers elsewhere are given.",
    "choices": [{"value": "name", "name": "Identifier"}, {"value": "url", "name": "Address"}],
}
_SETTINGS = (_LIMIT, _LANGUAGE, _CONTENT)


def manifest_02(workspace: Workspace, background: Background, address: str) -> dict[str, Any]:
    """Give the manifest of 0.2; what the draft says under other names is there as well."""
    endpoint = address + PATH
    return {
        **_common(workspace, background, address),
        "view": {"url": f"{address}/id/{{{{id}}}}"},
        "preview": {"url": f"{endpoint}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {
            name: {"service_url": endpoint, "service_path": f"/suggest/{name}"}
            for name in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": endpoint, "service_path": "/extend/propose"},
            "property_settings": [_in_02(setting) for setting in _SETTINGS],
        },
    }


def manifest_draft(workspace: Workspace, background: Background, address: str) -> dict[str, Any]:
    """Give the manifest of the draft of 1.0, whose addresses lie below its own."""
    return {
        **_common(workspace, background, address),
        "view": {"url": f"{address}/id/{{id}}"},
        "preview": {"width": WIDTH, "height": HEIGHT},
        "suggest": dict.fromkeys(("entity", "type", "property"), True),
        "extend": {"proposeProperties": True, "propertySettings": list(_SETTINGS)},
    }


def _common(workspace: Workspace, background: Background, address: str) -> dict[str, Any]:
    return {
        "versions": list(VERSIONS),
        "name": workspace.title,
        "identifierSpace": workspace.namespaces.ent,
        "schemaSpace": workspace.namespaces.ontology,
        "documentation": f"{address}/ontology",
        "serviceVersion": version("diplograph"),
        "logo": address + static_address("icon.svg"),
        "batchSize": BATCH,
        "defaultTypes": [background.types.as_json(each) for each in background.types.used],
    }


def _in_02(setting: dict[str, Any]) -> dict[str, Any]:
    """Spell a setting as 0.2 does."""
    return {"help_text" if name == "helpText" else name: value for name, value in setting.items()}
