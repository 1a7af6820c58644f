"""The licence of a workspace's data, as its file LICENSE-DATA names it."""

from __future__ import annotations

import re

from kg.config.workspace import Workspace

LICENCE = "LICENSE-DATA"

_SPDX = re.compile(r"^\s*SPDX-License-Identifier:\s*(\S+)", re.MULTILINE)


def licence_of(workspace: Workspace) -> str:
    """Give the licence of the encoding (an SPDX identifier), where the workspace names one."""
    path = workspace.root / LICENCE
    match = _SPDX.search(path.read_text(encoding="utf-8")) if path.is_file() else None
    return match[1] if match else ""
