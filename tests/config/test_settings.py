"""kg.toml: what it says is used, and what it may not say is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import Margins, find_workspace, read_workspace
from kg.errors import ConfigError


def write(folder: Path, text: str) -> Path:
    (folder / "kg.toml").write_text(text, encoding="utf-8")
    return folder


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    workspace = read_workspace(write(tmp_path, ""))
    assert workspace.data == tmp_path / "data"
    assert workspace.margins == Margins()
    assert workspace.title == tmp_path.name


def test_the_settings_are_used(tmp_path: Path) -> None:
    text = '[graph]\nbase = "https://example.org/x/"\n[dates.margin]\nyear = 3\n[texts]\nmemoir = "m.txt"\n'
    workspace = read_workspace(write(tmp_path, text))
    assert workspace.namespaces.ent == "https://example.org/x/id/"
    assert workspace.margins.year == 3
    assert workspace.texts == {"memoir": tmp_path / "m.txt"}


def test_the_nearest_workspace_upwards_is_found(tmp_path: Path) -> None:
    inner = write(tmp_path, "") / "data" / "memoir"
    inner.mkdir(parents=True)
    assert find_workspace(inner).root == tmp_path.resolve()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[graph\n", "not valid TOML"),
        ("[grpah]\n", "'grpah' is no table"),
        ('[graph]\ntilte = "x"\n', "'tilte' is no setting of"),
        ("graph = 1\n", "graph must be a table"),
        ("[graph]\ntitle = 1\n", "wrong kind"),
        ('[graph]\nbase = "https://example.org"\n', "no namespace"),
        ('[graph]\nbase = "example/"\n', "no namespace"),
        ("[dates.margin]\nyear = -1\n", "below zero"),
        ("[dates.margin]\nyaer = 1\n", "'yaer' is no setting"),
        ("[query]\ntimeout = true\n", "wrong kind"),
        ("[query]\ntimeout = 0\n", "not more than 0"),
        ("[query]\ntimeout = inf\n", "at most 604800"),
        ("[query]\ntimeout = nan\n", "at most 604800"),
        ("[texts]\nmemoir = 3\n", "wrong kind"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        read_workspace(write(tmp_path, text))
    assert str(tmp_path / "kg.toml") in str(caught.value)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_bytes("# Königreich".encode("latin-1"))
    with pytest.raises(ConfigError, match="cannot be read"):
        read_workspace(tmp_path)
