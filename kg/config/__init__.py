"""Settings: the workspace and its namespaces."""

from kg.config.namespaces import Namespaces
from kg.config.settings import LONGEST_QUERY, Margins
from kg.config.workspace import Workspace, find_workspace, read_workspace, shipped_workspace

__all__ = [
    "LONGEST_QUERY",
    "Margins",
    "Namespaces",
    "Workspace",
    "find_workspace",
    "read_workspace",
    "shipped_workspace",
]
