"""The workspace: where a graph's ontology, data, exports and store lie, and its settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.config.namespaces import BASE, Namespaces
from kg.config.settings import Margins, read_settings

SETTINGS = "kg.toml"
SHIPPED = Path(__file__).resolve().parents[1] / "shipped"


@dataclass(frozen=True, slots=True)
class Workspace:
    """One graph on disk. `texts` maps a document's slug to the reader's own copy of it.

    `serve` holds the settings of `kg serve`, by their names in kg.toml.
    """

    root: Path
    ontology: Path
    data: Path
    exports: Path
    store: Path
    title: str = "Diplograph"
    namespaces: Namespaces = field(default_factory=Namespaces)
    margins: Margins = field(default_factory=Margins)
    query_timeout: float = 60.0
    texts: Mapping[str, Path] = field(default_factory=dict)
    serve: Mapping[str, Any] = field(default_factory=dict)


def find_workspace(start: Path | None = None) -> Workspace:
    """Open the workspace around `start` (default: the current folder), or else the shipped graph.

    The nearest folder upwards that holds a kg.toml is the workspace.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return read_workspace(folder)
    return shipped_workspace()


def read_workspace(root: Path) -> Workspace:
    """Open the workspace in `root`; raises ConfigError where its kg.toml is wrong."""
    settings = read_settings(root / SETTINGS)
    graph, paths = settings.graph, settings.paths
    return Workspace(
        root=root,
        ontology=root / paths.get("ontology", "ontology"),
        data=root / paths.get("data", "data"),
        exports=root / paths.get("exports", "exports"),
        store=root / paths.get("store", ".kg"),
        title=graph.get("title", root.name),
        namespaces=Namespaces(graph.get("base", BASE), graph.get("ontology", BASE + "ontology#")),
        margins=settings.margins,
        query_timeout=settings.timeout,
        texts={name: root / Path(file).expanduser() for name, file in settings.texts.items()},
        serve=settings.serve,
    )


def shipped_workspace() -> Workspace:
    """Open the graph that comes with the package; what is built from it goes to the user's cache folder."""
    if not SHIPPED.is_dir():  # an editable install: the checkout itself is the shipped graph
        return read_workspace(SHIPPED.parents[1])
    from platformdirs import user_cache_path

    cache = user_cache_path("diplograph")
    return replace(read_workspace(SHIPPED), exports=cache / "exports", store=cache / "store")
