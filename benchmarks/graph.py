"""The graph that is measured: a copy of a workspace, built where it disturbs nobody."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.config import Workspace, read_workspace
from kg.config.workspace import SETTINGS

HOUSE = Path(__file__).resolve().parents[1]


@contextmanager
def copy_of(workspace: Workspace) -> Iterator[Workspace]:
    """Copy ontology, data and settings into a temporary folder, with the standard paths, and build them there."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(workspace.ontology, root / "ontology")
        shutil.copytree(workspace.data, root / "data")
        shutil.copy2(workspace.root / SETTINGS, root / SETTINGS)
        copy = read_workspace(root)
        run(["build", "--quiet"], copy)
        yield copy


def command(arguments: Sequence[str]) -> list[str]:
    """Give the command line that runs `kg`: the script as installed, or else the module."""
    script = Path(sys.executable).with_name("kg")
    return [
        str(script) if script.is_file() else sys.executable,
        *([] if script.is_file() else ["-m", "kg"]),
        *arguments,
    ]


def run(arguments: Sequence[str], workspace: Workspace) -> bytes:
    """Run `kg` in a workspace, in a process of its own; gives what it prints."""
    return run_process(command(arguments), workspace.root)


def run_process(words: Sequence[str], folder: Path) -> bytes:
    """Run a command line in a folder; raises CalledProcessError where it fails.

    Python keeps its bytecode, as it does where the package is installed, whatever this environment says.
    """
    paths = os.pathsep.join(filter(None, (str(HOUSE), os.environ.get("PYTHONPATH"))))
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = paths
    done = subprocess.run(
        words, cwd=folder, env=environment, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    return done.stdout
