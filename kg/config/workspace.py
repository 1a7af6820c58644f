"""The workspace: where a graph's ontology, data, exports and store lie, and its settings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.config.namespaces import BASE, Namespaces
from kg.errors import ConfigError, Location

SETTINGS = "kg.toml"
SHIPPED = Path(__file__).resolve().parents[1] / "shipped"


@dataclass(frozen=True, slots=True)
class Margins:
    """How far an approximate or uncertain date reaches on each side, by its precision."""

    day: int = 3
    month: int = 1
    season: int = 1
    year: int = 1
    decade: int = 2
    century: int = 10


@dataclass(frozen=True, slots=True)
class Workspace:
    """One graph on disk. `texts` maps a document's slug to the reader's own copy of it."""

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
    """Read the settings of the workspace in `root`; raises ConfigError with the place of the mistake."""
    path = root / SETTINGS
    settings = _read_settings(path)
    return _workspace(root, settings, path)


def shipped_workspace() -> Workspace:
    """Open the graph that comes with the package; what is built from it goes to the user's cache folder."""
    if not SHIPPED.is_dir():  # an editable install: the checkout itself is the shipped graph
        return read_workspace(SHIPPED.parents[1])
    from platformdirs import user_cache_path

    cache = user_cache_path("diplograph")
    settings = _read_settings(SHIPPED / SETTINGS)
    settings["paths"] = {**_table(settings, "paths"), "exports": str(cache / "exports"), "store": str(cache / "store")}
    return _workspace(SHIPPED, settings, SHIPPED / SETTINGS)


def _read_settings(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"not valid TOML: {error}", location=Location(str(path))) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", location=Location(str(path))) from error


def _workspace(root: Path, settings: Mapping[str, Any], path: Path) -> Workspace:
    graph, paths, texts = (_table(settings, name) for name in ("graph", "paths", "texts"))
    try:
        base = str(graph.get("base", BASE))
        return Workspace(
            root=root,
            ontology=root / paths.get("ontology", "ontology"),
            data=root / paths.get("data", "data"),
            exports=root / paths.get("exports", "exports"),
            store=root / paths.get("store", ".kg"),
            title=str(graph.get("title", root.name)),
            namespaces=Namespaces(base, str(graph.get("ontology", BASE + "ontology#"))),
            margins=Margins(**_table(_table(settings, "dates"), "margin")),
            query_timeout=float(_table(settings, "query").get("timeout", 60)),
            texts={name: root / Path(str(file)).expanduser() for name, file in texts.items()},
        )
    except (TypeError, ValueError) as error:
        raise ConfigError(f"a setting is wrong: {error}", location=Location(str(path))) from error


def _table(settings: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = settings.get(name, {})
    if not isinstance(value, dict):
        raise ConfigError(f"[{name}] must be a table in kg.toml")
    return dict(value)
