from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.build.lock import locked
from kg.errors import BuildError

HOLD = """
import sys, time
from pathlib import Path
from kg.build.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def hold(path: Path, seconds: float) -> subprocess.Popen[str]:
    """Let another process hold the lock for some seconds."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(path), str(seconds)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_two_processes_cannot_hold_it(tmp_path: Path) -> None:
    process = hold(tmp_path / "lock", 60)
    try:
        with pytest.raises(BuildError, match="another process is building") as caught, locked(tmp_path / "lock"):
            pass
        assert "try again" in (caught.value.remedy or "")
    finally:
        end(process)


def test_it_is_free_when_its_holder_was_killed(tmp_path: Path) -> None:
    end(hold(tmp_path / "lock", 60))
    with locked(tmp_path / "lock"):
        pass


def test_patience_waits_for_it(tmp_path: Path) -> None:
    process = hold(tmp_path / "lock", 0.3)
    start = time.monotonic()
    with locked(tmp_path / "lock", patience=30):
        assert time.monotonic() - start > 0.05
    end(process)


def test_it_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="mine"), locked(tmp_path / "lock"):
        raise ValueError("mine")
    with locked(tmp_path / "lock"):
        pass
