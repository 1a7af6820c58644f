"""`kg serve`: what it refuses to start with, and what it says."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from kg.config import Workspace, read_workspace
from kg.errors import ConfigError
from kg.web.settings import Settings, settings_from
from tests.web.serving import serving


def run(workspace: Workspace, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command that is to end by itself."""
    variables = {name: value for name, value in os.environ.items() if name != "KG_TOKEN"} | environment
    command = [sys.executable, "-m", "kg", "serve", *options]
    return subprocess.run(
        command, cwd=workspace.root, env=variables, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(("options", "message"), [
    (("--port", "70000"), "--port 70000 is not from 0 to 65,535"),
    (("--url", "graph.example.org"), "--url graph.example.org is not the address of a site"),
    (("--url", "https://example.org/graph"), "is not the address of a site"),
    (("--url", "ftp://example.org"), "is not the address of a site"),
    (("--workers", "0"), "--workers 0 is not from 1 to 512"),
    (("--timeout", "0"), "--timeout 0.0 is not from 0.1 to 86,400"),
    (("--timeout", "nan"), "--timeout nan is not from 0.1 to 86,400"),
    (("--memory", "1"), "--memory 1 is not from 64 to 4,194,304"),
    (("--queue", "-1"), "--queue -1 is not from 0 to"),
    (("--rate", "0"), "--rate 0.0 is not from 0.01 to 1,000,000"),
    (("--trusted-proxy", "proxy.example"), "--trusted-proxy proxy.example is not a list of IP addresses"),
    (("--allow-service", "https://query.example.org/sparql"), "is not a list of hosts"),
    (("--allow-host", "example.org:80"), "is not a list of names of hosts"),
    (("--access-log", "/nowhere/access.log"), "the access log /nowhere/access.log cannot be written"),
    (("--host", "a b"), "is not an address or a name to listen at"),
])  # fmt: skip
def test_an_option_that_cannot_be_is_named(built: Workspace, options: tuple[str, ...], message: str) -> None:
    done = run(built, *options)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("token", [None, "", "short", "a token of sixteen letters", "ключ-ключ-ключ-ключ"])
def test_updates_need_a_token_that_is_hard_to_guess(built: Workspace, token: str | None) -> None:
    done = run(built, "--allow-update", **({} if token is None else {"KG_TOKEN": token}))
    assert done.returncode == 2
    assert "updates need a token of at least 16 characters" in done.stderr
    assert "KG_TOKEN" in done.stderr


def test_an_address_that_is_taken_is_named(built: Workspace) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run(built, "--port", str(port))
    assert done.returncode == 1
    assert f"cannot listen at 127.0.0.1, port {port}: Address already in use" in done.stderr
    assert "--port 0" in done.stderr


def test_another_port_is_not_offered_for_a_host_that_is_not_there(built: Workspace) -> None:
    done = run(built, "--host", "nowhere.invalid")
    assert done.returncode == 1
    assert "cannot listen at nowhere.invalid" in done.stderr
    assert "--port" not in done.stderr


def test_what_is_not_installed_is_named(built: Workspace, tmp_path: Path) -> None:
    (tmp_path / "starlette.py").write_text("raise ModuleNotFoundError('gone', name='starlette')\n")
    done = run(built, PYTHONPATH=str(tmp_path))
    assert done.returncode == 2
    assert "a site needs starlette, which is not installed" in done.stderr
    assert "pip install 'diplograph[serve]'" in done.stderr


def test_the_first_line_says_what_is_served_and_where(built: Workspace, tmp_path: Path) -> None:
    with serving(built.root, tmp_path / "log") as server:
        assert server.log.read_text() == f"Diplograph serves {built.title} at {server.address} — Ctrl-C ends it\n"
    url = "https://graph.example.org/"
    with serving(built.root, tmp_path / "log", "--url", url) as server:
        line = f"at https://graph.example.org (listening at {server.address}) — Ctrl-C ends it\n"
        assert server.log.read_text().endswith(line)


def test_a_graph_that_is_not_built_is_built(workspace: Workspace, tmp_path: Path) -> None:
    with serving(workspace.root, tmp_path / "log") as server:
        assert server.log.read_text().startswith("The graph is not built yet: building it.\n  read …\n")


def test_settings_stand_in_kg_toml_and_options_come_first(workspace: Workspace, tmp_path: Path) -> None:
    with (workspace.root / "kg.toml").open("a") as file:
        file.write(
            '\n[serve]\nhost = "::1"\nrate = 2.5\nmemory = 100\nallow-host = ["a.example"]\nlog-clients = true\n'
        )
    settings = settings_from(read_workspace(workspace.root).serve)
    assert settings == Settings(host="::1", rate=2.5, memory=100 << 20, names=("a.example",), logs_clients=True)
    with serving(workspace.root, tmp_path / "log", "--host", "127.0.0.1") as server:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", server.address)


@pytest.mark.parametrize(("line", "message"), [
    ("port = 70000", "[serve] port = 70000 is not from 0 to 65,535"),
    ("port = true", "[serve] port = True is not a whole number"),
    ('port = "80"', "[serve] port = '80' is not a whole number"),
    ("prot = 80", "'prot' is no setting of [serve]"),
    ('trusted-proxy = "10.0.0.1"', "[serve] trusted-proxy = '10.0.0.1' is not a list of IP addresses"),
    ('allow-update = "yes"', "[serve] allow-update = 'yes' is neither true nor false"),
    ("timeout = inf", "[serve] timeout = inf is not from 0.1 to 86,400"),
])  # fmt: skip
def test_a_setting_that_cannot_be_is_named_with_its_place(workspace: Workspace, line: str, message: str) -> None:
    file = workspace.root / "kg.toml"
    file.write_text(file.read_text() + f"\n[serve]\n{line}\n")
    with pytest.raises(ConfigError) as raised:
        read_workspace(workspace.root)
    assert message in str(raised.value)
    assert str(raised.value).startswith(f"{file}: ")
