"""Tags of answers: the same query of the same build in the same format has the same answer (RFC 9110, 8.8.3)."""

from __future__ import annotations

import re
from hashlib import blake2b

from kg.web.middleware.caching import edition
from kg.web.sparql.operation import Operation

# What gives something else each time.
_CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(|SERVICE", re.IGNORECASE)


def tag_of(build: str, operation: Operation, *forms: str) -> str:
    """Give the tag of a query's answer, or nothing where it may change although the build is the same."""
    if _CHANGING.search(operation.text):
        return ""
    graphs = f"{operation.default_graphs}{operation.named_graphs}"
    seed = "\0".join((edition(), build, operation.text, graphs, *forms))
    return f'W/"{blake2b(seed.encode(errors="replace"), digest_size=12).hexdigest()}"'
