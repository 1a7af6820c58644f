"""The bundle: what the wheel carries is what the sources give, and names whose work it is."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import kg.exports.html

HTML = Path(kg.exports.html.__file__).parent
WEB, BUNDLE = HTML / "web", HTML / "bundle"


@pytest.mark.skipif(
    shutil.which("node") is None or not (WEB / "node_modules").is_dir(), reason="the explorer's libraries are not here"
)
def test_the_bundle_is_what_its_sources_give() -> None:
    run = subprocess.run(
        ["node", "build.mjs", "--check"], cwd=WEB, capture_output=True, text=True, check=False, timeout=300
    )
    assert run.returncode == 0, run.stderr


def test_every_library_has_its_licence() -> None:
    text = (BUNDLE / "LICENSES.txt").read_text(encoding="utf-8")
    pinned = json.loads((WEB / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert [name for name, version in pinned.items() if f"{name} {version} (" not in text] == []


def test_libraries_are_pinned_and_come_from_nowhere_in_particular() -> None:
    package = json.loads((WEB / "package.json").read_text(encoding="utf-8"))
    versions = [*package["dependencies"].values(), *package["devDependencies"].values()]
    assert all(version[0].isdigit() for version in versions)
    lock = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))
    assert not [name for name, entry in lock["packages"].items() if "resolved" in entry]


@pytest.mark.parametrize("name", ["explorer.js", "ask.js"])
def test_no_script_ends_the_element_that_holds_it(name: str) -> None:
    text = (BUNDLE / name).read_text(encoding="utf-8").lower()
    assert "</script" not in text
    assert "<!--" not in text
