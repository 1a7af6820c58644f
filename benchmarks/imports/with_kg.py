"""Our importer, in a process of its own: `python -m benchmarks.imports.with_kg WORKSPACE FILE FOLDER`."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from kg.config import read_workspace
from kg.importers.descriptor import find_descriptor
from kg.importers.importing import import_files

_PEAK = re.compile(r"^VmHWM:\s*(\d+) kB$", re.MULTILINE)


def _peak_megabytes() -> float:
    """Give the peak of memory since this program began; what the system tells whoever waits has her own in it."""
    peak = _PEAK.search(Path("/proc/self/status").read_text(encoding="utf-8"))
    assert peak is not None, "Linux says so of every process"
    return int(peak[1]) / 1024


if __name__ == "__main__":
    workspace = read_workspace(Path(sys.argv[1]))
    outcome = import_files(find_descriptor("icews", workspace), [Path(sys.argv[2])], Path(sys.argv[3]), workspace)
    said = {"rows": outcome.written, "seconds": outcome.seconds, "quads": outcome.quads}
    print(json.dumps({**said, "megabytes": _peak_megabytes()}))
