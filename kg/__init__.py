"""Diplograph: a sourced, time-aware knowledge graph of diplomacy.

    import kg
    g = kg.open()
    g.entity("putin")

Nothing is loaded until it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.graph import Graph

__all__ = ["Graph", "__version__", "open"]


def open(path: str | Path | None = None, say: Callable[[str], None] | None = None) -> Graph:
    """Open a graph; see `kg.graph.Graph.open`."""
    from kg.graph import Graph

    return Graph.open(path, say)


def __getattr__(name: str) -> Any:
    if name == "Graph":
        from kg.graph import Graph

        return Graph
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("diplograph")
        except PackageNotFoundError:  # run from a checkout that is not installed
            return "0+unknown"
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
