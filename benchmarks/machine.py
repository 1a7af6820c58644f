"""The machine: what a figure depends on, and nothing that tells whose it is."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from typing import Any

LIBRARIES = ("click", "edtf-validate", "networkx", "pyoxigraph", "pyshacl", "rdflib")


def describe_machine() -> dict[str, Any]:
    """Give processors, system, Python and the versions of the libraries that matter."""
    return {
        "processors": os.cpu_count(),
        "system": platform.system(),
        "architecture": platform.machine(),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }
