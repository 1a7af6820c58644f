"""The page on the architecture: it draws the rooms that there are, and says which of them use which library."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from pathlib import Path

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


IMPORTED_AS = {"pyyaml": "yaml", "uvloop": "uvicorn", "httptools": "uvicorn"}  # uvicorn loads what it finds


def imported(path: Path) -> set[str]:
    """Give the top-level packages that a module imports, wherever in it."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in plain | named}


def rooms_by_library() -> dict[str, set[str]]:
    rooms = defaultdict(set)
    for path in (ROOT / "kg").rglob("*.py"):
        room = path.relative_to(ROOT / "kg").parts[0].removesuffix(".py")
        for library in imported(path):
            rooms[library].add(room)
    return rooms


def documented() -> dict[str, set[str]]:
    table = PAGE.split("| library | rooms | for |\n|---|---|---|\n")[1].split("\n\n")[0]
    rows = [[cell.strip() for cell in row.split("|")[1:3]] for row in table.splitlines()]
    return {library: set(rooms.split(", ")) for libraries, rooms in rows for library in libraries.split(", ")}


def test_every_room_is_drawn() -> None:
    layers = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    drawing = PAGE.split("```text\n")[1].split("```")[0]
    for room in (room for layer in layers for room in layer.split(" | ")):
        assert re.search(rf"(^|\| ){room}\b", drawing, re.MULTILINE), room


def test_libraries_are_used_where_the_page_says() -> None:
    rooms = rooms_by_library()
    assert documented() == {library: rooms[IMPORTED_AS.get(library, library)] for library in documented()}


def names_of(dependencies: list[str]) -> set[str]:
    return {re.split(r"[>=<\[]", dependency)[0].replace("-", "_") for dependency in dependencies}


def test_every_dependency_has_an_owner() -> None:
    optional = PROJECT["project"]["optional-dependencies"]
    needed = names_of(PROJECT["project"]["dependencies"])
    assert needed <= set(documented())
    assert set(documented()) <= needed | names_of([*optional["datasets"], *optional["linking"], *optional["serve"]])
