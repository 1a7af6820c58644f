"""The licence of a workspace's data, as its file LICENSE-DATA names it."""

from __future__ import annotations

import re

from kg.config.workspace import Workspace

LICENCE = "LICENSE-DATA"

_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-ND|-SA)?)-(\d\.\d)")
_SPDX = re.compile(r"^\s*SPDX-License-Identifier:\s*(\S+)", re.MULTILINE)


def licence_of(workspace: Workspace) -> str:
    """Give the licence of the encoding (an SPDX identifier), where the workspace names one."""
    path = workspace.root / LICENCE
    match = _SPDX.search(path.read_text(encoding="utf-8")) if path.is_file() else None
    return match[1] if match else ""


def licence_address(identifier: str) -> str:
    """Give the IRI of a licence: that of its own page for Creative Commons, else that of its record at SPDX."""
    if identifier == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    match = _CREATIVE_COMMONS.fullmatch(identifier)
    if match:
        return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/"
    return f"https://spdx.org/licenses/{identifier}"
