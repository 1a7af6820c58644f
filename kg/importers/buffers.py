"""Buffers: the texts of a column one after the other, as pieces of memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

# A text in a column of Arrow's string view: how long it is and where it lies (the prefix is not needed).
_VIEW = np.dtype([("length", "<i4"), ("prefix", "<u4"), ("buffer", "<i4"), ("offset", "<i4")])
_INLINE = 12  # bytes of a text that lies in its view


def pieces_of(texts: pl.Series) -> Sequence[memoryview]:
    """Give texts as they lie in memory, if that is one after the other, or else a copy in which they do."""
    if not len(texts):
        return ()
    array: Any = texts.to_arrow(compat_level=pl.CompatLevel.newest())
    _, views, *buffers = array.buffers()
    if array.offset == 0 and _in_order(np.frombuffer(views, dtype=_VIEW)[: len(array)], [b.size for b in buffers]):
        return [memoryview(buffer) for buffer in buffers]
    return [_copied(texts)]


def _in_order(views: np.ndarray[Any, Any], sizes: list[int]) -> bool:
    """Say whether texts fill their buffers, each beginning where the one before ends."""
    views = views[views["length"] > 0]
    lengths = views["length"].astype(np.int64)
    if not len(views) or lengths.min() <= _INLINE:
        return False
    ends = np.cumsum(lengths)
    begins = np.cumsum([0, *sizes])[views["buffer"]] + views["offset"]
    return bool(ends[-1] == sum(sizes) and np.array_equal(begins, ends - lengths))


def _copied(texts: pl.Series) -> memoryview:
    array: Any = texts.to_arrow(compat_level=pl.CompatLevel.oldest())
    _, offsets, data = array.buffers()
    ends = np.frombuffer(offsets, dtype=np.int64)
    begin, end = int(ends[array.offset]), int(ends[array.offset + len(array)])
    return memoryview(data)[begin:end] if end > begin else memoryview(b"")
