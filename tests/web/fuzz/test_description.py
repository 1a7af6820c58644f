"""Schemathesis makes up requests from the description of the addresses: none may be answered with a mistake of ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from kg.config import Workspace
from tests.conftest import ROOT
from tests.web.search.conftest import wait_for_names
from tests.web.serving import Server, serving

TOKEN = "a-token-for-what-is-made-up"
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
)


def make_up_requests(site: Server, folder: Path, *options: str) -> str:
    """Run schemathesis, the same each time, and give what it says."""
    wait_for_names(site)  # until then the site is busy, and says so
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{site.address}/openapi.json", "--no-color"]
    command += ["--checks", ",".join(CHECKS), "--phases", "coverage,fuzzing", "--max-examples", "6"]
    command += ["--generation-deterministic", "--request-timeout", "60"]
    command += ["--continue-on-failure", *options]
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": "tests.web.fuzz.hooks", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        command, cwd=folder, env=environment, timeout=600, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    said = ran.stdout.decode(errors="replace")
    assert ran.returncode == 0, said
    return said


def test_whatever_is_asked_is_answered_as_described(embassy_site: Server, tmp_path: Path) -> None:
    said = make_up_requests(embassy_site, tmp_path)
    assert "Selected: 55/55" in said
    assert "Traceback" not in embassy_site.log.read_text("utf-8")


def test_whatever_is_written_is_answered_as_described(built: Workspace, tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    with serving(built.root, log, "--allow-update", environment={"KG_TOKEN": TOKEN}) as site:
        said = make_up_requests(site, tmp_path, "--include-tag", "sparql", "-H", f"Authorization: Bearer {TOKEN}")
    assert "Selected: 10/55" in said
    assert "Traceback" not in log.read_text("utf-8")
