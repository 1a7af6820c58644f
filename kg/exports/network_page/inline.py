"""What stands within a page: data that no text in them can break out of, and the policy that lets in nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from typing import Any


def embed(data: Any) -> str:
    """Give JSON that an HTML script element can hold, whatever the texts in it say."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def policy(scripts: Iterable[str], css: str, also: str = "", images: str = "data:") -> str:
    """Give the content security policy that lets in these very scripts and this style, and nothing from anywhere.

    `also` is granted to scripts besides, `images` are the schemes of images.
    """
    allowed = " ".join(filter(None, [*map(_hash, scripts), also]))
    sources = f"script-src {allowed}; style-src {_hash(css)}; img-src {images}"
    return f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
