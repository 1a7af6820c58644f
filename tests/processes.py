"""Processes that tests begin and end."""

from __future__ import annotations

import os
import select


def wait_until_gone(pid: int) -> None:
    """Wait until a process has ended."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    assert select.select([descriptor], [], [], 20)[0], f"process {pid} lives on"
    os.close(descriptor)
