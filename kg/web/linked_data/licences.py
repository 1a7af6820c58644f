"""Licences: the address of a licence that is named by its SPDX identifier."""

from __future__ import annotations

import re

_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-ND|-SA)?)-(\d\.\d)")


def licence_address(identifier: str) -> str:
    """Give the IRI of a licence: that of its own page for Creative Commons, else that of its record at SPDX."""
    if identifier == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    match = _CREATIVE_COMMONS.fullmatch(identifier)
    if match:
        return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/"
    return f"https://spdx.org/licenses/{identifier}"
