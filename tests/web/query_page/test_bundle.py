"""The bundle: what the wheel carries is what the sources give, names whose work it is, and asks nobody else."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import kg.web

WEB = Path(kg.web.__file__).parent
ASSETS, BUNDLE = WEB / "assets", WEB / "static" / "query"


@pytest.mark.skipif(
    shutil.which("node") is None or not (ASSETS / "node_modules").is_dir(),
    reason="the query page's libraries are not here",
)
def test_the_bundle_is_what_its_sources_give() -> None:
    run = subprocess.run(
        ["node", "build.mjs", "--check"], cwd=ASSETS, capture_output=True, text=True, check=False, timeout=300
    )
    assert run.returncode == 0, run.stderr


def test_every_library_has_its_licence() -> None:
    text = (BUNDLE / "LICENSES.txt").read_text(encoding="utf-8")
    pinned = json.loads((ASSETS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    within = ("codemirror", "lodash-es", "dompurify", "query-string", "store", "events", "d3-quadtree")
    assert [name for name, version in pinned.items() if f"{name} {version} (" not in text] == []
    assert [name for name in within if f"\n{name} " not in text] == []


def test_libraries_are_pinned_and_come_from_nowhere_in_particular() -> None:
    package = json.loads((ASSETS / "package.json").read_text(encoding="utf-8"))
    versions = [*package["dependencies"].values(), *package["devDependencies"].values()]
    assert all(version[0].isdigit() for version in versions)
    lock = json.loads((ASSETS / "package-lock.json").read_text(encoding="utf-8"))
    assert not [name for name, entry in lock["packages"].items() if "resolved" in entry]


def test_the_script_knows_no_other_host() -> None:
    text = (BUNDLE / "query.js").read_text(encoding="utf-8")
    hosts = set(re.findall(r"https?://([\w.-]+)", text))
    # Names of XML and RDF, and the endpoint that the editor would ask if it were given none.
    assert hosts <= {"www.w3.org", "id.loc.gov", "dbpedia.org"}


def test_the_bundle_is_light() -> None:
    assert sum(path.stat().st_size for path in BUNDLE.iterdir() if path.suffix in {".js", ".css"}) < 600_000
