"""Recent pages: those of a snapshot that were written last, since the same build makes the same page."""

from __future__ import annotations

from kg.web.kept import Recent

_LARGEST = 1 << 20  # bytes; a larger one is written anew each time

Key = tuple[str, ...]


def recent_pages(most: int) -> Recent[Key, bytes]:
    """Keep so many pages of a snapshot, by what they depend on besides."""
    return Recent(most, lambda _key, page: 1 if len(page) <= _LARGEST else most + 1)
